import type { RemarkCode } from "../../base/codes.ts";
import { sameValue, type Observation } from "../../store/observation.ts";
import type { Judged } from "./candles.ts";
import { remark } from "./history.ts";

/** What of one answer is offered for a series, and how it was judged by itself. */
interface Offered extends Judged {
  readonly observations: readonly Observation[];
  readonly restated: boolean;
}

/** Held values that have to come again, other than zero, before a series bears witness that an answer is about it and these days. */
const WITNESSES = 3;
const OF_OTHER_DAYS: ReadonlySet<RemarkCode> = new Set(["rewritten", "restated"]);

/**
 * Refuses of an answer that was found to be of other days, or in another unit, what its other series cannot judge by themselves: small
 * funds, whose flows are mostly zero, look much the same on any day. A series of which the answer repeats what is held stays out of it.
 */
export function withoutDoubtfulAnswer<O extends Offered>(offers: readonly O[]): O[] {
  const doubted = offers.find(
    ({ refused, restated }) => !restated && refused.some(({ code }) => OF_OTHER_DAYS.has(code)),
  );
  if (doubted === undefined) return [...offers];
  return offers.map((offer) => {
    const isJudged = offer.restated || offer.refused.some(({ code }) => OF_OTHER_DAYS.has(code));
    if (isJudged || bearsWitness(offer)) return offer;
    const last = offer.observations.at(-1)?.day;
    if (last === undefined) return offer;
    const why = `The answer contradicts what is held of ${doubted.series.id}, and repeats too little of ${offer.series.id} to be believed of it: none of it is taken.`;
    return {
      ...offer,
      accepted: [],
      refused: [...offer.refused, remark(offer.series, "rewritten", last, why)],
    };
  });
}

function bearsWitness({ known, observations }: Offered): boolean {
  const held = new Map(known.days.map((day, at) => [day, known.values[at]!]));
  const told = observations.filter(
    ({ day, value }) => held.has(day) && (value !== 0 || held.get(day) !== 0),
  );
  const repeated = told.filter(({ day, value }) => sameValue(held.get(day)!, value));
  return repeated.length >= WITNESSES && repeated.length > told.length / 2;
}
