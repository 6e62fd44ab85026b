import { isDay, type Instant } from "../../base/day.ts";
import { admit } from "../admit.ts";
import { calendarOf } from "../../publication/calendar.ts";
import type { Series } from "../../publication/catalogue.ts";
import { publicByLag } from "../../publication/lag.ts";
import type { Row } from "../files/table.ts";
import {
  remark,
  restatement,
  withoutJumps,
  withoutStaleRepeats,
  type Guarded,
  type Known,
} from "./guards.ts";

/** A judgement of one series' rows. */
export interface Judgement extends Guarded {
  /** The provider restated the whole history: it has to be fetched whole before anything is stored. */
  readonly restated: boolean;
}

/**
 * Holds a live answer to the series' declaration and to its own history. What is not over yet, and zeros on closed days,
 * are usual in such answers and left out without a word; everything else that is left out is named.
 * @param isTrusted a person has looked at the change: no jump and no restatement is refused.
 */
export function judge(
  series: Series,
  known: Known,
  rows: readonly Row[],
  now: Instant,
  isTrusted: boolean,
): Judgement {
  const { accepted, refused } = admit(
    series,
    rows.filter((row) => isWorthJudging(series, row, now)),
    now,
  );
  const settled = accepted.filter(({ public: published }) => published <= now);
  if (isTrusted) return { accepted: settled, refused, restated: false };

  const factor = restatement(known, settled);
  if (factor !== undefined) {
    const why = `All values since ${settled[0]?.day} are ${Number(factor.toPrecision(6))} times what they were: the provider has restated the history, for a split or another adjustment.`;
    const said = remark(series, "restated", settled.at(-1)?.day ?? "", why);
    return { accepted: [], refused: [...refused, said], restated: true };
  }
  const steady = withoutJumps(series, known, settled);
  const moving = withoutStaleRepeats(series, known, steady.accepted);
  return {
    accepted: moving.accepted,
    refused: [...refused, ...steady.refused, ...moving.refused],
    restated: false,
  };
}

/** False for the period that is under way, or over but not final by the series' lag, and for nothing or zero on a closed day. */
function isWorthJudging(series: Series, row: Row, now: Instant): boolean {
  const calendar = calendarOf(series.calendar);
  if (!isDay(row.date) || !calendar.covers(row.date)) return true;
  if (!calendar.isPeriod(row.date)) return Number(row.value) !== 0;
  const isFinal = row.public !== undefined || publicByLag(series, row.date) <= now;
  const hasBegun = calendar.endOf(calendar.previous(row.date)) <= now;
  return isFinal || !hasBegun;
}
