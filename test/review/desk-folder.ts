import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentDigest, formatArticle, parseArticle } from "../../generator/articles/article.ts";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { isApproved, type State } from "../../generator/articles/states.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openCheckRoom } from "../../generator/newsroom/check-room.ts";
import type { CheckRoom } from "../../generator/newsroom/newsroom.ts";
import type { ReviewPolicy } from "../../generator/publication/review-policy.ts";
import type { Person, Role } from "../../generator/review/workflow/people.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { own } from "../support/own.ts";
import { makeFolder } from "../support/room.ts";

const DAY = "2025-05-08";
export const FLASH = `content/editions/${DAY}/flash.md`;

/** The clock of these tests begins an hour after the edition's cut-off. */
const BEGIN = Date.parse("2025-05-08T13:00:00Z");

/** Makes the folder of such a publication: the sample of the day, as a draft. */
export function deskFolder(): string {
  const folder = makeFolder("desk");
  own(folder, "bellwether.yaml");
  for (const file of [FLASH, FLASH.replace(".md", ".facts.json")]) own(folder, file);
  own(folder, "templates/vocabulary");
  own(folder, "templates/scales");
  setState(folder, "draft");
  return folder;
}

let loaded: CheckRoom | undefined;

/** A room over a folder, whose clock goes on by a second with each look. */
export function deskRoom(folder: string, review?: Partial<ReviewPolicy>): CheckRoom {
  let now = BEGIN;
  const world = { ...realWorld(), now: () => (now += 1000) };
  const room = (loaded ??= openCheckRoom(world, folder, BUILT_IN));
  const { publication } = room;
  return {
    ...room,
    world,
    publication: { ...publication, home: folder, review: { ...publication.review, ...review } },
  };
}

/** Gives the article a state by its head alone, approved as it is where somebody answers for it then. */
export function setState(folder: string, status: State): void {
  const file = join(folder, FLASH);
  const { frontMatter, body } = parseArticle(readFileSync(file, "utf8"), FLASH);
  const facts = parseFacts(readFileSync(file.replace(".md", ".facts.json"), "utf8"), FLASH);
  const { review: _, approved: __, ...head } = frontMatter;
  const digest = contentDigest({ frontMatter: head, body }, facts);
  const answered = { review: "Somebody", approved: digest };
  writeFileSync(
    file,
    formatArticle({ ...head, status, ...(isApproved(status) && answered) }, body),
  );
}

/** Says that readers have seen the article as it is. */
export function setPublished(folder: string, text: string): void {
  const at = "2025-05-08T12:30:00.000Z";
  writeFileSync(
    join(folder, "content/editions", DAY, "published.json"),
    JSON.stringify({ flash: [{ text, at, corrections: 0 }] }),
  );
}

/** Somebody of the desk. */
export function person(name: string, role: Role = "editor"): Person {
  return { id: name.toLowerCase(), name, role };
}
