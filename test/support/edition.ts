import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Day } from "../../generator/base/day.ts";
import { compose, deskOf, type Draft } from "../../generator/compose/compose.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { loadStories } from "../../generator/compose/story.ts";
import type { Catalogue, Claim } from "../../generator/gather/catalogue.ts";
import { loadClaims } from "../../generator/gather/claims.ts";
import { columnsOf, type Columns } from "../../generator/gather/columns.ts";
import { publicByLag } from "../../generator/gather/lag.ts";
import { viewOf } from "../../generator/gather/view.ts";
import { measure } from "../../generator/measure/measure.ts";
import { cutoffOf, type Edition } from "../../generator/narrate/bound.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { loadNarratives } from "../../generator/narrate/narrative.ts";
import { catalogue, publication, ROOT, scales, world } from "./bundle.ts";

export const narratives = loadNarratives(world, ROOT, catalogue, scales);
const themes = new Set(narratives.flatMap((each) => [each.theme, each.id]));
export const stories = loadStories(world, ROOT, publication.stories, themes, catalogue, scales);
export const desk = deskOf(loadLanguage(world, ROOT, "en"), "en", scales);
export const bundledClaims = loadClaims(world, ROOT, catalogue);
const loaded = new Map<string, Columns>();

/** The bundled history as the as-of view sees it, without a database. */
function columns(id: string): Columns {
  let found = loaded.get(id);
  if (!found) loaded.set(id, (found = read(id)));
  return found;
}

function read(id: string): Columns {
  const series = catalogue.series.get(id)!;
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", series.from!.file), "utf8")
    .trim()
    .split("\n");
  const at = head.split(",").indexOf(series.from!.column);
  const stated = head.split(",").indexOf("public");
  const rows = lines.map((line) => line.split(",")).filter((cells) => cells[at] !== "");
  return columnsOf(
    rows.map((cells) => ({
      day: cells[0] as Day,
      value: Number(cells[at]),
      revision: 0,
      public:
        stated > 0 && cells[stated]
          ? Date.parse(cells[stated])
          : publicByLag(series, cells[0] as Day),
    })),
  );
}

interface Changed {
  readonly claims?: readonly Claim[];
  readonly names?: Readonly<Record<string, string>>;
  /** What is declared, in place of the bundled catalogue. */
  readonly catalogue?: Catalogue;
  /** Series besides the bundled ones, or in their place. */
  readonly columns?: ReadonlyMap<string, Columns>;
}

const NOTHING = columnsOf([]);

/** What was known at noon of a day. */
export function editionOf(
  day: Day,
  {
    claims = bundledClaims,
    names = {},
    catalogue: declared = catalogue,
    columns: own,
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
      columns: (id) => own?.get(id) ?? (catalogue.series.has(id) ? columns(id) : NOTHING),
      claims: () => claims,
    },
  );
  return { day, view, signals: measure(view) };
}

/** Every article of a day. */
export function drafts(day: Day, changed: Changed = {}): Draft[] {
  const edition = editionOf(day, changed);
  const findings = narrate(narratives, edition);
  return stories.flatMap((story) => compose(story, findings, edition, desk));
}

/** Words from the source line to the sources, counted plainly. */
export function words({ body }: Draft): number {
  const [text = ""] = body.trim().split("\n## Sources and methods");
  return text
    .slice(text.indexOf("\n"))
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
