import { medianRatio } from "../../measure/measures/median-ratio.ts";
import { moveSize } from "../../measure/measures/move.ts";
import { movePercentile } from "../../measure/measures/move-percentile.ts";
import { percentile } from "../../measure/measures/percentile.ts";
import { rsi } from "../../measure/measures/rsi.ts";
import { volatility } from "../../measure/measures/volatility.ts";
import { volatilityPercentile } from "../../measure/measures/volatility-percentile.ts";
import { zscore } from "../../measure/measures/zscore.ts";
import type { Measure } from "../../measure/definition.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { within } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

const RSI_WINDOW = 14;
const VOLATILITY_WINDOW = 30;

/** Wilder's index, and as it stood one period before where the text tells of an earlier reading. */
export function rsiCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const window = claim.quantityWindow?.count ?? RSI_WINDOW;
  const [measure] = rsi(window);
  const moments = momentsOf(claim, line, almanac);
  const all =
    claim.place === "start"
      ? moments.flatMap(({ at, isSoft }) => [
          { at: at - 1, isSoft },
          { at, isSoft: true },
        ])
      : moments;
  return [
    ...all.flatMap(({ at, isSoft }) =>
      one(line, at, almanac, measure!, `rsi${window}`, { statistic: "rsi", window, isSoft }),
    ),
    ...marksOfScale(claim, line),
  ];
}

/** The outer marks and the middle of the index, where the text speaks of a mark. */
const RSI_MARKS = [30, 50, 70];

function marksOfScale(claim: Claim, line: Line): Candidate[] {
  const { figure, sentence, lead, tail } = claim;
  const isMark =
    within(sentence, "marker", {
      start: figure.start - (/^\s*(?:and|to)\s*$/.test(lead) ? lead.length + 30 : lead.length),
      end: figure.end + Math.min(tail.length, 30),
    }).length > 0;
  const reads = /\b(?:rsi|index|reading|reads|stands?|was|is)\s*(?:of|at|:)?\s*$/i.test(lead);
  if (!isMark || reads) return [];
  return RSI_MARKS.map((value) =>
    candidateOf(line, line.last, { statistic: "mark of the scale", value, isSoft: true }),
  );
}

export function volatilityCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const window = windowOf(claim) ?? VOLATILITY_WINDOW;
  return momentsOf(claim, line, almanac).flatMap(({ at, isSoft }) => [
    ...one(line, at, almanac, volatility(window), `volatility${window}`, {
      statistic: "volatility",
      window,
      isSoft,
    }),
    ...rankOfVolatility(line, at, almanac),
  ]);
}

function rankOfVolatility(line: Line, at: number, almanac: Almanac): Candidate[] {
  const name = `volatility${VOLATILITY_WINDOW}Percentile1y`;
  return one(line, at, almanac, volatilityPercentile(VOLATILITY_WINDOW, 1), name, {
    statistic: "percentile of volatility",
    isSoft: true,
  });
}

function windowOf({ quantityWindow, windows, clause }: Claim): number | undefined {
  const window =
    quantityWindow ??
    windows.find(
      ({ kind, start, end }) => kind === "window" && start >= clause.start && end <= clause.end,
    );
  return window?.kind === "window" &&
    (window.unit === "day" || window.unit === "session") &&
    window.count > 2
    ? window.count
    : undefined;
}

/** A volume as a multiple of its median over the 30 periods before, or of another window that is named. */
export function ratioCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const window = windowOf(claim) ?? 30;
  return momentsOf(claim, line, almanac).flatMap(({ at, isSoft }) => [
    ...one(line, at, almanac, medianRatio(window), `ratio${window}`, {
      statistic: "multiple of the median",
      window,
      isSoft,
    }),
    ...meanRatio(line, at, window),
  ]);
}

/** The usual volume itself. */
export function usualCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  return momentsOf(claim, line, almanac).flatMap(({ at }) =>
    one(line, at, almanac, medianRatio(30), "median30", {
      statistic: "median",
      window: 30,
      isSoft: true,
    }),
  );
}

function meanRatio(line: Line, at: number, window: number): Candidate[] {
  const before = line.values.subarray(at - window, at);
  if (before.length < window) return [];
  const mean = before.reduce((a, b) => a + b, 0) / window;
  return [
    candidateOf(line, at, {
      statistic: "multiple of the mean",
      value: line.values[at]! / mean,
      window,
      isSoft: true,
    }),
  ];
}

/** The size of a move, or of a flow, in standard deviations. */
export function deviationCandidates(
  claim: Claim,
  lines: readonly Line[],
  almanac: Almanac,
): Candidate[] {
  return lines.flatMap((line) =>
    momentsOf(claim, line, almanac).flatMap(({ at }) => [
      ...one(line, at, almanac, moveSize(60), "moveZ", {
        statistic: "size of the move",
        window: 60,
        isSoft: true,
      }),
      ...one(line, at, almanac, zscore(90), "zscore90", {
        statistic: "deviation from the mean",
        window: 90,
        isSoft: true,
      }),
    ]),
  );
}

/** Shares of the past that lie below: what a text means by one is open. */
export function rankCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  return momentsOf(claim, line, almanac).flatMap(({ at }) => [
    ...one(line, at, almanac, percentile(1), "percentile1y", {
      statistic: "percentile",
      isSoft: true,
    }),
    ...one(line, at, almanac, movePercentile(1), "movePercentile1y", {
      statistic: "percentile of the move",
      isSoft: true,
    }),
    ...rankOfVolatility(line, at, almanac),
  ]);
}

function one(
  line: Line,
  at: number,
  almanac: Almanac,
  measure: Measure,
  output: string,
  given: Omit<Parameters<typeof candidateOf>[2], "value">,
): Candidate[] {
  if (at < 0 || !measure.classes.includes(line.series.class)) return [];
  const name =
    measure.outputs.find((each) => each.name === output)?.name ?? measure.outputs[0]!.name;
  const value = almanac.measured(line, at, measure, name);
  return typeof value === "number" ? [candidateOf(line, at, { ...given, value })] : [];
}
