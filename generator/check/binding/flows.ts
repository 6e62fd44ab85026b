import { meanOver } from "../../measure/measures/mean.ts";
import { runBefore, streak } from "../../measure/measures/streak.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { speaksOfExchanges, type Whose } from "./context.ts";
import { valueAt } from "./prices.ts";
import { within, textOf } from "./sentence.ts";
import { basesFor, momentsOf } from "./timeline.ts";

/** The flows that a subject's name may stand for where a text speaks of flows, the likeliest first. */
export function flowLines(claim: Claim, { subject, isFund }: Whose, almanac: Almanac): Line[] {
  const own = isFund ? ["etfFlow", "flow"] : ["flow", "etfFlow"];
  const isNamedFund = isFund && claim.isNamed;
  const names =
    isNamedFund || !claim.isExchange
      ? own
      : isFund
        ? [...own, "exchangeNetFlow"]
        : ["exchangeNetFlow"];
  return names.flatMap((name) => almanac.line(subject, name) ?? []);
}

/** "$134.0 million of the $372.5 million that left": all of them, and not this one's. */
const OF_ALL = /^\s+of the\s+$/;

/** What flowed in a period, or in all of a window; above zero where it came in. */
export function flowCandidates(claim: Claim, whose: Whose, almanac: Almanac): Candidate[] {
  const lines = flowLines(claim, whose, almanac);
  const isOpen =
    !claim.isNamed &&
    !whose.isFund &&
    !speaksOfExchanges(claim.sentence) &&
    !claim.sentence.mentions.some(({ isFund }) => isFund);
  const any = isOpen
    ? ["flow", "etfFlow", "exchangeNetFlow"].flatMap(
        (name) => almanac.line(whose.subject, name) ?? [],
      )
    : lines;
  return [
    ...any
      .flatMap((line) => ofLine(claim, line, almanac))
      .map((each) =>
        isOpen ||
        isTotal(claim) ||
        OF_ALL.test(claim.lead) ||
        /\bhad (?:taken|cost|lost|seen|brought|drawn|been)\b|\bin which\b|\b(?:in|out)flows worth\s+$/i.test(
          claim.lead,
        )
          ? { ...each, isSoft: true }
          : each,
      ),
    ...grossCandidates(claim, whose, almanac),
  ];
}

function ofLine(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const factor = almanac.view.catalogue.units.get(line.series.unit)?.factor ?? 1;
  const ended = endedBefore(claim, line, factor, almanac);
  if (ended.length > 0) return ended;
  const moments = momentsOf(claim, line, almanac).flatMap((moment) =>
    claim.place === "start" && moment.at > 0 && isOneDay(claim)
      ? [
          { ...moment, at: moment.at - 1 },
          { ...moment, isSoft: true },
        ]
      : [moment],
  );
  return moments.flatMap(({ at, isSoft }): Candidate[] => {
    const single = candidateOf(line, at, {
      statistic: "flow",
      value: valueAt(line, at, almanac),
      isDirected: true,
      isSoft,
    });
    const spans = claim.windows
      .flatMap((window) => basesFor(window, line, at))
      .filter(({ from, to }) => to > from && from >= -1);
    const sums = spans.map(({ from, to }) => {
      const sum = line.values.subarray(from + 1, to + 1).reduce((a, b) => a + b, 0);
      return candidateOf(line, to, {
        statistic: "sum",
        value: sum * factor,
        window: to - from,
        isDirected: true,
        isSoft,
      });
    });
    const isMean = claim.quantities.includes("average");
    const means = isMean
      ? [...new Set([...spans.map(({ from, to }) => to - from), 30])].flatMap((window) => {
          const mean = almanac.measured(line, at, meanOver(window), `mean${window}`);
          return typeof mean === "number"
            ? [
                candidateOf(line, at, {
                  statistic: "mean",
                  value: mean * factor,
                  window,
                  isDirected: true,
                  isSoft,
                }),
              ]
            : [];
        })
      : [];
    const total = runTotal(claim, line, at, almanac);
    const isRun = total !== undefined;
    if (claim.isWindowNamed && (sums.length > 0 || isMean))
      return [
        ...means,
        ...sums,
        ...(total ?? []),
        ...(isRun || isOneDay(claim) || claim.isDayNamed ? [single] : []),
      ];
    return [single, ...means, ...(total ?? []), ...(claim.isWindowNamed ? [] : sums)];
  });
}

