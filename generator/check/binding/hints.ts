import type { Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { quantitiesIn, within } from "./sentence.ts";
import type { QuantityWord } from "./words.ts";

export function nearestOf(
  claim: Claim,
  ...wanted: readonly QuantityWord[]
): QuantityWord | undefined {
  return claim.quantities.find((each) => wanted.includes(each));
}

export function softened(candidate: Candidate): Candidate {
  return { ...candidate, isSoft: true };
}

export function sentenceHas(sentence: Claim["sentence"], quantity: QuantityWord): boolean {
  return quantitiesIn(sentence, sentence).some((each) => each.quantity === quantity);
}

export function swingIn(sentence: Claim["sentence"]): boolean {
  return sentenceHas(sentence, "support") || sentenceHas(sentence, "resistance");
}

/** The average's own price: named directly before the figure, or behind it. */
export function besideAverage({ sentence, figure, lead, tail }: Claim): boolean {
  const text = sentence.block.text;
  if (/\b(?:its|their) own of\s+$/i.test(lead) && sentenceHas(sentence, "average")) return true;
  const near = quantitiesIn(sentence, { start: figure.start - lead.length, end: figure.start }).at(
    -1,
  );
  if (
    near?.quantity === "average" &&
    !/:|\b(?:close[sd]?|ended|stands? at|trades?|traded)\b/i.test(
      text.slice(near.end, figure.start),
    )
  )
    return true;
  const behind = quantitiesIn(sentence, { start: figure.end, end: figure.end + tail.length })[0];
  return (
    behind?.quantity === "average" &&
    /^\s*,?\s*(?:its|the|over|for)?\s*(?:\d+[\s-]?\w*\s*)?(?:simple\s|moving\s)*$/i.test(
      text.slice(figure.end, behind.start),
    )
  );
}

/** "rose $1,203", "up 22.5 points", "a gain of $1,203": what the level moved by, and not where to. */
export function isAmountOfChange(claim: Claim): boolean {
  const { sentence, figure, lead, tail } = claim;
  const near = within(sentence, "direction", {
    start: figure.start - lead.length,
    end: figure.start,
  }).at(-1);
  const text = sentence.block.text;
  const isThreshold =
    near &&
    (within(sentence, "above", near).length + within(sentence, "below", near).length > 0 ||
      /^(?:above|below|higher|lower|into|reach|reached|entered|left|worth|costs?|premium|discount|put|brought|brings?|received|attracted|drew)$/i.test(
        near.word,
      ));
  if (figure.unit === "money" && figure.sign !== 0) return true;
  if (claim.direction !== undefined && /,\s*by\s+$/i.test(lead)) return true;
  if (
    near &&
    !isThreshold &&
    /^\s*(?:by\s|of\s|about\s|around\s|some\s|another\s|more than\s)*$/i.test(
      text.slice(near.end, figure.start),
    )
  )
    return true;
  return (
    /^\s*(?:-?\s*points?\s*)?(?:rise|gain|fall|drop|loss|decline|increase|higher|lower|jump|slide)\b/i.test(
      tail,
    ) && !/^\s*(?:higher|lower)\s+than\b/i.test(tail)
  );
}
