import { beta } from "../../measure/measures/beta.ts";
import { correlation } from "../../measure/measures/correlation.ts";
import { spreadOver } from "../../measure/measures/spread.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { Figure } from "../figures/figure.ts";
import type { Whose } from "./context.ts";
import { momentsOf } from "./timeline.ts";

const WINDOWS = { correlation: [30, 90], beta: [60], spread: [1, 5, 20, 30] } as const;

/** What a figure may say of two subjects' returns. */
export function pairCandidates(
  claim: Claim,
  whose: Whose,
  almanac: Almanac,
  which: keyof typeof WINDOWS,
): Candidate[] {
  const pairs = pairsOf(claim, whose);
  const named = windowOf(claim);
  const windows = named === undefined ? WINDOWS[which] : [named];
  return pairs.flatMap(({ pair, isNamed }) => {
    const [first, second] = pair.map((subject) => returnLine(almanac, subject));
    if (!first || !second) return [];
    const line = first.series.calendar.period === "day" ? second : first;
    return momentsOf({ ...claim, windows: [] }, line, almanac).flatMap(({ at, isSoft }) => {
      const day = line.days[at]!;
      return windows.flatMap((window) =>
        readingsOf(which, window, claim).flatMap(
          ({ measure, output, statistic, factor, isDirected }): Candidate[] => {
            const value = almanac.paired(
              which === "beta" ? steeredBy(pair, claim) : pair,
              day,
              measure,
              output,
            );
            if (value === undefined) return [];
            return [
              {
                statistic,
                subjects: pair,
                series: `${pair.join("+")}.returns`,
                day,
                window,
                value: value * factor,
                isDirected,
                isSoft:
                  isSoft || !isNamed || claim.place === "start" || /\bafter\s+$/.test(claim.lead),
              },
            ];
          },
        ),
      );
    });
  });
}

/** Ids of two subjects. */
type Two = readonly [string, string];

/** "Bitcoin's beta to the S&P 500": the returns of the other one come first, on which those of the one that has the beta are told. */
function steeredBy([one, other]: Two, { sentence: { mentions } }: Claim): Two {
  const isTurned = mentions.find(({ subject }) => subject === one)?.isOther ?? false;
  return isTurned ? [one, other] : [other, one];
}

/** What a subject's returns are computed from: its price, or the adjusted one where nothing else is known of that time. */
function returnLine(almanac: Almanac, subject: string): Line | undefined {
  return almanac.line(subject, "close") ?? almanac.line(subject, "adjusted");
}

interface PairReading {
  readonly measure: Parameters<Almanac["paired"]>[2];
  readonly output: string;
  readonly statistic: string;
  readonly factor: number;
  readonly isDirected: boolean;
}

function readingsOf(which: keyof typeof WINDOWS, window: number, claim: Claim): PairReading[] {
  const plain = { factor: 1, isDirected: false };
  if (which === "beta")
    return ["", "Low", "High"].map((end) => ({
      ...plain,
      measure: beta(window),
      output: `beta${window}${end}`,
      statistic: "beta",
    }));
  if (which === "spread")
    return [1, -1].map((factor) => ({
      measure: spreadOver(window),
      output: `spread${window}`,
      statistic: "spread",
      factor,
      isDirected: false,
    }));
  const measure = correlation(window);
  const name = `correlation${window}`;
  const isEnd =
    /[([][^)\]]*$|\binterval\b|\bto\s*$|\ballow|\bbetween\s+(?:about\s+)?$/i.test(claim.lead) ||
    claim.place === "low" ||
    claim.place === "high" ||
    /\b(?:interval|to)\b/i.test(
      claim.sentence.block.text.slice(claim.figure.end, claim.figure.end + 4),
    );
  const value = { ...plain, measure, output: name, statistic: "correlation" };
  const ends = ["Low", "High"].map((end) => ({
    ...plain,
    measure,
    output: name + end,
    statistic: "interval of the correlation",
  }));
  return isEnd ? [...ends, value] : [value];
}

function windowOf({ quantityWindow, windows }: Claim): number | undefined {
  const window = quantityWindow ?? windows.find(({ kind }) => kind === "window");
  if (window?.kind !== "window") return undefined;
  const size = {
    day: 1,
    session: 1,
    week: 5,
    month: 21,
    quarter: 63,
    year: 252,
    hour: 0,
    minute: 0,
  }[window.unit];
  return size === 0 ? undefined : window.count * size;
}

