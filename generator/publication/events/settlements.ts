import { addDays, type Day } from "../../base/day.ts";
import type { Calendar } from "../calendars/calendar.ts";
import { ruleOf } from "../calendars/rules.ts";

/** Settlement dates of short interest: the session on or before the 15th and the last session of each month (FINRA Rule 4560). */
export function settlementDates(calendar: Calendar, from: Day, to: Day): Day[] {
  const onOrBefore = (day: Day): Day => (calendar.isPeriod(day) ? day : calendar.previous(day));
  const dates: Day[] = [];
  for (
    let month = from.slice(0, 7);
    month <= to.slice(0, 7);
    month = addDays(`${month}-28`, 4).slice(0, 7)
  ) {
    const nextMonth = addDays(`${month}-28`, 4).slice(0, 7);
    dates.push(onOrBefore(`${month}-15`), onOrBefore(addDays(`${nextMonth}-01`, -1)));
  }
  return dates.filter((day) => day >= from && day <= to);
}

/** Days on which banks alone are closed: US exchanges trade, and nothing settles. */
const BANK_HOLIDAYS = ["second monday of october", "11-11"] as const;

/** The day that many business days after another: sessions of the calendar on which US banks are open too. */
export function businessDaysAfter(calendar: Calendar, day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (calendar.isPeriod(at) && !isBankHoliday(at)) left--;
  }
  return at;
}

function isBankHoliday(day: Day): boolean {
  return BANK_HOLIDAYS.some((rule) => ruleOf(rule)!(Number(day.slice(0, 4))) === day);
}
