import type { Scale } from "../../narrate/scales/scale.ts";
import type { Almanac } from "./almanac.ts";
import type { Judged } from "./judge.ts";
import type { ClaimReader } from "./claims.ts";
import { contestClaims } from "./contests.ts";
import { countClaims } from "./counts.ts";
import { crossClaims } from "./crosses.ts";
import { levelClaims } from "./level-claims.ts";
import { marketClaims } from "./market-claims.ts";
import { dayClaims } from "./day-claims.ts";
import { fallClaims } from "./falls.ts";
import { fundClaims } from "./fund-claims.ts";
import { reachedClaims } from "./reached.ts";
import { unheldClaims } from "./unheld.ts";
import { directionClaims } from "./directions.ts";
import { gradeClaims } from "./grades.ts";
import { recordClaims } from "./records.ts";
import { notSeenClaims } from "./not-seen.ts";
import { runClaims } from "./runs.ts";
import { within, type Sentence } from "./sentence.ts";
import { tallyClaims } from "./tallies.ts";

/** What the words of a sentence claim beside its figures: grades, runs, records, and which way something went. */
export function wordClaims(
  reader: ClaimReader,
  sentence: Sentence,
  almanac: Almanac,
  scales: ReadonlyMap<string, Scale>,
): Judged[] {
  if (
    within(sentence, "asking", { start: sentence.start, end: sentence.start + 12 })[0]?.start ===
    sentence.start
  )
    return [];
  const isAsked = sentence.block.text[sentence.end - 1] === "?";
  if (isAsked || within(sentence, "sample", sentence).length > 0) return [];
  return [
    ...gradeClaims(reader, sentence, almanac, scales),
    ...countClaims(reader, sentence, almanac),
    ...tallyClaims(reader, sentence, almanac),
    ...runClaims(reader, sentence, almanac),
    ...recordClaims(reader, sentence, almanac),
    ...fallClaims(reader, sentence, almanac),
    ...notSeenClaims(reader, sentence, almanac),
    ...directionClaims(reader, sentence, almanac),
    ...contestClaims(reader, sentence, almanac),
    ...reachedClaims(reader, sentence, almanac),
    ...fundClaims(reader, sentence, almanac),
    ...dayClaims(reader, sentence, almanac),
    ...levelClaims(reader, sentence, almanac),
    ...marketClaims(reader, sentence, almanac),
    ...crossClaims(reader, sentence, almanac),
    ...unheldClaims(reader, sentence),
  ];
}
