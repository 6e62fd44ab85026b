import { join } from "node:path";
import { z } from "zod";
import { readOwnText } from "../../articles/own-head.ts";
import { collected, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import { stringifyPage } from "../text/markdown.ts";
import { SEARCH_FOLDER, STANDING_PAGES } from "./address.ts";
import { ownFiles, ownPageOf, type OwnGround } from "./own-text.ts";

const PAGES_FOLDER = "content/pages";

const text = z.string().trim().min(1);

const headSchema = z.strictObject({
  title: text,
  description: text,
  /** Where every page of the site leads to it from: the head, the foot, or nowhere. */
  menu: z.enum(["head", "foot", "none"]).default("foot"),
  /** Its place among the others there, the lowest first; those alike by title. */
  order: z.number().default(0),
});

/** A page that a publisher wrote: an imprint, a privacy policy. */
export interface OwnPage extends z.output<typeof headSchema> {
  /** Within the site. */
  readonly path: string;
  /** Sanitised. */
  readonly html: string;
}

/** First parts of addresses that others than pages have. */
const TAKEN = new Set(["assets", "cards", SEARCH_FOLDER.replace("/", "")]);

/** The files under `content/pages` with the pages that they become. */
export function ownPageFiles(
  world: World,
  home: string,
  problems: Problem[],
): ReadonlyMap<string, string> {
  return ownFiles(world, home, PAGES_FOLDER, pageOf, problems, isTaken);
}

function pageOf(name: string): string {
  return `${name}/index.html`;
}

function isTaken(name: string): boolean {
  return STANDING_PAGES.has(pageOf(name)) || TAKEN.has(name) || /^\d{4}$/.test(name);
}

/**
 * The pages of the publisher's own, in the order in which menus name them.
 * @param problems is given, with file and line, all that a page cannot show or lead to.
 */
export function loadOwnPages(
  world: World,
  home: string,
  files: ReadonlyMap<string, string>,
  around: OwnGround,
  problems: Problem[],
): OwnPage[] {
  const pages = [...files].flatMap(([file, path]): OwnPage[] => {
    const page = collected(problems, () => {
      const read = readOwnText(world.files.read(join(home, file)), headSchema, file);
      return {
        ...read.head,
        path,
        html: stringifyPage(ownPageOf(read, { ...around, file, path })),
      };
    });
    return page ? [page] : [];
  });
  return pages.toSorted((a, b) => a.order - b.order || (a.title < b.title ? -1 : 1));
}
