import { averageSide, averagesSide } from "../../measure/measures/average-side.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { ClaimReader } from "./claims.ts";
import type { Judged } from "./judge.ts";
import { mainLine } from "./prices.ts";
import { within, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/**
 * "crossed below its 200-day average": news on the day of the cross alone. On a day that is named it is so or not; without one an older
 * cross is for a person to read.
 */
export function crossClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return within(sentence, "cross", sentence).flatMap((mark): Judged[] => {
    const windows = sentence.times.filter((time) => time.kind === "window");
    const after = windows.find(({ start }) => start >= mark.end && start - mark.end < 24);
    const ahead = windows.findLast(({ end }) => end <= mark.start && mark.start - end < 60);
    const claim = reader.at(mark);
    const main = claim.whose[0] && mainLine(almanac, claim.whose[0]);
    const isUnreal = within(sentence, "unreal", claim.clause).length > 0;
    if (!after || !main || main.quantity !== "close" || isUnreal) return [];
    const [moment] = momentsOf({ ...claim, windows: [] }, main, almanac);
    if (!moment || moment.isSoft) return [];
    const run = runAt(main, moment.at, after.count, ahead?.count, almanac);
    if (run === undefined) return [];
    const way = mark.role.isUp ? 1 : -1;
    const day = main.days[moment.at - Math.abs(run) + 1];
    const isSide = Math.sign(run) === way;
    const isNew = isSide && Math.abs(run) === 1;
    const isFirm = claim.isDayNamed || !isSide;
    return [
      {
        block: sentence.block,
        figure: claim.figure,
        claim,
        verdict: isNew ? "right" : isFirm ? "wrong" : "unknown",
        candidate: candidateOf(main, moment.at, { statistic: "side of the average", value: run }),
        instead: `it has been ${run > 0 ? "above" : "below"} since ${day}`,
      },
    ];
  });
}

/** Periods on one side, of the close or of the faster of two averages; below zero where it is below. */
function runAt(
  line: Line,
  at: number,
  slow: number,
  fast: number | undefined,
  almanac: Almanac,
): number | undefined {
  const [measure, name] =
    fast === undefined || fast >= slow
      ? [averageSide(slow), `sma${slow}Side`]
      : [averagesSide(fast, slow), `sma${fast}Over${slow}`];
  const run = almanac.measured(line, at, measure, name);
  return typeof run === "number" ? run : undefined;
}
