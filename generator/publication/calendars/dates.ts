import { Temporal } from "temporal-polyfill";
import {
  addDays,
  dayNumber,
  dayOf,
  startOfDay,
  weekday,
  WEEKDAYS,
  type Day,
  type Instant,
  DAY_MS,
  dayFromNumber,
} from "../../base/day.ts";
import type { Count } from "./count.ts";
import type { DatesEntry } from "./entry.ts";

interface Numbers {
  ordinal(day: Day): number;
  at(ordinal: number): Day;
  isPeriod(day: Day): boolean;
}

/** Counts days, weeks, months or quarters: every date has its place. */
export function countDates({ period, zone, weekEnds }: DatesEntry): Count {
  const numbers = numbersOf(period, weekEnds);
  const { ordinal, at, isPeriod } = numbers;
  return {
    ...numbers,
    span: "the first date to the last",
    covers: () => true,
    periodOf: (day) => (isPeriod(day) ? day : at(ordinal(day) + 1)),
    endOf: (day) => midnightAfter(day, zone),
    isHalfDay: () => false,
  };
}

function numbersOf(period: DatesEntry["period"], weekEnds: DatesEntry["weekEnds"]): Numbers {
  if (period === "day") {
    return { ordinal: dayNumber, at: (number) => dayFromNumber(number), isPeriod: () => true };
  }
  if (period === "week") {
    const last = WEEKDAYS.indexOf(weekEnds);
    const first = (last - weekday(dayOf(0)) + 7) % 7;
    return {
      ordinal: (day) => Math.floor((dayNumber(day) - first) / 7),
      at: (number) => dayFromNumber(number * 7 + first),
      isPeriod: (day) => weekday(day) === last,
    };
  }
  const months = period === "month" ? 1 : 3;
  const holding = (day: Day): number =>
    Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / months);
  const at = (number: number): Day => {
    const month = (number + 1) * months;
    const year = String(Math.floor(month / 12)).padStart(4, "0");
    return addDays(`${year}-${String((month % 12) + 1).padStart(2, "0")}-01`, -1);
  };
  const isPeriod = (day: Day): boolean => at(holding(day)) === day;
  return { ordinal: (day) => holding(day) - (isPeriod(day) ? 0 : 1), at, isPeriod };
}

function midnightAfter(day: Day, zone: string): Instant {
  const next = startOfDay(day) + DAY_MS;
  if (zone === "UTC") return next;
  return Temporal.PlainDate.from(dayOf(next)).toZonedDateTime(zone).epochMilliseconds;
}