/** "took in $621.9 million, after outflows of $712.8 million in three sessions": what flowed in the periods before the newest one. */
function endedBefore(claim: Claim, line: Line, factor: number, almanac: Almanac): Candidate[] {
  const { figure, windows, lead, tail } = claim;
  const window = windows.find(
    ({ kind, start }) =>
      kind === "window" && start >= figure.end && start < figure.end + tail.length,
  );
  if (window?.kind !== "window" || window.count < 2 || !/,\s+after\s+[^,;]*$/i.test(lead))
    return [];
  return momentsOf({ ...claim, windows: [] }, line, almanac).flatMap(({ at, isSoft }) => {
    const to = at - 1;
    return basesFor(window, line, to)
      .filter(({ from }) => from >= -1 && from < to)
      .map(({ from }) =>
        candidateOf(line, to, {
          statistic: "sum",
          value: line.values.subarray(from + 1, to + 1).reduce((a, b) => a + b, 0) * factor,
          window: to - from,
          isDirected: true,
          isSoft,
        }),
      );
  });
}

/** A sum over a stretch that another sentence names: "Together the sessions make …". */
function isTotal({ isWindowNamed, isDayNamed, clause, sentence: { block } }: Claim): boolean {
  if (isWindowNamed || isDayNamed) return false;
  const text = block.text.slice(clause.start, clause.end);
  return /\b(?:together|altogether|in all|combined|total\w*|sum|on balance|added up)\b/i.test(text);
}

/** "in a day", "on the day". */
function isOneDay({ windows }: Claim): boolean {
  return windows.every(
    (window) =>
      window.kind === "window" &&
      window.count === 1 &&
      (window.unit === "day" || window.unit === "session"),
  );
}

/** The sum of the run of inflows or outflows, where the sentence tells of one. */
function runTotal(claim: Claim, line: Line, at: number, almanac: Almanac): Candidate[] | undefined {
  const speaks =
    within(claim.sentence, "run", claim.sentence).length > 0 ||
    /\b(?:run|streak|since)\b/i.test(textOf(claim.sentence));
  if (!speaks) return undefined;
  const sum = almanac.measured(line, at, streak, "streakSum");
  const count = almanac.measured(line, at, streak, "streak");
  const factor = almanac.view.catalogue.units.get(line.series.unit)?.factor ?? 1;
  if (typeof sum !== "number" || typeof count !== "number") return undefined;
  const before = almanac.measured(line, at, runBefore, "runBeforeSum");
  return [
    candidateOf(line, at, {
      statistic: "sum of the run",
      value: sum * factor,
      window: Math.abs(count),
      isDirected: true,
    }),
    ...(claim.quantities.includes("average") && count !== 0
      ? [
          candidateOf(line, at, {
            statistic: "mean of the run",
            value: (sum * factor) / Math.abs(count),
            window: Math.abs(count),
            isDirected: true,
          }),
        ]
      : []),
    ...(typeof before === "number"
      ? [
          candidateOf(line, at, {
            statistic: "sum of the run before",
            value: before * factor,
            isDirected: true,
            isSoft: true,
          }),
        ]
      : []),
  ];
}

/** Behind the figure: which way it went. */
const GROSS = /^\s*(?:of\s+(?:bitcoin|ether|it|the coin)\s+)?(?:(into|onto|to)|out of|off|from)\b/i;

/** What came to exchanges, or left them, without what went the other way. */
function grossCandidates(claim: Claim, { subject, isFund }: Whose, almanac: Almanac): Candidate[] {
  if (isFund || !claim.isExchange) return [];
  const way = GROSS.exec(claim.tail);
  const names = !way
    ? ["exchangeInflow", "exchangeOutflow"]
    : [way[1] === undefined ? "exchangeOutflow" : "exchangeInflow"];
  return names.flatMap((name) => {
    const line = almanac.line(subject, name);
    if (!line) return [];
    return momentsOf(claim, line, almanac).map(({ at }) =>
      candidateOf(line, at, { statistic: "flow", value: valueAt(line, at, almanac), isSoft: true }),
    );
  });
}
