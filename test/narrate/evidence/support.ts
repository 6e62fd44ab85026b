import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Day, Instant } from "../../../generator/base/day.ts";
import type { AsOfView } from "../../../generator/store/asof.ts";
import type { Catalogue } from "../../../generator/publication/catalogue.ts";
import { columnsOf, type Columns, type Stored } from "../../../generator/store/columns.ts";
import { archiveOf } from "../../../generator/store/archive.ts";
import type { Recorded } from "../../../generator/store/view.ts";
import { publicByLag } from "../../../generator/publication/lag.ts";
import { cutoffOf } from "../../../generator/narrate/edition.ts";
import { evidenceBook } from "../../../generator/narrate/evidence/book.ts";
import { NOTHING, type Kept } from "../../../generator/narrate/evidence/cache.ts";
import type { EvidenceBook } from "../../../generator/narrate/evidence/evidence.ts";
import { openLedger, type Ledger } from "../../../generator/narrate/evidence/ledger.ts";
import type { Past } from "../../../generator/narrate/evidence/past.ts";
import { judgeBy } from "../../../generator/narrate/evidence/verdict.ts";
import { readNarrative, type Narrative } from "../../../generator/narrate/narrative.ts";
import {
  ROOT,
  catalogue as bundled,
  publication,
  scales,
  bindables,
  ground,
  measures,
} from "../../support/bundle.ts";

export const CUTOFF = "12:00";

export const judge = judgeBy(scales);

/** A past made of rows, with the instants at which a view of it was asked for. */
export interface TestPast extends Past {
  readonly asked: Instant[];
}

export function pastOf(
  catalogue: Catalogue,
  rowsOf: (series: string) => readonly Stored[],
  stated: Partial<Recorded> = {},
): TestPast {
  const known = new Map<string, Columns>();
  const columns = (series: string): Columns => {
    let found = known.get(series);
    if (!found) known.set(series, (found = columnsOf(rowsOf(series))));
    return found;
  };
  const asked: Instant[] = [];
  const recorded = {
    columns,
    claims: () => [],
    headlines: () => [],
    announcements: () => [],
    settlements: () => [],
    ...stated,
  };
  const archive = archiveOf(catalogue, recorded);
  return {
    ...archive,
    asked,
    measures,
    scales,
    bindables,
    cutoff: CUTOFF,
    ...(publication.recordsFrom && { from: publication.recordsFrom }),
    view(instant): AsOfView {
      asked.push(instant);
      return archive.view(instant);
    },
  };
}

/** The rows of a bundled series, public as its file or its lag says. */
export function bundledRows(id: string): Stored[] {
  const series = bundled.series.get(id)!;
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", series.from!.file), "utf8")
    .trim()
    .split("\n");
  const at = head.split(",").indexOf(series.from!.column);
  const stated = head.split(",").indexOf("public");
  return lines.flatMap((line): Stored[] => {
    const cells = line.split(",");
    const day = series.calendar.periodOf(cells[0] as Day);
    if (cells[at] === "") return [];
    const said = stated > 0 ? cells[stated] : undefined;
    const published = said ? Date.parse(said) : publicByLag(series, day);
    return [{ day, value: Number(cells[at]), revision: 0, public: published }];
  });
}

/** A narrative that is all rule: its wording does not matter. */
export function ruleOnly(
  id: string,
  head: Readonly<Record<string, unknown>>,
  catalogue: Catalogue = bundled,
): Narrative {
  const three = "a\n---\nb\n---\nc\n";
  const parts = ["headline", "summary", "fact", "reading", "risk", "faq: Why?"];
  const named = String(head["when"]).match(
    /\b[a-z]\w*(?:\.\w+){1,2}\b(?=[^"]*(?:"[^"]*"[^"]*)*$)/g,
  );
  const given = Object.fromEntries(
    named?.map((name) => [name, name.endsWith(".id") ? "x" : 0]) ?? [],
  );
  const examples = [
    { given, holds: true },
    { given, holds: false },
  ];
  const front = { id, salience: 1, stance: "bullish", ...head, examples };
  const source = `---\n${JSON.stringify(front)}\n---\n${parts.map((part) => `# ${part}\n${three}`).join("\n")}`;
  return readNarrative(source, `${id}.md`, id, { ...ground, catalogue });
}

/** The ledger of a past up to a day. */
export function ledgerOf(
  past: Past,
  narratives: readonly Narrative[],
  to: Day,
  kept: Kept = NOTHING,
): Ledger {
  return openLedger(past, narratives, to, kept, "test");
}

/** The evidence as an edition of the day knows it. */
export function bookOf(
  past: Past,
  narratives: readonly Narrative[],
  day: Day,
  ledger: Ledger = ledgerOf(past, narratives, day),
): EvidenceBook {
  const view = past.view(cutoffOf(day, past.cutoff));
  return evidenceBook(ledger.tracks, narratives, day, view, judge);
}
