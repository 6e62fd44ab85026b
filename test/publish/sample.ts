import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { Fact } from "../../generator/articles/facts.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import type { Catalogue, Claim } from "../../generator/publication/catalogue.ts";
import type { Publication } from "../../generator/publication/publication.ts";
import type { Columns } from "../../generator/store/columns.ts";
import { viewOf } from "../../generator/store/view.ts";
import type { Background } from "../../generator/publish/model/background.ts";
import { loadFootnoteWords } from "../../generator/publish/theme/footnote-words.ts";
import { catalogue, publication, ROOT, scales, world, siteKit } from "../support/bundle.ts";
import { bundledColumns, NOTHING } from "../support/columns.ts";
import type { Fixture } from "./fixtures.ts";
import { NO_SERIES } from "./home.ts";

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

/** The bundled rules and words over a catalogue. */
export function backgroundOf(
  from: Catalogue = catalogue,
  claims: readonly Claim[] = [CLAIM],
  columns: (series: string) => Columns = () => NOTHING,
): Background {
  const words = loadLanguage(world, ROOT, language, catalogue.units);
  return {
    kit: siteKit,
    view: (cutoff) =>
      viewOf(cutoff, from, {
        columns,
        claims: () => claims,
        headlines: () => [],
        announcements: () => [],
        settlements: () => [],
      }),
    narratives: [],
    scales,
    vocabulary: loadFigureVocabulary(world, ROOT, language, catalogue.units),
    language: words,
    notes: loadFootnoteWords(world, ROOT, language, words, catalogue.units),
  };
}

/** The same over the bundled history, so that pages have their charts. */
export function backgroundWithData(): Background {
  return backgroundOf(catalogue, [CLAIM], bundledColumns);
}

/** What a home declares whose articles have charts of the bundled history: its units. */
export const WITH_UNITS: Partial<Publication> = {
  catalogue: { ...NO_SERIES, units: catalogue.units },
};

const FOLDER = join(ROOT, "content", "editions");

/** The articles of the newest days of `content/editions`, as they are committed; the edition of May 8, 2025 leads. */
export const EDITIONS: readonly Fixture[] = readdirSync(FOLDER)
  .toSorted()
  .slice(-2)
  .toReversed()
  .flatMap(editionOf);

/** The article that quotes a claim. */
export const NEWEST = EDITIONS.find(({ facts }) => facts.includes(`claim:${CLAIM.id}`)) as Fixture;

/** Its page, within a site. */
export const NEWEST_PAGE = `${NEWEST.edition.replaceAll("-", "/")}/${NEWEST.slug}/`;

/** What the newest article prints of a fact. */
export function factOf(wanted: (fact: Fact) => boolean): Fact {
  const fact = parseFacts(NEWEST.facts, "facts.json").facts.find(wanted);
  if (!fact) throw new Error(`${NEWEST.slug} of ${NEWEST.edition} prints no such fact.`);
  return fact;
}

/** Bitcoin's close, which every article prints. */
export const PRICE = factOf(({ ref }) => ref === "btc.close.last");

function editionOf(day: string): Fixture[] {
  const read = (name: string): string => readFileSync(join(FOLDER, day, name), "utf8");
  const slugs = readdirSync(join(FOLDER, day))
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.replace(/\.md$/, ""));
  return slugs.toSorted().map((slug) => ({
    edition: day,
    slug,
    markdown: read(`${slug}.md`),
    facts: read(`${slug}.facts.json`),
  }));
}
