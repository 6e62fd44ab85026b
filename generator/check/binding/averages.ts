import { movingAverage } from "../../measure/measures/sma.ts";
import { level } from "../../measure/measures/level.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { within } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";
import type { TimeMark } from "./times.ts";

/** Windows of averages where a text names none. */
const USUAL_AVERAGES = [50, 200];

/** Moving averages, or the distance of the close from them in per cent. */
export function averageCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
  output: "price" | "distance",
): Candidate[] {
  const windows = averageWindows(claim, line);
  return momentsOf(claim, line, almanac).flatMap(({ at, isSoft }) =>
    windows.flatMap((window) => {
      const name = output === "price" ? `sma${window}` : `sma${window}Distance`;
      const value = almanac.measured(line, at, movingAverage(window), name);
      if (typeof value !== "number") return [];
      return [
        candidateOf(line, at, {
          statistic: output === "price" ? "average" : "distance from the average",
          value,
          window,
          isDirected: output === "distance",
          isSoft,
        }),
      ];
    }),
  );
}

/** No comma parts the window from the figure: "below it for 67 days" is of something else. */
function isOfAverage({ sentence, figure }: Claim, { start, end }: TimeMark): boolean {
  return (
    start < 0 ||
    !/,/.test(
      sentence.block.text
        .slice(Math.min(end, figure.end), Math.max(start, figure.start))
        .replace(/,\s+with\b|^,\s/g, ""),
    ) ||
    start < figure.start
  );
}

function averageWindows(claim: Claim, line: Line): number[] {
  const pace = /\b(slower|faster)\s+(?:one|average|line)\b/i.exec(claim.tail)?.[1]?.toLowerCase();
  if (pace) return [pace === "slower" ? Math.max(...USUAL_AVERAGES) : Math.min(...USUAL_AVERAGES)];
  const named =
    claim.quantityWindow ??
    claim.windows.find((window) => window.kind === "window" && isOfAverage(claim, window));
  if (named?.kind !== "window" || named.start < 0) return USUAL_AVERAGES;
  const days = line.series.calendar.period === "day" ? 7 : 5;
  const size = {
    day: 1,
    session: 1,
    week: days,
    month: days === 7 ? 30 : 21,
    quarter: days === 7 ? 90 : 63,
    year: days === 7 ? 365 : 252,
    hour: 0,
    minute: 0,
  }[named.unit];
  return size === 0 ? [] : [named.count * size];
}

/** Support or resistance as the price, or its distance from the close in per cent, told from either side. */
export function swingCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
  which: "support" | "resistance",
  output: "price" | "distance",
): Candidate[] {
  const isSoft = nextLevel(claim) === undefined;
  return momentsOf(claim, line, almanac).flatMap(({ at }) => {
    const price = almanac.measured(line, at, level(which), which);
    if (typeof price !== "number") return [];
    const close = line.values[at]!;
    const shared = { statistic: which, isSoft } as const;
    if (output === "price") return [candidateOf(line, at, { ...shared, value: price })];
    return [price / close - 1, close / price - 1].map((share) =>
      candidateOf(line, at, { ...shared, value: share * 100, isDirected: true }),
    );
  });
}

/** How far the nearest level on either side lies. */
export function swingDistances(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  return (["support", "resistance"] as const).flatMap((which) =>
    swingCandidates(claim, line, almanac, which, "distance"),
  );
}

const NEXT = /;\s+the next(?: one)? is\s+(?:at\s+)?(?:\S+,\s+)?$/i;

/** "broke resistance at $94,239 …; the next is $99,464, 5.0% above the close": which level is the next one. */
export function nextLevel({ sentence, figure }: Claim): "support" | "resistance" | undefined {
  const lead = sentence.block.text.slice(sentence.start, figure.start);
  if (!NEXT.test(lead)) return undefined;
  return within(sentence, "level", { start: sentence.start, end: figure.start }).at(-1)?.role.which;
}
