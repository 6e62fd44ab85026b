import type { Day } from "../../generator/base/day.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import { compose } from "../../generator/compose/compose.ts";
import { deskOf } from "../../generator/compose/desk.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { loadStories } from "../../generator/compose/plan/story.ts";
import type { Catalogue, Claim } from "../../generator/publication/catalogue.ts";
import { readEvents } from "../../generator/gather/scheduled-events.ts";
import { loadClaims } from "../../generator/publication/claims.ts";
import type { Headline } from "../../generator/publication/feeds.ts";
import type { Columns } from "../../generator/store/columns.ts";
import { viewOf } from "../../generator/store/view.ts";
import { measure } from "../../generator/measure/measure.ts";
import { type Edition, cutoffOf } from "../../generator/narrate/edition.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { loadRelations } from "../../generator/narrate/relations/relation.ts";
import { loadNarratives } from "../../generator/narrate/narrative.ts";
import {
  catalogue,
  publication,
  ROOT,
  scales,
  world,
  ground,
  measures,
  bindables,
} from "./bundle.ts";
import { bundledColumns, NOTHING } from "./columns.ts";

export const narratives = loadNarratives(world, ROOT, ground);

const themes = new Set(narratives.flatMap((each) => [each.theme, each.id]));

export const stories = loadStories(world, ROOT, publication.stories, themes, ground);

export const relations = loadRelations(world, ROOT, "en", themes, ground);

export const desk = deskOf(
  loadLanguage(world, ROOT, "en", catalogue.units),
  "en",
  scales,
  bindables,
  relations,
  "https://bellwether.example/methodology/",
);

export const bundledClaims = loadClaims(world, ROOT, catalogue);
export const bundledEvents = readEvents(world, ROOT, catalogue.events.values());

interface Changed {
  readonly claims?: readonly Claim[];
  readonly names?: Readonly<Record<string, string>>;
  /** What is declared, in place of the bundled catalogue. */
  readonly catalogue?: Catalogue;
  /** Series besides the bundled ones, or in their place. */
  readonly columns?: ReadonlyMap<string, Columns>;
  readonly headlines?: readonly Headline[];
}

/** What was known at noon of a day. */
export function editionOf(
  day: Day,
  {
    claims = bundledClaims,
    names = {},
    catalogue: declared = catalogue,
    columns: own,
    headlines = [],
  }: Changed = {},
): Edition {
  const subjects = new Map(
    [...declared.subjects].map(([id, subject]) => [
      id,
      { ...subject, name: names[id] ?? subject.name },
    ]),
  );
  const view = viewOf(
    cutoffOf(day, "12:00"),
    { ...declared, subjects },
    {
      columns: (id) => own?.get(id) ?? (catalogue.series.has(id) ? bundledColumns(id) : NOTHING),
      claims: () => claims,
      headlines: () => headlines,
      announcements: () => bundledEvents,
      settlements: () => [],
    },
  );
  return { day, view, signals: measure(view, measures) };
}

/** Every article of a day. */
export function drafts(day: Day, changed: Changed = {}): Draft[] {
  const edition = editionOf(day, changed);
  const findings = narrate(narratives, edition);
  return compose(stories, findings, edition, desk).drafts;
}

/** Words from the source line to the sources, counted plainly. */
export function words({ body }: Draft): number {
  const [text = ""] = body.trim().split("\n## Sources");
  return text
    .slice(text.indexOf("\n"))
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
