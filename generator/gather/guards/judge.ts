import { isDay, type Instant } from "../../base/day.ts";
import { admit, type Admission } from "../admit.ts";
import type { Series } from "../../publication/catalogue.ts";
import { publicByLag } from "../../publication/lag.ts";
import type { Observation } from "../../store/observation.ts";
import type { Row } from "../files/table.ts";
import { remark, type Guarded, type Known } from "./history.ts";
import type { Witness } from "./doubt.ts";
import { withoutJumps } from "./jumps.ts";
import { withoutStaleRepeats } from "./repeats.ts";
import { restatement, rewriting } from "./rewritten.ts";

/** A judgement of one series' values. */
export interface Judgement extends Guarded {
  /** The provider restated the history for a cause that is known: it has to be offered whole before anything is stored. */
  readonly restated: boolean;
}

/**
 * Holds the rows of a live answer to the series' declaration. What is not over yet, and zeros on closed days, are usual in such
 * answers and left out without a word; everything else that is left out is named.
 */
export function admitAnswer(series: Series, rows: readonly Row[], now: Instant): Admission {
  const admission = admit(
    series,
    rows.filter((row) => isWorthJudging(series, row, now)),
    now,
  );
  const accepted = admission.accepted.filter(({ public: published }) => published <= now);
  return { ...admission, accepted };
}

const NOTHING: Known = { days: [], values: [] };

/** Holds clean values, of a file or of a live answer, to the series' own history and to what else is known of them. */
export function guard(
  series: Series,
  known: Known,
  observations: readonly Observation[],
  witness: Witness = {},
): Judgement {
  // An hour of the day may be any other one the day after, and the same for weeks.
  if (series.class === "hour") return { accepted: observations, refused: [], restated: false };
  const last = observations.at(-1)?.day ?? "";
  const restated = restatement(series, known, observations, witness.splits);
  if (restated !== undefined) {
    const isWhole = observations[0]!.day <= known.days[0]!;
    if (restated.isExplained && isWhole) return guard(series, NOTHING, observations, witness);
    const why = `The values since ${observations[0]?.day} are ${Number(restated.factor.toPrecision(6))} times what they were: the history was restated, for a split or another adjustment.`;
    return {
      accepted: [],
      refused: [remark(series, "restated", last, why)],
      restated: restated.isExplained,
    };
  }
  const rewritten = rewriting(series, known, observations);
  if (rewritten !== undefined) {
    const why = `The answer contradicts ${rewritten.changed} of the ${rewritten.of} values held since ${rewritten.from}: it may be of other days or of something else, and none of it is taken.`;
    return { accepted: [], refused: [remark(series, "rewritten", last, why)], restated: false };
  }
  // A second source is a witness itself: where it jumps alone, the article names both values and stays a draft.
  const steady =
    series.secondOf === undefined
      ? withoutJumps(series, known, observations, witness)
      : { accepted: observations, refused: [] };
  const moving = withoutStaleRepeats(series, known, steady.accepted, witness);
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
