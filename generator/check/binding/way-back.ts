import { drawdown, yearHigh } from "../../measure/measures/drawdown.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { momentsOf } from "./timeline.ts";

const RISE = String.raw`(?:rise|gain|advance|rally|climb|increase)`;
/** Before the rise that is spoken of, which has not happened. */
const OF_RISE = new RegExp(
  String.raw`\ba\s+(?:further\s+)?${RISE}\s+of\s+(?:another\s+|about\s+|some\s+)*$`,
  "i",
);
const ANOTHER = /\b(?:another|a further|an additional)\s+$/i;
const WOULD = new RegExp(String.raw`^\s*(?:${RISE}\s+)?would\b`, "i");
const MAKES_UP = new RegExp(
  String.raw`^\s*(?:${RISE}\s+)?would\s+(?:make\s+up\s+for|erase|undo|recoup|recover|wipe\s+out)\s+(?:it|that|(?:the|its|this|that)\s+(?:whole\s+|entire\s+)?(?:fall|loss|decline|drop|slide))\b`,
  "i",
);
const GOES_BACK = new RegExp(
  String.raw`^\s*(?:${RISE}\s+)?would\s+(?:take|bring|lift|carry|return|restore)\s+(?:\S+\s+){1,3}?(?:back\s+)?(?:there\b|to\s+(?:it\b|(?:that|its|the)\s+(?:[a-z]+\s+){0,2}(?:record|high|peak|close)\b))`,
  "i",
);

/**
 * "By 62.0% from its closing high; a rise of 163.1% would make up for it", "another 28.5% would take it back to that close": the rise that leads
 * back to the high of the past year or of all data, or that undoes the fall which the sentence prints. Of any other rise that only would be,
 * nothing can be held. Undefined where none is spoken of.
 */
export function wayBackCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
): Candidate[] | undefined {
  const { lead, tail } = claim;
  if (!WOULD.test(tail) || !(OF_RISE.test(lead) || ANOTHER.test(lead))) return undefined;
  const makesUp = MAKES_UP.test(tail);
  if (!makesUp && !GOES_BACK.test(tail)) return [];
  const highs = toHighs(claim, line, almanac);
  const over = overPrintedFall(claim, line).filter(
    ({ range }) => !highs.some(({ value }) => value >= range.low && value <= range.high),
  );
  return [...highs, ...over, ...(makesUp ? overLastFall(claim, line) : [])];
}

/** To the highest close of the past year and of all data, the one that the text has printed first. */
function toHighs(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const printed = levelBefore(claim);
  return momentsOf({ ...claim, windows: [] }, line, almanac).flatMap(({ at, isSoft }) => {
    const highs = [
      almanac.measured(line, at, yearHigh, "yearHigh"),
      almanac.measured(line, at, drawdown, "drawdownHigh"),
    ].filter((high) => typeof high === "number");
    const close = line.values[at]!;
    return highs
      .toSorted((a, b) => Math.abs(a - printed) - Math.abs(b - printed))
      .map((high) =>
        candidateOf(line, at, {
          statistic: "rise back to the high",
          value: (high / close - 1) * 100,
          isSoft,
        }),
      );
  });
}

/** The level that the text has printed, this sentence's first; zero where it has none. */
function levelBefore({ sentence, figure, level }: Claim): number {
  const own = sentence.figures.find(
    ({ unit, end, decimals }) =>
      end <= figure.start && (unit === "money" || (unit === "plain" && decimals > 0)),
  );
  return Number(own?.value ?? level?.value ?? 0);
}

/**
 * What undoes the fall in per cent that the sentence prints before, which is held by itself; between the ends that it may have been rounded from.
 * Of a fall from a high the high itself says it to the digit.
 */
function overPrintedFall(
  { sentence, figure }: Claim,
  line: Line,
): (Candidate & Required<Pick<Candidate, "range">>)[] {
  const fall = sentence.figures.findLast(
    ({ unit, end }) => unit === "percent" && end <= figure.start,
  );
  if (typeof fall?.value !== "number") return [];
  const { value: lost } = fall;
  const half = 0.5 * 10 ** -fall.decimals;
  const [low, value, high] = [-half, 0, half].map((each) => undoes(lost + each));
  if (!(high! > 0 && Number.isFinite(high!))) return [];
  const range = { low: low!, high: high! };
  const statistic = "rise that makes up for the fall";
  return [{ ...candidateOf(line, line.last, { statistic, value: value! }), range }];
}

/** The rise in per cent that undoes a fall of so many per cent. */
function undoes(lost: number): number {
  return (100 / (100 - lost) - 1) * 100;
}

/** What undoes the last period's fall, which a sentence before may have told. */
function overLastFall({ sentence }: Claim, line: Line): Candidate[] {
  const [earlier, later] = [line.values[line.last - 1], line.values[line.last]!];
  if (earlier === undefined || earlier <= later || sentence.figures.length > 1) return [];
  return [
    candidateOf(line, line.last, {
      statistic: "rise that makes up for the fall",
      value: (earlier / later - 1) * 100,
      isSoft: true,
    }),
  ];
}
