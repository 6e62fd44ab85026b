import type { Figure } from "../figures/figure.ts";
import type { Sentence } from "./sentence.ts";

const TO =
  /^(?:[^.;]{0,40}?)\s*(?:to|at|up to|down to|before|until)\s+(?:the\s|about\s|around\s|just\s)*$/i;

/** Which of two levels a figure is: of "from … to …", or of "between … and …". */
export type LevelPlace = "start" | "end" | "low" | "high" | undefined;

/** Which of two levels a figure is. */
export function placeOf(
  { block: { text }, start, grammar }: Sentence,
  figure: Figure,
  claimed: readonly Figure[],
): LevelPlace {
  const index = claimed.indexOf(figure);
  const [before, after] = [claimed[index - 1], claimed[index + 1]];
  const lead = text.slice(before?.end ?? start, figure.start);
  const gap = after && after.unit === figure.unit ? text.slice(figure.end, after.start) : undefined;
  if (
    before?.unit === figure.unit &&
    /^\s*,?\s*(?:after|from|against|versus|compared with)\s+$/i.test(lead)
  )
    return "start";
  const isTo = gap !== undefined && /^\s*(?:and|to|–|-)\s*/i.test(gap);
  if (
    /\b(?:ran|ranged|swung|moved within|range)\b[^;]*\bfrom\s+$/i.test(
      text.slice(start, figure.start),
    ) &&
    isTo
  )
    return "low";
  if (
    /\bbetween\s+(?:a low of\s+|about\s+)?$/i.test(lead) &&
    gap !== undefined &&
    /^\s*(?:and|to|–|-)\s*/i.test(gap)
  )
    return "low";
  if (
    before &&
    before.unit === figure.unit &&
    /^\s*(?:and|to|–|-)\s+(?:a high of\s+|about\s+)?$/i.test(lead)
  ) {
    const opening = text.slice(start, before.start);
    if (
      /\bbetween\s+(?:a low of\s+|about\s+)?$/i.test(opening) ||
      /\b(?:range|ran|ranged|swung)\b[^;]*$/i.test(opening)
    )
      return "high";
  }
  if (
    /\brange\b[^.;]*?(?:\bof|\bfrom|:|,|\bwas|\bis)\s*$/i.test(lead) &&
    gap !== undefined &&
    /^\s*(?:and|to|–|-)\s*$/i.test(gap)
  )
    return "low";
  if (
    /^,?\s+(?:from )?where\b(?! (?:it|they) ha(?:s|ve) never\b)/i.test(text.slice(figure.end)) ||
    /\bfrom\s+(?:\w+\s+){1,3}at\s+$/i.test(lead)
  )
    return "start";
  if (
    /\bfrom\s+(?:(?:an?|net|in|out|inflows?|outflows?|flow|of|the|its)\s+)*(?:inflows?|outflows?|flow)\s+of\s+$/i.test(
      lead,
    )
  )
    return "start";
  if (/\bfrom\s+(?:the\s|about\s|around\s|a close of\s|its\s|close of\s)*$/i.test(lead))
    return "start";
  if (
    /,\s*(?:after|against|versus|from|compared with)\s+$/i.test(lead) ||
    (/\bagainst\s+$/i.test(lead) && /^,?\s*its close\b/i.test(text.slice(figure.end)))
  )
    return "start";
  if (
    /\b(?:after|against|versus|compared with|was)\s+(?:the\s|a close of\s|a reading of\s)*$/i.test(
      lead,
    ) &&
    /^\s*(?:a|the|one)?\s*(?:\w+\s+)?(?:day|session|week|month)s?\s+(?:earlier|before|ago)/i.test(
      text.slice(figure.end),
    )
  )
    return "start";
  if (
    /\bto\s+(?:a close of\s|close at\s|about\s|around\s|finish at\s|end at\s|settle at\s|trade at\s)*$/i.test(
      lead,
    )
  )
    return "end";
  if (
    TO.test(lead) &&
    before?.unit === figure.unit &&
    /\bfrom\b/i.test(text.slice(start, before.start))
  )
    return "end";
  const ahead = before?.unit === figure.unit ? text.slice(start, before.start) : "";
  if (gap !== undefined && grammar.from.test(lead) && grammar.to.test(gap)) return "start";
  if (gap !== undefined && grammar.between.test(lead) && grammar.and.test(gap)) return "low";
  if (grammar.from.test(ahead) && grammar.to.test(lead)) return "end";
  return grammar.between.test(ahead) && grammar.and.test(lead) ? "high" : undefined;
}
