import type { Language } from "../../compose/language.ts";
import { nounsOf, type Column } from "../../compose/evidence/evidence-words.ts";
import { fill } from "../../base/text.ts";
import { formatNumber } from "../../compose/print/format.ts";
import type { Evidence } from "../../narrate/evidence/records.ts";
import type { Series } from "../../publication/catalogue.ts";
import { change } from "../../measure/difference.ts";
import type { HorizonEvidence } from "../../narrate/evidence/evidence.ts";

/** What the table prints of one record at one horizon; empty where there are too few episodes for it. */
export function cellsOf(
  record: Evidence,
  { horizon, episodes, verdict, rates }: HorizonEvidence,
  series: Series,
  language: Language,
): Record<Exclude<Column, "plot">, string> {
  const words = language.evidence;
  const nouns = nounsOf(words, series.calendar);
  const rate = (value: number): string => formatNumber(value, "percent", 0, "plain", language).text;
  const points = (value: number): string =>
    formatNumber(value, "percentage points", 1, "signed", language).text;
  const range = (low: string, high: string): string => fill(words.table.range, { low, high });
  const probability = (value: number): string => language.number(value, 3);
  const { unit, decimals } = {
    unit: change("").unit(series),
    decimals: change("").decimals(series),
  };
  const move = (value: number): string =>
    formatNumber(value, unit, decimals, "signed", language).text;
  return {
    rule: record.narrative,
    subjects: record.subjects.join(","),
    way: words.ways[record.direction],
    held: language.number(record.daysHeld, 0),
    horizon: `${horizon} ${horizon === 1 ? nouns.one : nouns.many}`,
    episodes: language.number(episodes, 0),
    rate: rates ? rate(rates.hitRate.value) : "",
    interval: rates ? range(rate(rates.hitRate.low), rate(rates.hitRate.high)) : "",
    base: rates ? rate(rates.baseRate) : "",
    difference: rates ? points(rates.difference.value) : "",
    differenceInterval: rates
      ? range(points(rates.difference.low), points(rates.difference.high))
      : "",
    median: rates ? move(rates.median) : "",
    quartiles: rates ? range(move(rates.lowerQuartile), move(rates.upperQuartile)) : "",
    p: rates ? probability(rates.p) : "",
    adjustedP: rates ? probability(rates.adjustedP) : "",
    verdict: words.table.verdicts[verdict],
  };
}
