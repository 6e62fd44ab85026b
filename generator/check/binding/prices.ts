import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { recordsIn, type RecordMark } from "./record-marks.ts";
import type { Whose } from "./context.ts";
import { basesFor, basesOf, momentsOf, type Moment } from "./timeline.ts";
import type { TimeMark } from "./times.ts";
import { untimed } from "./whose.ts";

/** The series that a subject's name alone stands for: its price, or else its level. */
export function mainLine(almanac: Almanac, { subject }: Whose): Line | undefined {
  return almanac.line(subject, "close") ?? almanac.line(subject, "level");
}

/** Prices and levels that a figure in the series' own unit may be. */
export function levelCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
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

/** Over the periods behind `from` up to `to`. */
export function extremeIn(
  values: Float64Array,
  from: number,
  to: number,
  which: "high" | "low",
): number {
  const inside = values.subarray(from + 1, to + 1);
  return which === "high"
    ? inside.reduce((a, b) => Math.max(a, b))
    : inside.reduce((a, b) => Math.min(a, b));
}

const RECORD_TO_FIGURE =
  /^\s*(?:price\s|close\s|daily close\s|level\s|reading\s|point\s|since[^$\d]*\s|of\s*,?\s(?=was|is)|of\s(?:[\w'’]+\s){0,2})?\s*(?:of|at|was|:|is|,)?\s*(?:about\s)?$/i;

/** "$76,272, the lowest close of the week". */
function recordBehind({ sentence, figure, clause }: Claim): RecordMark | undefined {
  const its = { start: clause.start, end: sentence.end };
  return recordsIn(sentence, its).find(
    ({ start, end, time }) =>
      time?.kind === "window" &&
      time.start >= end &&
      /^,\s(?:the|its)\s$/i.test(sentence.block.text.slice(figure.end, start)),
  );
}

/** "its record high of $106,146", "a low of $74,436 on April 7", "the week's high": of closes, and of the prices within days. */
function extremeCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const behind = recordBehind(claim);
  const record =
    behind ??
    claim.records.find(
      ({ start, end }) =>
        end <= claim.figure.start && claim.figure.start - end < 48 && start >= claim.clause.start,
    );
  if (!record) return [];
  if (
    !behind &&
    !RECORD_TO_FIGURE.test(untimed(claim.sentence, { start: record.end, end: claim.figure.start }))
  )
    return [];
  const which = record.which === "highest" ? "high" : "low";
  const isAll = /\b(?:record|all-time)\b/i.test(
    claim.sentence.block.text.slice(record.start, record.end),
  );
  const times = isAll
    ? []
    : [record.time, ...claim.days, ...claim.windows].filter((time) => time !== undefined);
  const lines = [
    line,
    ...(line.quantity === "close" ? [almanac.line(line.subject, which) ?? []].flat() : []),
  ];
  return lines.flatMap((each) => {
    const spans = times
      .flatMap((time) => basesFor(time, each, each.last))
      .filter(({ from, to }) => from >= -1 && to > from);
    const all =
      spans.length > 0
        ? spans
        : [
            ...(isAll && claim.isDayNamed ? [] : [{ from: -1, to: each.last }]),
            ...(isAll ? momentsOf(claim, each, almanac) : [{ at: each.last }]).map(({ at }) =>
              isAll ? { from: -1, to: at } : { from: at - 1, to: at },
            ),
          ].filter(({ to }) => to >= 0);
    return all.map(({ from, to }) =>
      candidateOf(each, to, {
        statistic: which,
        value: extremeIn(each.values, from, to, which),
        window: to - from,
      }),
    );
  });
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

function rangeCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
  moments: readonly Moment[],
  which: "low" | "high",
): Candidate[] {
  const lines = [almanac.line(line.subject, which) ?? [], line].flat();
  return lines.flatMap((each) =>
    moments.flatMap(({ at, isSoft }) => {
      const bases =
        claim.windows.length > 0
          ? [...basesOf(claim, each, at), { from: at - 1, to: at }]
          : [{ from: at - 1, to: at }];
      const ends =
        each === line && at >= 1
          ? [Math.min, Math.max].map((pick) =>
              candidateOf(line, at, {
                statistic: "level",
                value: pick(line.values[at - 1]!, line.values[at]!),
                isSoft: true,
              }),
            )
          : [];
      return [
        ...bases.map(({ from, to }) =>
          candidateOf(each, to, {
            statistic: which,
            value: extremeIn(each.values, from, to, which),
            window: to - from,
            isSoft,
          }),
        ),
        ...ends,
      ];
    }),
  );
}
