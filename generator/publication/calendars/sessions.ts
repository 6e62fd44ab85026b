import { Temporal } from "temporal-polyfill";
import { addDays, daysFrom, weekday, WEEKDAYS, type Day } from "../../base/day.ts";
import { memoize } from "../../base/memo.ts";
import type { Count } from "./count.ts";
import type { SessionsEntry } from "./entry.ts";
import { unusualDays } from "./holidays.ts";
import { LAST_YEAR, numberedDays } from "./numbered-days.ts";

/** Counts the sessions of an exchange: weekdays with trading hours, save for what its rules and exceptions say. */
export function countSessions(entry: SessionsEntry): Count {
  const { zone, known } = entry;
  const early = new Map<Day, string>();
  const unusual = unusualDays(entry);
  const days = numberedDays(known.from, (year) => {
    // A holiday of 1 January can be kept on 31 December, and the other way round.
    const near = [year - 1, year, year + 1].map(unusual);
    for (const each of near) for (const [day, close] of each.early) early.set(day, close);
    return daysFrom(`${year}-01-01`, `${year}-12-31`).filter(
      (day) => hoursOn(entry, day) && !near.some(({ closed }) => closed.has(day)),
    );
  });
  const last = `${LAST_YEAR}-12-31`;
  const timeAt = memoize((time: string) => Temporal.PlainTime.from(time));
  const opensBefore = entry.hours.some(({ open, close }) => open >= close);
  return {
    known,
    span: `${known.from} to ${last}`,
    covers: (day) => day >= known.from && day <= last,
    isPeriod(day) {
      const number = days.ordinal(day);
      return number !== undefined && days.at(number) === day;
    },
    periodOf: (day) => day,
    localDay: (day, time) =>
      opensBefore && time >= (hoursOn(entry, addDays(day, 1)) ?? entry.hours[0]!).open
        ? addDays(day, 1)
        : day,
    ordinal: days.ordinal,
    at: days.at,
    endOf: (day) =>
      Temporal.PlainDate.from(day).toZonedDateTime({
        timeZone: zone,
        plainTime: timeAt(early.get(day) ?? hoursOn(entry, day)!.close),
      }).epochMilliseconds,
    startOf: (day) => {
      const { open, close } = hoursOn(entry, day)!;
      return Temporal.PlainDate.from(open < close ? day : addDays(day, -1)).toZonedDateTime({
        timeZone: zone,
        plainTime: timeAt(open),
      }).epochMilliseconds;
    },
    isHalfDay: (day) => early.has(day),
    holidayOn(day) {
      const year = Number(day.slice(0, 4));
      const names = [year - 1, year, year + 1].map((each) => unusual(each).closed.get(day));
      return names.find((name) => name) || undefined;
    },
  };
}

function hoursOn({ hours }: SessionsEntry, day: Day): SessionsEntry["hours"][number] | undefined {
  const name = WEEKDAYS[weekday(day)]!;
  return hours.findLast(({ days, from = "" }) => from <= day && days.includes(name));
}
