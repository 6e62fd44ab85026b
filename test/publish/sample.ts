import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadFigureVocabulary } from "../../generator/check/vocabulary.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import type { Catalogue, Claim } from "../../generator/gather/catalogue.ts";
import { viewOf } from "../../generator/gather/view.ts";
import type { Background } from "../../generator/publish/background.ts";
import { loadNoteWords } from "../../generator/publish/note-words.ts";
import { catalogue, publication, ROOT, scales, world } from "../support/bundle.ts";
import type { Fixture } from "./fixtures.ts";

const { language } = publication;

/** The claim that the edition of May 8, 2025 quotes; the post's address is made up. */
export const CLAIM: Claim = {
  id: "russell-2000-short-interest-2025-05-08",
  subject: "russell2000",
  quantity: "shortInterest",
  reporter: "The Kobeissi Letter",
  medium: "a post on X",
  url: "https://x.example/post/1",
  posted: "2025-05-08",
  seen: "2025-05-08T10:00:00Z",
  figures: [],
};

function columns(series: string): never {
  throw new Error(`The values of ${series} are read.`);
}

/** The bundled rules and words over a catalogue; no series holds a value, as notes read none. */
export function backgroundOf(from: Catalogue = catalogue, claims: Claim[] = [CLAIM]): Background {
  const words = loadLanguage(world, ROOT, language);
  return {
    view: (cutoff) => viewOf(cutoff, from, { columns, claims: () => claims }),
    narratives: [],
    scales,
    vocabulary: loadFigureVocabulary(world, ROOT, language),
    notes: loadNoteWords(world, ROOT, language, words),
  };
}

/** An article of `content/editions`, with its facts. */
export function edition(day: string, slug: string): Fixture {
  const read = (name: string): string =>
    readFileSync(join(ROOT, "content", "editions", day, name), "utf8");
  return { edition: day, slug, markdown: read(`${slug}.md`), facts: read(`${slug}.facts.json`) };
}

/** Three editions as they are committed; the newest leads. */
export const EDITIONS: readonly Fixture[] = [
  edition("2025-05-08", "cross-market-note"),
  edition("2025-05-08", "market-wrap"),
  edition("2025-04-11", "cross-market-note"),
  edition("2025-05-07", "market-wrap"),
];
