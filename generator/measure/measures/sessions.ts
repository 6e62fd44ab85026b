import { addDays, dayOf, daysBetween, weekday, type Day } from "../../base/day.ts";
import { begunBy, type Calendar } from "../../publication/calendars/calendar.ts";
import { date, fixed, found, type Measure } from "../definition.ts";
import { lacking, single } from "../reading.ts";

/**
 * Where the edition stands in the calendar of the series, which is known years ahead: whether the UTC day of the cut-off and the
 * day after it are holidays (weekdays without a period) or half days (1 or 0), whether the last period that had begun was a half day, that day after, the first period after the newest value that
 * is not before the day of the cut-off, the last one that had begun by the cut-off, the day of the newest value, and the days since the last
 * one began. Values that are late
 * change nothing about whether there was a session.
 */
export const sessions: Measure = {
  method: "sessions",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [
    fixed("holidayToday", "count", 0),
    fixed("holidayTomorrow", "count", 0),
    fixed("halfDayToday", "count", 0),
    fixed("halfDayTomorrow", "count", 0),
    fixed("halfDayBefore", "count", 0),
    date("tomorrow"),
    date("nextSession"),
    date("lastSession"),
    date("valueDay"),
    fixed("sinceSession", "days", 0),
  ],
  compute({ history, calendar, last }, { instant }) {
    const today = dayOf(instant);
    const tomorrow = addDays(today, 1);
    const begun = begunBy(calendar, instant);
    if (!calendar.covers(today) || !calendar.covers(tomorrow)) return lacking("undefined");
    return found(
      {
        holidayToday: Number(isHoliday(calendar, today)),
        holidayTomorrow: Number(isHoliday(calendar, tomorrow)),
        halfDayToday: Number(calendar.isHalfDay(today)),
        halfDayTomorrow: Number(calendar.isHalfDay(tomorrow)),
        halfDayBefore: Number(calendar.isHalfDay(begun)),
        tomorrow,
        nextSession: nextFrom(calendar, today, history.days[last]!),
        lastSession: begun,
        valueDay: history.days[last]!,
        sinceSession: daysBetween(begun, today),
      },
      single(history, last),
    );
  },
};

function isHoliday(calendar: Calendar, day: Day): boolean {
  return weekday(day) % 6 !== 0 && !calendar.isPeriod(day);
}

function nextFrom(calendar: Calendar, today: Day, newest: Day): Day {
  return calendar.isPeriod(today) && newest < today ? today : calendar.next(today);
}
