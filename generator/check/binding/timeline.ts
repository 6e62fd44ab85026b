import { addDays, isDay, weekday, yearsBefore, type Day } from "../../base/day.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Claim } from "./claim.ts";
import type { TimeMark } from "./times.ts";
import type { TimeUnit } from "./words.ts";

/** A period of a series that a claim may be of. */
export interface Moment {
  readonly at: number;
  /** The text names a day of which nothing is known yet: the newest value may serve, and refutes nothing. */
  readonly isSoft: boolean;
}

/** Where a change may begin, and of how many periods it then is. */
export interface Base {
  readonly from: number;
  readonly to: number;
}

/** The periods that a claim may be of, the likeliest first. */
export function momentsOf(claim: Claim, line: Line, { today }: Almanac): Moment[] {
  const newest: Moment = { at: line.last, isSoft: false };
  const day = claim.days.find(({ kind }) => kind === "day");
  const start = day ? momentOn(day, line, today) : newest;
  if (UNTOLD.test(claim.lead) || /^\s+together\b/i.test(claim.tail))
    return [{ ...start, isSoft: true }];
  const back = claim.days.find(({ kind }) => kind === "back");
  const span = claim.windows.find(({ kind }) => kind === "span");
  if (
    back?.kind === "back" &&
    (tellsOfLevel(claim) ||
      /\banother\s+(?:of\s+)?$/i.test(claim.lead) ||
      (line.series.unit === "percent" && claim.figure.unit === "percent"))
  ) {
    const isAgo = /\bago$/i.test(claim.sentence.block.text.slice(back.start, back.end));
    const ends = [
      start.at,
      ...(isAgo && back.unit === "day" ? [line.at(addDays(today, -back.count))] : []),
    ];
    const then = ends.flatMap((end, index) =>
      (index > 0 ? [end] : before(line, end, back.count, back.unit))
        .filter((at) => at >= 0)
        .map((at) => ({ at, isSoft: start.isSoft })),
    );
    const apart = back.start - claim.figure.end;
    if (apart >= 0) {
      if (
        apart <= claim.tail.length &&
        /^(?:,[^,;.\d]{1,30})?,?\s*(?:[\w'’]+\s){0,3}$/.test(claim.tail.slice(0, apart))
      )
        return then;
    } else if (back.start >= claim.clause.start)
      return back.start - claim.clause.start < 12 ? then : [...then, start];
  }
  if (span?.kind === "span" && !day && claim.isWindowNamed) {
    const at = line.at(span.to);
    if (at >= 0 && at < line.last) return [{ at, isSoft: false }];
  }
  if (!day) return [newest];
  return claim.isDayNamed ? [start] : [newest, start];
}

/** Times that no mark of time stands for: what they put a figure at is open. */
const UNTOLD =
  /\b(?:later|on which|weekend['’]?s?|between the (?:same|last|latest) (?:sessions|closes))\b[^.;]*$/i;

/** A figure that says where something stood, and not by how much it moved. */
function tellsOfLevel({ figure: { unit, named } }: Claim): boolean {
  return unit !== "percent" && named !== "basis points" && named !== "percentage points";
}

function momentOn(mark: TimeMark, line: Line, today: Day): Moment {
  if (mark.kind !== "day") return { at: line.last, isSoft: false };
  const newest = line.days[line.last]!;
  if (mark.day <= newest) return { at: line.at(mark.day), isSoft: false };
  return { at: line.last, isSoft: line.series.calendar.isPeriod(mark.day) || mark.day > today };
}

/** Where the changes begin that a claim may tell of, given where they end; the likeliest first. */
export function basesOf(claim: Claim, line: Line, to: number): Base[] {
  const named = claim.windows.flatMap((window) => basesFor(window, line, to));
  const usual = { from: to - 1, to };
  const bases = claim.isWindowNamed ? named : [usual, ...named];
  return bases.filter(({ from, to: end }) => from >= 0 && from < end && end <= line.last);
}

export function basesFor(window: TimeMark, line: Line, to: number): Base[] {
  switch (window.kind) {
    case "since":
      return [window.day, window.until ?? window.day].map((day) => ({ from: line.at(day), to }));
    case "span": {
      const end = Math.min(to, line.at(window.to));
      return end < 0 ? [] : [{ from: line.at(addDays(window.from, -1)), to: end }];
    }
    case "window":
    case "back":
      return before(line, to, window.count, window.unit).map((from) => ({ from, to }));
    case "day":
      return [{ from: line.at(window.day) - 1, to: line.at(window.day) }];
  }
}

/** The periods so long before another, none before what lies before the data: as calendars count, and as the series counts its own periods. */
export function before(line: Line, at: number, count: number, unit: TimeUnit): number[] {
  const day = line.days[at];
  if (day === undefined) return [];
  const isDaily = line.series.calendar.period === "day";
  const on = (wanted: Day): number => line.at(wanted);
  const found = (() => {
    switch (unit) {
      case "minute":
        return [];
      case "hour":
        return count % 24 === 0 ? [at - count / 24] : [];
      case "day":
        return isDaily || count === 1 ? [at - count] : [at - count, on(addDays(day, -count))];
      case "session": {
        if (!isDaily) return [at - count];
        return [at - count, sessionsBefore(line, at, count)];
      }
      case "week":
        return [
          on(addDays(day, -7 * count)),
          ...(isDaily ? [] : [at - 5 * count]),
          on(addDays(day, -7 * (count - 1) - 1 - ((weekday(day) + 6) % 7))),
        ];
      case "month":
        return [
          on(monthsBefore(day, count)),
          ...(count === 1 ? [on(addDays(day, -Number(day.slice(8))))] : []),
          ...(isDaily ? [at - 30 * count] : [at - 21 * count, at - 20 * count, at - 22 * count]),
        ];
      case "quarter":
        return [on(monthsBefore(day, 3 * count)), at - (isDaily ? 90 : 63) * count];
      case "year":
        return [on(yearsBefore(day, count)), at - (isDaily ? 365 : 252) * count];
    }
  })();
  return [...new Set(found)].filter((each) => each >= 0);
}

function sessionsBefore(line: Line, at: number, count: number): number {
  let day = line.days[at]!;
  let left = count;
  while (left > 0) {
    day = addDays(day, -1);
    if (weekday(day) % 6 !== 0) left--;
  }
  return line.at(day);
}

function monthsBefore(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count;
  const head = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  for (let number = Number(day.slice(8)); ; number--) {
    const wanted = `${head}-${String(number).padStart(2, "0")}`;
    if (isDay(wanted)) return wanted;
  }
}
