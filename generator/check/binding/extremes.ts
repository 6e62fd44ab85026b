import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { recordsIn, type RecordMark } from "./record-marks.ts";
import { basesFor, basesOf, momentsOf, type Moment } from "./timeline.ts";
import { untimed } from "./whose.ts";

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
  /^\s*(?:price\s|close\s|daily close\s|level\s|reading\s|point\s|since[^$\d]*\s|of\s*,?\s(?=was|is)|on\s+(?=was|is)|of\s(?:[\w'’]+\s){0,2})?\s*(?:of|at|was|:|is|,)?\s*(?:about\s)?$/i;

/** "$76,272, the lowest close of the week", "$83,541, Wednesday's high". */
function recordBehind({ sentence, figure, clause }: Claim): RecordMark | undefined {
  const { text } = sentence.block;
  const its = { start: clause.start, end: sentence.end };
  return recordsIn(sentence, its).find(
    ({ start, end, time }) =>
      (time?.kind === "window" &&
        time.start >= end &&
        /^,\s(?:the|its)\s$/i.test(text.slice(figure.end, start))) ||
      (time?.kind === "day" &&
        time.end <= start &&
        /^,\s(?:its\s)?$/.test(text.slice(figure.end, time.start))),
  );
}

/** "Wednesday's high", "its low on Tuesday": that of the prices paid on the day, whose only close is neither. */
function isWithinDay({ sentence: { block } }: Claim, { start, end, time }: RecordMark): boolean {
  if (time?.kind !== "day") return false;
  const { text } = block;
  const isAhead = time.end <= start && !/\bclos/i.test(text.slice(time.end, end));
  const isBehind = /^\s+on\s+$/i.test(text.slice(end, time.start));
  return (isAhead || isBehind) && !/^\s+clos/i.test(text.slice(end));
}

/** "the record close of February 19, 6,144.15": the value of that day, if it was then the highest or lowest of all before it. */
function recordOfDay(
  { sentence, figure }: Claim,
  { start, end, which, time }: RecordMark,
  line: Line,
): Candidate[] {
  const { text } = sentence.block;
  if (
    time?.kind !== "day" ||
    time.start < end ||
    time.end > figure.start ||
    !/\b(?:record|all-time)\b/i.test(text.slice(start, end)) ||
    !/^\s+(?:close\s+)?(?:of|on)\s+$/i.test(text.slice(end, time.start)) ||
    !/^,\s+(?:at\s+)?$/i.test(text.slice(time.end, figure.start))
  )
    return [];
  const at = line.at(time.day);
  const value = line.values[at];
  if (value === undefined || line.days[at] !== time.day) return [];
  const most = extremeIn(line.values, -1, at, which === "highest" ? "high" : "low");
  return value === most ? [candidateOf(line, at, { statistic: "level", value })] : [];
}

/** "its record high of $106,146", "a low of $74,436 on April 7", "the week's high": of closes, and of the prices within days. */
export function extremeCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const behind = recordBehind(claim);
  const record =
    behind ??
    claim.records.find(
      ({ start, end }) =>
        end <= claim.figure.start && claim.figure.start - end < 48 && start >= claim.clause.start,
    );
  if (!record) return [];
  const dated = behind ? [] : recordOfDay(claim, record, line);
  if (dated.length > 0) return dated;
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
    : behind?.time?.kind === "day"
      ? [behind.time]
      : [record.time, ...claim.days, ...claim.windows].filter((time) => time !== undefined);
  const own = line.quantity === "close" ? almanac.line(line.subject, which) : undefined;
  const lines = own && isWithinDay(claim, record) ? [own] : [line, ...(own ? [own] : [])];
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

/** The lowest or highest price of a period or a window: "between $95,829 and $97,626". */
export function rangeCandidates(
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
