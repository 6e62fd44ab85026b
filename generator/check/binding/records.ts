import type { Day } from "../../base/day.ts";
import { differenceOf } from "../../measure/difference.ts";
import type { Span } from "../reading/block.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Judged } from "./judge.ts";
import { candidateOf } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { recordsIn, type RecordMark } from "./record-marks.ts";
import { isTold, OF_ALL_TIME } from "./record-told.ts";
import { flowLines } from "./flows.ts";
import { rsiCandidates } from "./indicators.ts";
import { mainLine } from "./prices.ts";
import { printedRecord } from "./printed-records.ts";
import { quantitiesIn, within, type Sentence } from "./sentence.ts";
import type { TimeMark } from "./times.ts";
import type { TimeUnit } from "./words.ts";
import { before, momentsOf } from "./timeline.ts";

/** Values by period that a record is told of. */
interface Track {
  readonly line: Line;
  valueAt(at: number): number;
}

/** "8.6% below its January 21 record close": the day of a mark from which something is counted, on which it has to have been a record. */
function markOf(
  { start, block: { text } }: Sentence,
  { start: at, time }: RecordMark,
): TimeMark | undefined {
  if (time?.kind !== "day" || time.end > at) return undefined;
  const before = text.slice(start, time.start);
  return /\b(?:below|above|under|from|to|past)\s+(?:its|their|the)\s+$/i.test(before)
    ? time
    : undefined;
}

/** "its highest close since February 20", "the largest inflow in a month", "a record": each held to what came before. */
export function recordClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const told = new Set<number>();
  return recordsIn(sentence, sentence).flatMap((record): Judged[] => {
    const printed = printedRecord(reader, record, sentence, almanac);
    if (printed) return [printed];
    const isRecord = OF_ALL_TIME.test(
      sentence.block.text.slice(
        Math.max(sentence.start, record.start - 12),
        Math.max(record.end + 14, record.time?.start ?? 0),
      ),
    );
    if (
      !isTold(sentence, record, isRecord) ||
      (!isRecord && /^record$/i.test(sentence.block.text.slice(record.start, record.end)))
    )
      return [];
    if (within(sentence, "strange", sentence).length > 0) return [unheld(reader, record, sentence)];
    const end = record.time && record.time.kind !== "day" ? record.time.end : record.end;
    if (told.has(end)) return [];
    told.add(end);
    const level = levelOf(reader, { start: record.start, end });
    const mark = markOf(sentence, record);
    const claim = {
      ...reader.at({ start: record.start, end }),
      ...(level ? { days: level.days, isDayNamed: level.isDayNamed } : {}),
      ...(mark ? { days: [mark], isDayNamed: true } : {}),
    };
    const stated = mark ? { ...record, time: undefined } : record;
    const named = ownerBehind(sentence, record);
    const [whose] = named ? [named] : claim.whose;
    const stretch = { start: record.start - 24, end };
    if (
      !whose ||
      within(sentence, "strange", claim.clause).length > 0 ||
      within(sentence, "unreal", { start: claim.clause.start, end: record.start }).length > 0
    )
      return [];
    const tracks = tracksFor({ ...claim, whose: [whose] }, stated, stretch, almanac);
    const results = tracks.flatMap((track) =>
      momentsOf({ ...claim, windows: [] }, track.line, almanac).flatMap(({ at, isSoft }) =>
        isSoft ? [] : [{ track, at, ...sinceWhen(track, at, stated, isRecord) }],
      ),
    );
    const [first] = results;
    if (!first) return [];
    const held = results.find(({ isTrue }) => isTrue);
    const { track, at, since } = held ?? first;
    const candidate = candidateOf(track.line, at, {
      statistic: record.which,
      value: track.valueAt(at),
    });
    return [
      {
        block: sentence.block,
        figure: claim.figure,
        claim,
        verdict: held ? "right" : "wrong",
        candidate,
        ...(since === undefined ? {} : { since }),
      },
    ];
  });
}

/** The figure that prints the record: its day is the record's. */
function levelOf({ claims }: ClaimReader, { end }: Span): Claim | undefined {
  return claims.find(
    ({ figure, sentence }) =>
      figure.start > end &&
      /^(?:\s+(?:high|low|close))?\s+of\s+$/i.test(sentence.block.text.slice(end, figure.start)),
  );
}

/** "the largest daily gain for Bitcoin since August 23": whose it is stands between the record and its time. */
function ownerBehind(
  { mentions, block: { text } }: Sentence,
  { end, time }: RecordMark,
): Claim["whose"][number] | undefined {
  const last = time?.start ?? end;
  return mentions.find(
    ({ start, end: to }) =>
      start >= end &&
      to <= last &&
      /\b(?:for|of|in)\s+(?:the\s+)?$/i.test(text.slice(end, start)) &&
      /^\s*$/.test(text.slice(to, last)),
  );
}

/** A record of something that is not stored: for a person to read. */
function unheld(reader: ClaimReader, record: RecordMark, sentence: Sentence): Judged {
  const claim = reader.at({ start: record.start, end: record.time?.end ?? record.end });
  return { block: sentence.block, figure: claim.figure, claim, verdict: "unknown" };
}

