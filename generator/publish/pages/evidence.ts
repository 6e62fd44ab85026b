import { lruCache, weakMemoize } from "../../base/memo.ts";
import type { Evidence, HorizonEvidence } from "../../narrate/evidence/evidence.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { Background } from "../model/background.ts";
import { dateWords } from "../theme/dates.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import type { DataSite } from "../model/edition-desk.ts";

type EvidenceValues = LayoutValues<"narrative">["evidence"][number];

/** The records of the rules that ever held, by rule, as known at the newest edition. */
function recordsOf({ background, newest }: DataSite): ReadonlyMap<string, readonly Evidence[]> {
  return recordsBehind(background)(newest.day, () => {
    const all = background.evidence?.(newest).all() ?? [];
    return Map.groupBy(
      all.filter(({ daysHeld }) => daysHeld > 0),
      ({ narrative }) => narrative,
    );
  });
}

const recordsBehind = weakMemoize((_background: Background) =>
  lruCache<ReadonlyMap<string, readonly Evidence[]>>(),
);

/** What followed a rule in the past, by the subjects bound, as known at the newest edition. */
export function evidenceOf(data: DataSite, { id }: Narrative): EvidenceValues[] {
  return (recordsOf(data).get(id) ?? []).map((evidence) => evidenceValues(data, evidence));
}

function evidenceValues({ site, background }: DataSite, evidence: Evidence): EvidenceValues {
  const { catalogue, language } = site.publication;
  const nameOf = (subject: string): string => catalogue.subjects.get(subject)?.name ?? subject;
  const date = (iso: string) => ({ iso, words: dateWords(iso, "long", language) });
  const rate = (value: number): string => background.language.percent(value, 0);
  return {
    subjects: evidence.subjects.map(nameOf).join(", "),
    target: nameOf(evidence.target),
    isDown: evidence.direction === "down",
    from: date(evidence.from),
    to: date(evidence.to),
    days: String(evidence.daysHeld),
    horizons: evidence.horizons.map(({ horizon, episodes, hits, rates, verdict }) => ({
      horizon: String(horizon),
      episodes: String(episodes),
      hits: String(hits),
      verdict: site.words.verdicts[verdict],
      rates: rates && ratesOf(rates, rate),
    })),
  };
}

function ratesOf(
  { hitRate, baseRate }: NonNullable<HorizonEvidence["rates"]>,
  rate: (value: number) => string,
): EvidenceValues["horizons"][number]["rates"] {
  return {
    hit: rate(hitRate.value),
    low: rate(hitRate.low),
    high: rate(hitRate.high),
    base: rate(baseRate),
  };
}
