import type { Almanac } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { ClaimReader } from "./claims.ts";
import type { Judged } from "./judge.ts";
import { mainLine } from "./prices.ts";
import { sinceWhen } from "./records.ts";
import { within, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** "a level not seen at a close since February 20": no close since that day was as high, or else none as low. */
export function notSeenClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return within(sentence, "notSeen", sentence).flatMap((mark): Judged[] => {
    const time = sentence.times.find(
      ({ start, end }) => end > mark.end && start <= mark.end + 4 && start >= mark.start,
    );
    const claim = reader.at({ start: mark.start, end: time?.end ?? mark.end });
    const main = claim.whose[0] && mainLine(almanac, claim.whose[0]);
    if (!main || !time) return [];
    const since = time.kind === "day" ? { ...time, kind: "since" as const } : time;
    const [moment] = momentsOf({ ...claim, windows: [], days: [] }, main, almanac);
    const track = { line: main, valueAt: (at: number) => main.values[at]! };
    const all = (["highest", "lowest"] as const).map((which) => ({
      which,
      ...sinceWhen(track, moment!.at, { which, time: since, ...mark }, false),
    }));
    const held = all.find(({ isTrue }) => isTrue);
    const told = held ?? all.toSorted((a, b) => (String(a.since) < String(b.since) ? -1 : 1))[0]!;
    return [
      {
        block: sentence.block,
        figure: claim.figure,
        claim,
        verdict: held ? "right" : "wrong",
        candidate: candidateOf(main, moment!.at, {
          statistic: told.which,
          value: main.values[moment!.at]!,
        }),
        ...(told.since === undefined ? {} : { since: told.since }),
      },
    ];
  });
}
