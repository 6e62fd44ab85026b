import type { Almanac } from "./almanac.ts";
import type { ClaimReader } from "./claims.ts";
import type { Judged } from "./judge.ts";
import { within, type Sentence } from "./sentence.ts";

/** "the exchanges are closed": whether they are is their calendar's word, on the day that is named or else on that of the text. */
export function marketClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const { market } = almanac.view.catalogue;
  if (!market) return [];
  return within(sentence, "market", sentence).map((mark): Judged => {
    const claim = reader.at(mark);
    const day = sentence.times.find(
      ({ kind, start }) => kind === "day" && start >= mark.end && start - mark.end < 5,
    );
    const on = day?.kind === "day" ? day.day : almanac.today;
    const told = { block: sentence.block, figure: claim.figure, claim };
    if (!market.covers(on)) return { ...told, verdict: "unknown" };
    const isOpen = market.isPeriod(on);
    const instead = `${on} is ${isOpen ? "a" : "no"} session of ${market.title}`;
    return { ...told, verdict: isOpen === mark.role.isOpen ? "right" : "wrong", instead };
  });
}
