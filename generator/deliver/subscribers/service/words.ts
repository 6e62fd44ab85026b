import { z } from "zod";
import { FORMATS } from "../../../publication/mail/formats.ts";
import { layersOf } from "../../../publication/layers.ts";
import { hasVocabulary, loadVocabulary } from "../../../publication/vocabulary.ts";
import type { Publication } from "../../../publication/publication.ts";
import { SUBSCRIBER_STATES } from "../../../store/mail/subscribers.ts";
import type { World } from "../../../world/world.ts";

const text = z.string().trim().min(1);
const each = <const Names extends readonly string[]>(names: Names) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, text])) as Record<Names[number], typeof text>,
  );

const wordsSchema = z.strictObject({
  /** Stands behind the title of each page; `{publication}` is filled in. */
  newsletter: text,
  skip: text,
  signUp: each(["title", "about", "address", "language", "submit", "sentTitle", "sent"]),
  confirm: each(["title", "about", "submit", "doneTitle", "done"]),
  unsubscribe: each(["title", "about", "submit", "doneTitle", "done", "again"]),
  preferences: each([
    "title",
    "for",
    "name",
    "language",
    "timeZone",
    "formats",
    "tags",
    "tagsHint",
    "save",
    "saved",
    "link",
    "pauseTitle",
    "pauseAbout",
    "pause",
    "resume",
    "leaveTitle",
    "leaveAbout",
    "leave",
    "again",
    "forgetTitle",
    "forgetAbout",
    "forgetSure",
    "forget",
    "forgottenTitle",
    "forgotten",
  ]),
  /** What somebody's state is, in a sentence. */
  states: each(SUBSCRIBER_STATES),
  formats: each(FORMATS),
  problems: each([
    "address",
    "sure",
    "linkTitle",
    "link",
    "manyTitle",
    "many",
    "largeTitle",
    "large",
    "nothingTitle",
    "nothing",
    "failedTitle",
    "failed",
  ]),
  /** The mail that asks for confirmation. */
  mail: each(["subject", "about", "listed", "action", "otherwise", "unwanted", "ends"]),
});

/** What the pages of the service, and the mail that asks for confirmation, say in a language. */
export type ServiceWords = z.infer<typeof wordsSchema>;

/**
 * Reads `templates/vocabulary/<language>/subscribe.yaml`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadServiceWords(world: World, home: string, language: string): ServiceWords {
  return loadVocabulary(world, home, language, "subscribe", wordsSchema).value;
}

/** The languages that the service speaks, the publication's own first. */
export function serviceLanguages(
  world: World,
  { home, language: own }: Pick<Publication, "home" | "language">,
): readonly string[] {
  const found = layersOf(world, home)
    .list("templates/vocabulary")
    .filter((language) => hasVocabulary(world, home, language, "subscribe"));
  return [...found.filter((each) => each === own), ...found.filter((each) => each !== own)];
}

/** One of the languages given: that one, or that of its first part, or the first of them. */
export function languageAmong(languages: readonly string[], wanted: string): string {
  const [base] = wanted.split("-");
  const found = [wanted, base].find((each) => languages.includes(each ?? ""));
  return found ?? languages[0] ?? "en";
}
