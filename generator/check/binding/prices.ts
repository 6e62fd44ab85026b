import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { Whose } from "./context.ts";
import { extremeCandidates, extremeIn, rangeCandidates } from "./extremes.ts";
import { fallCandidates } from "./fall-low.ts";
import { basesFor, basesOf, momentsOf, type Moment } from "./timeline.ts";
import type { TimeMark } from "./times.ts";

/** The series that a subject's name alone stands for: its price, or else its level. */
export function mainLine(almanac: Almanac, { subject }: Whose): Line | undefined {
  return almanac.line(subject, "close") ?? almanac.line(subject, "level");
}

/** Prices and levels that a figure in the series' own unit may be. */
export function levelCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const fall = fallCandidates(claim, line, almanac);
  if (fall.length > 0) return fall;
  const { place, quantities } = claim;
  const moments = momentsOf(claim, line, almanac);
  if (place === "start") return startCandidates(claim, line, almanac, moments);
  if (place === "low" || place === "high")
    return rangeCandidates(claim, line, almanac, moments, place);
  const nearest =
    extremeBehind(claim) ??
    quantities.find((each) => ["close", "price", "open", "high", "low"].includes(each));
  const extreme = extremeCandidates(claim, line, almanac);
  if (extreme.length > 0) return extreme;
  if (nearest === "open" || nearest === "high" || nearest === "low") {
    const own = almanac.line(line.subject, nearest);
    const found = own ? ohlcCandidates(claim, own, moments, nearest) : [];
    if (found.length > 0) return found;
  }
  return moments.map(({ at, isSoft }) => {
    const range = rangeAt(almanac, line, at);
    const isLoose =
      place === undefined &&
      ((nearest === "price" && (claim.side === undefined || /\btraded\b/i.test(claim.lead))) ||
        /\b(?:hit|reached|touched|tested|tagged|briefly|as much as|broke|crossed|topped|surpassed|slipped|dipped|rose above|climbed above|fell below|dropped below|fell as far)\b/i.test(
          claim.lead,
        ));
    return candidateOf(line, at, {
      statistic: "level",
      value: valueAt(line, at, almanac),
      isSoft,
      ...(range && isLoose ? { range } : {}),
    });
  });
}

/** "to $82,769 at the lowest". */
function extremeBehind({ tail }: Claim): "high" | "low" | undefined {
  const found =
    /^\s*at (?:the|its)\s+(?:(lowest|low|bottom|worst)|highest|high|peak|top|best)\b/i.exec(tail);
  return found ? (found[1] === undefined ? "high" : "low") : undefined;
}

/** In whole units of what a figure counts. */
export function valueAt(line: Line, at: number, almanac: Almanac): number {
  const factor = almanac.view.catalogue.units.get(line.series.unit)?.factor ?? 1;
  return line.values[at]! * factor;
}

/** Lowest and highest price of a period. */
function rangeAt(
  almanac: Almanac,
  line: Line,
  at: number,
): { low: number; high: number } | undefined {
  const [low, high] = [almanac.line(line.subject, "low"), almanac.line(line.subject, "high")];
  const day = line.days[at]!;
  const [atLow, atHigh] = [low?.at(day) ?? -1, high?.at(day) ?? -1];
  if (!low || !high || low.days[atLow] !== day || high.days[atHigh] !== day) return undefined;
  return { low: low.values[atLow]!, high: high.values[atHigh]! };
}

function ohlcCandidates(
  claim: Claim,
  line: Line,
  moments: readonly Moment[],
  which: "open" | "high" | "low",
): Candidate[] {
  const daily = moments.map(({ at, isSoft }) =>
    candidateOf(line, at, { statistic: which, value: line.values[at]!, isSoft }),
  );
  if (which === "open") return daily;
  const spans = spansOf(claim, line).map(({ from, to }) =>
    candidateOf(line, to, {
      statistic: which,
      value: extremeIn(line.values, from, to, which),
      window: to - from,
    }),
  );
  return claim.isWindowNamed ? [...spans, ...daily] : daily;
}

function spansOf(claim: Claim, line: Line): { from: number; to: number }[] {
  const windows: TimeMark[] = [
    ...claim.windows,
    ...claim.records.flatMap(({ time }) => time ?? []),
  ];
  return windows.flatMap((window) =>
    window.kind === "day" ? [] : basesFor(window, line, line.last),
  );
}

/** The earlier of two levels: where the window begins, the close before, the opening. */
function startCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
  moments: readonly Moment[],
): Candidate[] {
  const hasBack = claim.days.some(
    ({ kind, start }) => kind === "back" && start >= claim.figure.end,
  );
  const hasDay = claim.days.some(
    ({ kind, start }) =>
      kind === "day" && start >= claim.figure.end && start - claim.figure.end < 12,
  );
  return moments.flatMap(({ at, isSoft }) => {
    const bases =
      hasBack || hasDay
        ? [at, ...(hasDay ? [at - 1] : [])]
        : [...basesOf(claim, line, at).map(({ from }) => from), at - 1];
    const text = claim.sentence.block.text.slice(claim.clause.start, claim.figure.start);
    const isAlone =
      !/^\s*(?:to|up to|down to)\s/i.test(claim.tail) &&
      !/\bto\s+\S*\d\S*,?\s+from\s+$/i.test(text);
    const open = almanac.line(line.subject, "open");
    const opening =
      open && line.quantity === "close" && !claim.isWindowNamed ? open.at(line.days[at]!) : -1;
    return [
      ...[...new Set(bases)]
        .filter((from) => from >= 0)
        .map((from) =>
          candidateOf(line, from, {
            statistic: "level",
            value: valueAt(line, from, almanac),
            isSoft,
          }),
        ),
      ...(isAlone
        ? [
            candidateOf(line, at, {
              statistic: "level",
              value: valueAt(line, at, almanac),
              isSoft: true,
            }),
          ]
        : []),
      ...(open && opening >= 0
        ? [candidateOf(open, opening, { statistic: "open", value: open.values[opening]!, isSoft })]
        : []),
    ];
  });
}
