import { levelBefore } from "../../measure/measures/level-before.ts";
import type { Almanac } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { ClaimReader } from "./claims.ts";
import type { Judged } from "./judge.ts";
import { mainLine } from "./prices.ts";
import { within, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** "resistance held", "broke support": held to where the close stands of the level that lay there the period before. */
export function levelClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return within(sentence, "level", sentence).flatMap((mark): Judged[] => {
    const claim = reader.at(mark);
    const main = claim.whose[0] && mainLine(almanac, claim.whose[0]);
    const isUnreal = within(sentence, "unreal", claim.clause).length > 0;
    if (!main || isUnreal) return [];
    const { which, isHeld } = mark.role;
    const [moment] = momentsOf({ ...claim, windows: [] }, main, almanac);
    const distance =
      moment && almanac.measured(main, moment.at, levelBefore(which), `${which}BeforeDistance`);
    const told = { block: sentence.block, figure: claim.figure, claim };
    if (!moment || moment.isSoft || typeof distance !== "number") {
      const isRecord = moment && which === "resistance" && isHighest(main.values, moment.at);
      const instead = "it closed at a record, above every level";
      return isRecord && isHeld
        ? [{ ...told, verdict: "wrong", instead }]
        : [{ ...told, verdict: "unknown" }];
    }
    const isBroken = which === "support" ? distance < 0 : distance > 0;
    const side = distance < 0 ? "below" : "above";
    return [
      {
        ...told,
        verdict: isBroken === isHeld ? "wrong" : "right",
        candidate: candidateOf(main, moment.at, { statistic: which, value: distance }),
        instead: `it closed ${Math.abs(distance).toFixed(1)}% ${side} the level`,
      },
    ];
  });
}

function isHighest(values: Float64Array, at: number): boolean {
  return values.subarray(0, at).every((value) => value <= values[at]!);
}
