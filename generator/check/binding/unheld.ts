import type { Judged } from "./judge.ts";
import type { ClaimReader } from "./claims.ts";
import { within, type Sentence } from "./sentence.ts";

/** Words that compare a known subject with its past, or weigh a distance, in a way that nothing binds: for a person to read. */
export function unheldClaims(reader: ClaimReader, sentence: Sentence): Judged[] {
  return within(sentence, "unheld", sentence).flatMap((mark): Judged[] => {
    const claim = reader.at(mark);
    if (claim.whose.length === 0) return [];
    return [{ block: sentence.block, figure: claim.figure, claim, verdict: "unknown" }];
  });
}
