import { isDay, type Instant } from "../../base/day.ts";
import { admit } from "../admit.ts";
import type { Series } from "../../publication/catalogue.ts";
import { publicByLag } from "../../publication/lag.ts";
import type { Observation } from "../../store/observation.ts";
import type { Row } from "../files/table.ts";
import { remark, type Guarded, type Known } from "./history.ts";
import { withoutJumps, type Witness } from "./jumps.ts";
import { withoutStaleRepeats } from "./repeats.ts";
import { restatement, rewriting } from "./rewritten.ts";

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
  witness: Witness = {},
): Judgement {
  const { accepted, refused } = admit(
    series,
    rows.filter((row) => isWorthJudging(series, row, now)),
    now,
  );
  const settled = accepted.filter(({ public: published }) => published <= now);
  if (isTrusted) return { accepted: settled, refused, restated: false };
  const guarded = guard(series, known, settled, witness);
  return { ...guarded, refused: [...refused, ...guarded.refused] };
}

/** Holds clean values, of a file or of a live answer, to the series' own history and to what else is known of them. */
export function guard(
  series: Series,
  known: Known,
  observations: readonly Observation[],
  witness: Witness = {},
): Judgement {
  const last = observations.at(-1)?.day ?? "";
  const factor = restatement(known, observations);
  if (factor !== undefined) {
    const why = `All values since ${observations[0]?.day} are ${Number(factor.toPrecision(6))} times what they were: the provider has restated the history, for a split or another adjustment.`;
    return { accepted: [], refused: [remark(series, "restated", last, why)], restated: true };
  }
  const rewritten = rewriting(series, known, observations);
  if (rewritten !== undefined) {
    const why = `The answer contradicts ${rewritten.changed} of the ${rewritten.of} values held since ${rewritten.from}: it may be of other days or of something else, and none of it is taken.`;
    return { accepted: [], refused: [remark(series, "rewritten", last, why)], restated: false };
  }
  const steady = withoutJumps(series, known, observations, witness);
  const moving = withoutStaleRepeats(series, known, steady.accepted);
  return {
    accepted: moving.accepted,
    refused: [...steady.refused, ...moving.refused],
    restated: false,
  };
}

/** False for the period that is under way, or over but not final by the series' lag, and for nothing or zero on a closed day. */
function isWorthJudging(series: Series, row: Row, now: Instant): boolean {
  const { calendar } = series;
  if (!isDay(row.date) || !calendar.covers(row.date)) return true;
  const day = calendar.periodOf(row.date);
  if (!calendar.isPeriod(day)) return Number(row.value) !== 0;
  const isFinal = row.public !== undefined || publicByLag(series, day) <= now;
  const hasBegun = calendar.endOf(calendar.previous(day)) <= now;
  return isFinal || !hasBegun;
}
