import { lruCache, weakMemoize } from "../../base/memo.ts";
import type { Evidence, HorizonEvidence } from "../../narrate/evidence/evidence.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { Background } from "../model/background.ts";
import { dateWords } from "../theme/dates.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import type { DataSite } from "../model/edition-desk.ts";
import { countIn } from "../text/counts.ts";

type RecordValues = NonNullable<LayoutValues<"narrative">["rule"]["record"]>;

type EvidenceValues = LayoutValues<"narrative">["evidence"][number];

/** The records of the rules that ever held, by rule, as known at the newest edition. */
function recordsOf(data: DataSite): ReadonlyMap<string, readonly Evidence[]> {
  const { background, newest, site } = data;
  return recordsBehind(background)(newest.day, () => {
    const work = (): Evidence[] =>
      (background.evidence?.(newest).all() ?? []).filter(({ daysHeld }) => daysHeld > 0);
    const { instant, arrived } = newest.view;
    const key = site.keys?.ofData("records", instant, arrived);
    return Map.groupBy(site.keep?.("records", key, work) ?? work(), ({ narrative }) => narrative);
  });
}

const recordsBehind = weakMemoize((_background: Background) =>
  lruCache<ReadonlyMap<string, readonly Evidence[]>>(),
);

/** What followed a rule in the past, by the subjects bound, as known at the newest edition. */
export function evidenceOf(data: DataSite, { id }: Narrative): EvidenceValues[] {
  return (recordsOf(data).get(id) ?? []).map((evidence) => evidenceValues(data, evidence));
}

function evidenceValues(data: DataSite, evidence: Evidence): EvidenceValues {
  const { language } = data.site.publication;
  const nameOf = namesIn(data);
  const date = (iso: string) => ({ iso, words: dateWords(iso, "long", language) });
  const told = evidence.horizons.map((each) => horizonValues(data, each));
  return {
    subjects: evidence.subjects.map(nameOf).join(", "),
    target: nameOf(evidence.target),
    isDown: evidence.direction === "down",
    from: date(evidence.from),
    to: date(evidence.to),
    days: countIn(language, evidence.daysHeld),
    horizons: told.length === 1 ? [] : told,
    only: told.length === 1 ? told[0] : undefined,
  };
}

/** The record of a rule with the most episodes, at its longest horizon; undefined where nothing ever followed it. */
export function fullestRecord(data: DataSite, { id }: Narrative): RecordValues | undefined {
  const nameOf = namesIn(data);
  const records = (recordsOf(data).get(id) ?? []).flatMap((evidence) => {
    const longest = evidence.horizons.at(-1);
    return longest && longest.episodes > 0 ? [{ evidence, longest }] : [];
  });
  if (records.length === 0) return undefined;
  const { evidence, longest } = records.reduce((most, each) =>
    each.longest.episodes > most.longest.episodes ? each : most,
  );
  const { target, direction } = evidence;
  return {
    target: nameOf(target),
    isDown: direction === "down",
    ...horizonValues(data, longest),
  };
}

const namesIn =
  ({ site }: DataSite) =>
  (subject: string): string =>
    site.publication.catalogue.subjects.get(subject)?.name ?? subject;

function horizonValues(
  { site, background }: DataSite,
  { horizon, episodes, hits, rates, verdict }: HorizonEvidence,
): EvidenceValues["horizons"][number] {
  return {
    horizon: String(horizon),
    episodes: countIn(site.publication.language, episodes),
    hits: countIn(site.publication.language, hits),
    verdict: site.words.verdicts[verdict],
    rates: rates && ratesOf(rates, (value) => background.language.percent(value, 0)),
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
