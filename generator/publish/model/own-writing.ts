import { mistake, type Problem } from "../../base/problem.ts";
import type { Publication } from "../../publication/publication.ts";
import type { World } from "../../world/world.ts";
import {
  guestFiles,
  loadGuestArticles,
  type GuestArticles,
  type HoldGuest,
} from "./guest-articles.ts";
import { loadOwnPages, ownPageFiles, type OwnPage } from "./own-pages.ts";
import type { OwnGround } from "./own-text.ts";

/** All that people of a publication wrote, and no rule did. */
export interface OwnWriting {
  readonly ownPages: readonly OwnPage[];
  readonly guests: GuestArticles;
}

/**
 * Reads `content/pages` and `content/articles`, whose texts may lead to each other.
 * @throws Failure (2) with file and line of every mistake in any of them: nothing is left out in silence.
 */
export function loadOwnWriting(
  world: World,
  publication: Publication,
  ground: Pick<OwnGround, "root" | "articles">,
  hold?: HoldGuest,
): OwnWriting {
  const { home } = publication;
  const problems: Problem[] = [];
  const pages = ownPageFiles(world, home, problems);
  const articles = guestFiles(world, home, problems);
  const around = { ...ground, own: new Map([...pages, ...articles]) };
  const ownPages = loadOwnPages(world, home, pages, around, problems);
  const guests = loadGuestArticles(world, publication, articles, around, problems, hold);
  if (problems.length > 0) throw mistake(problems);
  return { ownPages, guests };
}
