import { weakMemoize } from "../../base/memo.ts";
import { daysFrom, type Day } from "../../base/day.ts";
import type { Calendar } from "./calendar.ts";
import { numberedDays } from "./numbered-days.ts";

/** What is asked of the periods that two calendars share. */
export type SharedPeriods = Pick<Calendar, "covers" | "periodsBetween">;

/** The days that are periods of both: of a daily calendar and another those of the other. */
export function sharedPeriods(one: Calendar, other: Calendar): SharedPeriods {
  if (one === other || other.period === "day") return one;
  if (one.period === "day") return other;
  return sharedWith(one)(other);
}

const sharedWith = weakMemoize((one: Calendar) =>
  weakMemoize((other: Calendar) => listed(one, other)),
);

function listed(one: Calendar, other: Calendar): SharedPeriods {
  const both = [one, other];
  const first = both.map(({ known }) => known?.from ?? "1900-01-01").toSorted()[1]!;
  const covers = (day: Day): boolean => day >= first && both.every((each) => each.covers(day));
  const days = numberedDays(first, (year) =>
    daysFrom(`${year}-01-01`, `${year}-12-31`).filter(
      (day) => covers(day) && both.every((each) => each.isPeriod(day)),
    ),
  );
  return {
    covers,
    periodsBetween: (from, to) =>
      (days.ordinal(to) ?? Number.NaN) - (days.ordinal(from) ?? Number.NaN),
  };
}
