import type { RecordMark } from "./record-marks.ts";
import { OF_FALL } from "./fall-low.ts";
import type { Sentence } from "./sentence.ts";
import type { TimeMark } from "./times.ts";

/** Of all that is known, and no habit: "by its own record". */
export const OF_ALL_TIME =
  /\ball[- ]time\b|\bon record\b|\bin history\b|\ba (?:new )?record\b|\brecord (?:high|low|close|inflow|outflow|daily)|\bever\b|\bin data back to\b/i;

/** A record of today is told: since when, in how long, or of all time; not the level of one ("its high of March 11"). */
export function isTold(
  { block: { text } }: Sentence,
  { start, end, time }: RecordMark,
  isRecord: boolean,
): boolean {
  if (/^\s+and\s+(?:the\s+|its\s+)?(?:lowest|highest)\b/i.test(text.slice(end))) return false;
  if (/\b(?:lowest|highest)\s+and\s+(?:the\s+|its\s+)?$/i.test(text.slice(0, start))) return false;
  if (
    time?.kind === "window" &&
    /\d,\s(?:the|its)\s$/i.test(text.slice(0, start)) &&
    /^\s*(?:\w+\s)?of\s/i.test(text.slice(end))
  )
    return false;
  if (OF_FALL.test(text.slice(end))) return false;
  if (isAhead(text, start, end, time, isRecord)) return true;
  if (
    /\b(?:below|above|under|from|off|against|than|of|to|between|near|at|toward|towards|within|beneath|after|following|despite)\s+(?:its|the|their|a|an)?\s*(?:\w+\s)?$/i.test(
      text.slice(0, start),
    ) &&
    !/\b(?:at|to)\s+(?:its|the|their|a)\s+$/i.test(text.slice(0, start))
  )
    return false;
  if (
    /^\s*(?:of|on|at|:)\s/i.test(text.slice(end)) &&
    !/^\s*(?:of|on)\s+record/i.test(text.slice(end))
  )
    return false;
  if (isRecord && /\brecords? (?:of|for|that)\b/i.test(text.slice(start - 10, end + 6)))
    return false;
  return (
    isRecord ||
    time?.kind === "since" ||
    (time?.kind === "window" &&
      /\b(?:in|for|of)\s+(?:the\s+)?(?:past\s+|last\s+|over\s+|at least\s+|more than\s+)?$/i.test(
        text.slice(end, time.start),
      ))
  );
}

/** "a 30-day closing high", "at a record high of $97,509": the level beside it is the record itself. */
function isAhead(
  text: string,
  start: number,
  end: number,
  time: TimeMark | undefined,
  isRecord: boolean,
): boolean {
  const from = time?.kind === "window" && time.end <= start ? time.start : start;
  const article = /^an?\s+/i.exec(text.slice(start, end))?.[0].length ?? 0;
  const isNew = /(?:^|[.:]\s|\b(?:at|to|for|hit|set|reached|was|is)\s+)an?\s+(?:new\s+)?$/i.test(
    text.slice(0, from + article),
  );
  const isLevel = isRecord && /^(?:\s+(?:high|low|close))?\s+of\s+[$\d]/.test(text.slice(end));
  return isNew && (from < start || isLevel);
}
