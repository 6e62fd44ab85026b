import type { Almanac } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { ClaimReader } from "./claims.ts";
import { extremeIn } from "./extremes.ts";
import type { Judged } from "./judge.ts";
import { mainLine } from "./prices.ts";
import type { RecordMark } from "./record-marks.ts";
import type { Sentence } from "./sentence.ts";

const APPOSED = /^,\s(?:\S*\d\S*%\s(?:above|below)\sthe\sclose:\s)?(?:its|the|their)\s+$/;
const SET_ON = /^(?:\s+close)?,\s+set on\s+$/;

/**
 * "resistance is $73,750, its highest price on record", "$73,084, its March 13 record close": the level that is printed is the record,
 * whatever the newest value is; undefined where the sentence tells of the newest.
 */
export function printedRecord(
  reader: ClaimReader,
  record: RecordMark,
  sentence: Sentence,
  almanac: Almanac,
): Judged | undefined {
  const { text } = sentence.block;
  const { start, end, which, time } = record;
  const isAhead = time?.kind === "day" && time.end <= start;
  const from = isAhead ? time.start : start;
  const level = reader.claims.findLast(
    ({ figure }) => figure.end <= from && figure.unit !== "percent",
  );
  const isAll = /\b(?:record|all-time|best|worst)\b/i.test(text.slice(start, end + 14));
  if (!level || !isAll || !APPOSED.test(text.slice(level.figure.end, from))) return undefined;
  const main = level.whose[0] && mainLine(almanac, level.whose[0]);
  if (!main) return undefined;
  const size = Number(level.figure.value);
  const isPrinted = (value: number): boolean =>
    Math.abs(value - size) <= 0.5 * level.figure.magnitude * 10 ** -level.figure.decimals + 1e-9;
  if (isPrinted(main.values[main.last]!)) return undefined;
  const setOn = sentence.times.find(
    ({ kind, start: at }) => kind === "day" && at >= end && SET_ON.test(text.slice(end, at)),
  );
  const day = isAhead ? time.day : setOn?.kind === "day" ? setOn.day : undefined;
  const range = almanac.line(main.subject, which === "highest" ? "high" : "low");
  const marks = [main, range ?? []].flat().map((line) => {
    const to = line.last;
    const at = day === undefined ? undefined : line.at(day);
    const value = extremeIn(line.values, -1, at ?? to, which === "highest" ? "high" : "low");
    return candidateOf(line, at ?? to, { statistic: which, value });
  });
  const held = marks.find(
    ({ value, series, day: on }) =>
      isPrinted(value) &&
      (day === undefined || almanac.line(main.subject, series.split(".")[1]!)!.days.includes(on)),
  );
  const claim = reader.at({ start: from, end });
  return {
    block: sentence.block,
    figure: claim.figure,
    claim,
    verdict: held ? "right" : "wrong",
    candidate: held ?? marks[0]!,
    ...(held ? {} : { instead: "the level that stands before it is no such record" }),
  };
}
