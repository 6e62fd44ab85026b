import type { Figure } from "../figures/figure.ts";
import type { Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { untimed } from "./whose.ts";

/** Between "from" or "to" and a level: "its record close of". */
const CALLED = String.raw`(?:(?:its|their|the|an?)\s+(?:[\p{L}-]+\s+){1,4}(?:of|at)\s+)?`;
const FROM = new RegExp(String.raw`\bfrom\s+${CALLED}$`, "iu");
const TO = new RegExp(String.raw`^[^\d.;]{0,24}\bto\s+${CALLED}$`, "iu");

/**
 * The change from one level that the sentence prints to the other: "from $106,146 to $76,272, or by 28.1%", "fell 28.1% from its record close of $106,146
 * on January 21 to $76,272 on April 8". Sure where the levels stand directly behind the figure, and are printed to the last digit.
 */
export function betweenLevels({ sentence, figure }: Claim, line: Line): Candidate | undefined {
  const { text } = sentence.block;
  if (figure.unit !== "percent") return undefined;
  const levels = sentence.figures.filter(
    ({ unit, value }) => unit !== "date" && unit !== "percent" && typeof value === "number",
  );
  const from = levels.findIndex(({ start }) => FROM.test(text.slice(sentence.start, start)));
  const [earlier, later] = [levels[from], levels[from + 1]];
  if (
    !earlier ||
    !later ||
    !TO.test(untimed(sentence, { start: earlier.end, end: later.start }).replace(/\s+/g, " "))
  )
    return undefined;
  const value = (Number(later.value) / Number(earlier.value) - 1) * 100;
  if (!Number.isFinite(value)) return undefined;
  const isDirect =
    /^\s*from\b/i.test(text.slice(figure.end)) &&
    !sentence.figures.some(
      ({ start, end, unit }) => unit === "percent" && start >= figure.end && end <= earlier.start,
    );
  return candidateOf(line, line.last, {
    statistic: "change between the two levels",
    value,
    isDirected: true,
    isSoft: !isDirect || isRough(earlier) || isRough(later),
  });
}

/** "$90,000", "$1.6 million": may stand for what lies near it. */
function isRough({ text, magnitude }: Figure): boolean {
  return magnitude !== 1 || /[05]0$/.test(text);
}