function tracksFor(
  claim: Claim,
  record: RecordMark,
  stretch: { start: number; end: number },
  almanac: Almanac,
): Track[] {
  const { sentence } = claim;
  if (
    claim.windows.some(
      (window) =>
        window.kind === "window" &&
        window !== record.time &&
        window.count > 1 &&
        window.start >= claim.clause.start &&
        window.end <= record.start,
    )
  )
    return [];
  const whose = claim.whose[0]!;
  const near = sentence.block.text.slice(
    Math.max(sentence.start, stretch.start),
    Math.min(sentence.end, stretch.end + 20),
  );
  const quantities = quantitiesIn(sentence, {
    start: claim.clause.start,
    end: Math.min(claim.clause.end, record.end + 24),
  }).map(({ quantity }) => quantity);
  const sized =
    /\b(?:largest|biggest|best|worst|strongest|weakest|smallest|steepest|sharpest)\b/i.test(near);
  if (quantities.includes("flow") || quantities.includes("exchangeFlow") || whose.isFund) {
    const told = /(in|out)flow/i.test(near)
      ? near
      : (sentence.block.text
          .slice(claim.clause.start, record.start)
          .match(/\b(?:in|out)flows?\b/gi)
          ?.at(-1) ?? near);
    const isOut = /outflow|redempt|withdraw|out of|lost|bled/i.test(told);
    return flowLines(claim, whose, almanac).map((line) => ({
      line,
      valueAt: (at) => (sized && isOut ? -1 : 1) * line.values[at]!,
    }));
  }
  const main = mainLine(almanac, whose);
  if (!main) return [];
  if (quantities.includes("rsi")) {
    return [
      {
        line: main,
        valueAt: (at) =>
          rsiCandidates({ ...claim, days: [], windows: [] }, { ...main, last: at }, almanac)[0]
            ?.value ?? Number.NaN,
      },
    ];
  }
  if (quantities.includes("volume")) {
    const line = almanac.line(whose.subject, "volume");
    return line ? [plain(line)] : [];
  }
  if (
    quantities.some((each) =>
      ["correlation", "beta", "volatility", "average", "spread", "marketCap"].includes(each),
    )
  )
    return [];
  if (sized) {
    const isDown = /\b(?:loss|losses|drop|fall|decline|slide|plunge|sell-?off|slump)\b/i.test(near);
    const own = sentence.block.text.slice(record.start, record.time?.start ?? stretch.end + 20);
    if (
      !/\b(?:gain|rise|advance|jump|day|session|move|rally|loss|losses|drop|fall|decline|slide|plunge|close|closes)\b/i.test(
        near,
      ) ||
      /\b(?:week|month|stretch|quarter|run)\b/i.test(own)
    )
      return [];
    if (
      /\bcloses?\b/i.test(
        sentence.block.text.slice(record.start, record.time?.start ?? record.end + 12),
      )
    )
      return [plain(main)];
    const sign = isDown ? -1 : 1;
    const change = differenceOf(main.series);
    const changeAt = (at: number): number =>
      change(main.values[at - 1]!, main.values[at]!) ?? Number.NaN;
    return [{ line: main, valueAt: (at) => sign * changeAt(at) }];
  }
  const range =
    main.quantity === "close"
      ? almanac.line(whose.subject, record.which === "highest" ? "high" : "low")
      : undefined;
  if (/\bclos/i.test(near) || !range) return [plain(main)];
  const word = sentence.block.text.slice(record.start, record.end);
  return /\bprice\b/i.test(word) ? [plain(range)] : [plain(main), plain(range)];
}

function plain(line: Line): Track {
  return { line, valueAt: (at) => line.values[at]! };
}

/** Periods that a stretch has at the least where a record is told of it: a month is no month to date. */
function leastOf({ series: { calendar } }: Line, unit: TimeUnit): number {
  const isDaily = calendar.period === "day";
  return unit === "month" ? (isDaily ? 28 : 19) : unit === "week" ? (isDaily ? 7 : 4) : 0;
}

/** Whether the value at a period is the most of all since then, and since when it is. */
export function sinceWhen(
  { line, valueAt }: Track,
  at: number,
  { which, time }: RecordMark,
  isRecord: boolean,
): { isTrue: boolean; since: Day | undefined } {
  const sign = which === "highest" ? 1 : -1;
  const mark = sign * valueAt(at);
  let last = at - 1;
  while (last >= 0 && !(sign * valueAt(last) >= mark)) last--;
  const since = last < 0 ? undefined : line.days[last];
  if (!Number.isFinite(mark)) return { isTrue: true, since };
  if (time?.kind === "since") {
    const named = line.at(time.day);
    if (time.until !== undefined && last >= named && last <= line.at(time.until))
      return { isTrue: true, since };
    return {
      isTrue:
        last === named ||
        (last < 0 && named < 0) ||
        (last < named && named >= 0 && line.days[named] !== time.day),
      since,
    };
  }
  if (time?.kind === "window" && !isRecord) {
    const starts = before(line, at, time.count, time.unit).filter(
      (start) => at - start >= leastOf(line, time.unit) * time.count,
    );
    return { isTrue: starts.length === 0 || starts.some((start) => last <= start), since };
  }
  if (time?.kind === "span" && !isRecord) return { isTrue: last < line.at(time.from), since };
  return { isTrue: last < 0, since };
}
