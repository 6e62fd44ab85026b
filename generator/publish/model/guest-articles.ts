import { join } from "node:path";
import type { HeldArticle, WaitingArticle } from "../../articles/approved.ts";
import {
  GUEST_FOLDER,
  readGuestArticle,
  writtenAt,
  type GuestHead,
} from "../../articles/guest-article.ts";
import { dayOf } from "../../base/day.ts";
import { collected, type Problem } from "../../base/problem.ts";
import type { Publication } from "../../publication/publication.ts";
import type { World } from "../../world/world.ts";
import { renderPage, type Rendered } from "../text/markdown.ts";
import { guestPath } from "./address.ts";
import { ownFiles, ownPageOf, type OwnGround } from "./own-text.ts";

/** An article that a person wrote, with its place on the site. */
export interface GuestArticle extends Pick<GuestHead, "title" | "description" | "author" | "tags"> {
  /** Within the site. */
  readonly path: string;
  /** As of when it was written, ISO 8601 UTC. */
  readonly instant: string;
  /** The day of that. */
  readonly day: string;
  readonly rendered: Rendered;
}

/** Says of the text of a guest article why it is held back, as a clause; undefined where nothing speaks against it. */
export type HoldGuest = (text: string, file: string) => string | undefined;

/** The guest articles of a publication. */
export interface GuestArticles {
  /** Those that are shown, newest first. */
  readonly shown: readonly GuestArticle[];
  readonly held: readonly HeldArticle[];
  readonly waiting: readonly WaitingArticle[];
}

/** The files under `content/articles` with the pages that they become. */
export function guestFiles(
  world: World,
  home: string,
  problems: Problem[],
): ReadonlyMap<string, string> {
  return ownFiles(world, home, GUEST_FOLDER, guestPath, problems);
}

/**
 * Reads guest articles. One whose instant has not come waits.
 * @param problems is given, with file and line, every mistake in a head, and all that a page cannot show or lead to.
 */
export function loadGuestArticles(
  world: World,
  { home, cutoff }: Pick<Publication, "home" | "cutoff">,
  files: ReadonlyMap<string, string>,
  around: OwnGround,
  problems: Problem[],
  hold: HoldGuest = () => undefined,
): GuestArticles {
  const shown: GuestArticle[] = [];
  const held: HeldArticle[] = [];
  const waiting: WaitingArticle[] = [];
  for (const [file, path] of files)
    collected(problems, () => {
      const text = world.files.read(join(home, file));
      const read = readGuestArticle(text, file);
      const page = ownPageOf(read, { ...around, file, path });
      const at = writtenAt(read.head, cutoff);
      const instant = new Date(at).toISOString();
      if (at > world.now()) return void waiting.push({ file, from: instant });
      const reason = hold(text, file);
      if (reason !== undefined) return void held.push({ file, reason });
      shown.push({ ...read.head, path, instant, day: dayOf(at), rendered: renderPage(page) });
    });
  shown.sort((a, b) =>
    a.instant > b.instant || (a.instant === b.instant && a.path < b.path) ? -1 : 1,
  );
  return { shown, held, waiting };
}
