import { drawdown } from "../../measure/measures/drawdown.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { ClaimReader } from "./claims.ts";
import { fallLow, OF_FALL } from "./fall-low.ts";
import type { Judged, Judgement } from "./judge.ts";
import { mainLine } from "./prices.ts";
import { within, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

const HIGH = /^(?:['’]s)?\s+high\b/i;
const FROM = /^\s+(?:from\s+)?(?:(?:its|the)\s+)?$/i;
const IS = /\b(?:was|is|marked|made)\s+(?:the|its)\s+$/i;

/** "The close before was the low so far of its decline from the January 21 high": held to the lowest close since the highest of the data, and to the day of that high. */
export function fallClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const { text } = sentence.block;
  return within(sentence, "lowest", sentence).flatMap(({ start, end }): Judged[] => {
    const phrase = OF_FALL.exec(text.slice(end, sentence.end));
    if (!phrase) return [];
    const behind = end + phrase[0].length;
    const high = sentence.times
      .filter(({ kind }) => kind === "day" || kind === "since")
      .find((time) => FROM.test(text.slice(behind, time.start)) && HIGH.test(text.slice(time.end)));
    const claim = reader.at({ start, end: high?.end ?? behind });
    const isSubject = IS.test(text.slice(sentence.start, start));
    const judgements = claim.whose.flatMap((whose): Judgement[] => {
      const line = mainLine(almanac, whose);
      return line ? judged(line) : [];
    });
    const judgement = judgements.find(({ verdict }) => verdict === "right") ?? judgements[0];
    return judgement ? [{ block: sentence.block, figure: claim.figure, claim, ...judgement }] : [];

    function judged(line: Line): Judgement[] {
      const low = fallLow(line, almanac);
      const [moment] = momentsOf({ ...claim, windows: [] }, line, almanac);
      if (!low || !moment || moment.isSoft) return [];
      const peak = almanac.measured(line, line.last, drawdown, "drawdownDay");
      if (high && "day" in high && high.day !== peak)
        return [{ verdict: "wrong", candidate: low, instead: `its high was that of ${peak}` }];
      if (isSubject && line.values[moment.at] !== low.value)
        return [{ verdict: "wrong", candidate: low, instead: `the low was that of ${low.day}` }];
      return high || isSubject ? [{ verdict: "right", candidate: low }] : [];
    }
  });
}