type SubjectPair = readonly [string, string];
type Pair = { readonly pair: SubjectPair; readonly isNamed: boolean };

/** The two subjects that the sentence names together nearest to the figure, else each with whose it is. */
function pairsOf(claim: Claim, whose: Whose): Pair[] {
  const together = togetherNear(claim);
  const isListed = /\bintervals\b/i.test(
    claim.sentence.block.text.slice(claim.clause.start, claim.figure.start),
  );
  if (together && isListed) return allPairs(claim);
  if (together) return [{ pair: together, isNamed: true }];
  const partners =
    claim.others.length > 0 ? claim.others : claim.whose.map(({ subject }) => subject);
  return partners
    .filter((other) => other !== whose.subject)
    .map((other, index) => ({
      pair: [whose.subject, other] as const,
      isNamed: claim.others.length > 0 && index === 0,
    }));
}

/** "than with the Y", "and a link with the Y": what a sentence sets the first that it names beside, once more. */
const AND_WITH =
  /\b(?:than|and\s+(?:an?|no(?:\s+clear)?)(?:\s+\w+)?\s+link)\s+(?:to|with|between)\s+(?:the\s+)?$/i;

const JOINED = /^[^.;:\d()]{0,30}$/;
const BEHIND = /^\s*(?:%\s*)?(?:for|between|of|in|from|with|against|to)\b[^.;\d]*$/i;

/** What stands between a figure and the interval around it. */
function isOwn(gap: string): boolean {
  return (
    /^\s*\([^)]*$/.test(gap) ||
    /^,?\s*(?:with\s+)?(?:an?\s+|the\s+)?(?:95%\s+)?(?:interval|which the data)[^.;()]*$/i.test(gap)
  );
}

/** The figure that an interval in brackets, or behind a comma, belongs to. */
function ownerOf({ sentence, figure }: Claim): Figure {
  const {
    figures,
    block: { text },
  } = sentence;
  return (
    figures.findLast(
      ({ end, start }) =>
        end <= figure.start &&
        !/[([]\s*$/.test(text.slice(0, start)) &&
        isOwn(text.slice(end, figure.start)),
    ) ?? figure
  );
}

function togetherNear(claim: Claim): readonly [string, string] | undefined {
  const figure = ownerOf(claim);
  const {
    mentions,
    block: { text },
  } = claim.sentence;
  const partner = mentions.find(
    ({ start }) =>
      start >= figure.end &&
      /^\s*(?:with|to|against)\s+(?:the\s+)?$/i.test(text.slice(figure.end, start)),
  );
  const one =
    partner &&
    mentions.findLast(
      ({ start, end, subject }) =>
        end <= figure.start &&
        subject !== partner.subject &&
        !/\b(?:with|to|against)\s+(?:the\s+)?$/i.test(text.slice(0, start)),
    );
  if (partner && one) return [one.subject, partner.subject];
  const last = mentions.findLast(({ end }) => end <= figure.start);
  const [first] = mentions;
  if (last && first && first.subject !== last.subject && AND_WITH.test(text.slice(0, last.start)))
    return [first.subject, last.subject];
  let nearest: { pair: readonly [string, string]; apart: number } | undefined;
  for (const [index, first] of mentions.entries()) {
    const second = mentions[index + 1];
    if (
      !second ||
      second.subject === first.subject ||
      !JOINED.test(text.slice(first.end, second.start))
    )
      continue;
    const apart =
      second.end <= figure.start
        ? figure.start - second.end
        : first.start >= figure.end && BEHIND.test(text.slice(figure.end, first.start))
          ? first.start - figure.end - 12
          : Infinity;
    if (apart < (nearest?.apart ?? Infinity))
      nearest = { pair: [first.subject, second.subject], apart };
  }
  return nearest?.pair;
}

/** Where the intervals of several are listed, any that the sentence names may be meant. */
function allPairs({ sentence: { mentions } }: Claim): Pair[] {
  const subjects = [...new Set(mentions.map(({ subject }) => subject))];
  return subjects.flatMap((one, at) =>
    subjects.slice(at + 1).map((other) => ({ pair: [one, other] as const, isNamed: false })),
  );
}
