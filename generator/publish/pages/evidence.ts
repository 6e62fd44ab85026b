import { oncePer } from "../../base/once.ts";
import type { EvidenceBook, Evidence, HorizonEvidence } from "../../narrate/evidence/evidence.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import { dateWords } from "../dates.ts";
import type { LayoutValues } from "../values.ts";
import type { DataSite } from "./standing.ts";

type EvidenceValues = LayoutValues<"narrative">["evidence"][number];

const bookOf = oncePer<DataSite, EvidenceBook | undefined>(({ background, newest }) =>
  background.evidence?.(newest),
);

/** What followed a rule in the past, by the subjects bound, as known at the newest edition. */
export function evidenceOf(data: DataSite, { id }: Narrative): EvidenceValues[] {
  return (bookOf(data)?.all() ?? [])
    .filter(({ narrative, daysHeld }) => narrative === id && daysHeld > 0)
    .map((evidence) => evidenceValues(data, evidence));
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
