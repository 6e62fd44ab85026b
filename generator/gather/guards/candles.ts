import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import { laidOver, remark, type Guarded, type Known } from "./history.ts";

/** One quantity of a subject, as one answer gives it: what is held and what is about to be. */
export interface Judged extends Guarded {
  readonly series: Series;
  readonly known: Known;
}

/** Share of the history in which a quantity may repeat itself and still bear witness. */
const SELDOM = 0.02;
/** Quantities of one candle that have to repeat together: one may do so by chance. */
const TOGETHER = 2;

/**
 * Holds back the newest period of a subject whose quantities (open, high, low, close, volume) all repeat the period before to
 * the last digit, though none of them often does: the provider has sent yesterday's candle again under today's date.
 * @param judged quantities of one subject from one answer.
 */
export function withoutRepeatedCandle(judged: readonly Judged[]): Guarded[] {
  const histories = judged.map(({ known, accepted }) => laidOver(known, accepted));
  const newest = histories.map((points) => points.at(-1));
  const witnesses = histories.filter((points) => repeats(points) <= SELDOM * points.length + 1);
  const day = newest[0]?.day;
  const isCandle =
    witnesses.length >= TOGETHER &&
    newest.every((point) => point?.day === day && point?.fresh !== undefined) &&
    histories.every((points) => points.at(-1)?.value === points.at(-2)?.value);
  if (!isCandle || day === undefined) return [...judged];
  return judged.map(({ series, accepted, refused }) => ({
    accepted: accepted.filter((each) => each.day !== day),
    refused: [...refused, remark(series, "repeat", day, reason(day))],
  }));
}

function reason(day: Day): string {
  return `Every quantity of ${day} is that of the period before, to the last digit: the provider may have sent it twice. It is taken once the next period is there.`;
}

function repeats(points: readonly { readonly value: number }[]): number {
  return points.filter(({ value }, at) => at > 0 && value === points[at - 1]!.value).length;
}
