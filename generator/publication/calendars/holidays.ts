import { addDays, weekday, type Day } from "../../base/day.ts";
import type { Holiday, SessionsEntry } from "./entry.ts";
import { ruleOf, type DayRule } from "./rules.ts";

/** What is not as usual in a year. */
interface Unusual {
  /** Closures with the names of their holidays; empty where a rule names none. */
  readonly closed: ReadonlyMap<Day, string>;
  /** Early closes, as times of the calendar's zone. */
  readonly early: ReadonlyMap<Day, string>;
}

/**
 * The holidays of each year by the rules, and the exceptions laid over them: asked for by year, and kept. A day may lie in the
 * year beside.
 */
export function unusualDays(entry: SessionsEntry): (year: number) => Unusual {
  const rules = entry.holidays.map((holiday) => ({ ...holiday, dayIn: ruleOf(holiday.on)! }));
  const years = new Map<number, Unusual>();
  return (year) => {
    let found = years.get(year);
    if (found === undefined) years.set(year, (found = unusualIn(year, entry, rules)));
    return found;
  };
}

function unusualIn(
  year: number,
  entry: SessionsEntry,
  rules: readonly (Holiday & { readonly dayIn: DayRule })[],
): Unusual {
  const due = rules.filter(({ from = year, until = year }) => from <= year && year <= until);
  const dated = due.map((rule) => ({ ...rule, day: rule.dayIn(year) }));
  const closed = new Map(dated.filter(({ close }) => !close).map(({ day, name }) => [day, name]));
  const early = new Map<Day, string>();
  if (entry.bridges) for (const day of bridgesOf(closed)) closed.set(day, "");
  for (const { day, name, observed, close } of dated) {
    const kept = observedOn(day, observed, closed);
    if (close) early.set(kept, close);
    else closed.set(kept, name);
  }
  for (const day of entry.closed) closed.set(day, closed.get(day) ?? "");
  for (const day of entry.open) closed.delete(day);
  for (const [day, close] of Object.entries(entry.early)) early.set(day, close);
  return { closed, early };
}

function bridgesOf(closed: ReadonlyMap<Day, string>): Day[] {
  return [...closed.keys()]
    .filter((day) => closed.has(addDays(day, 2)))
    .map((day) => addDays(day, 1));
}

function isWeekend(day: Day): boolean {
  return weekday(day) % 6 === 0;
}

function observedOn(day: Day, way: Holiday["observed"], closed: ReadonlyMap<Day, string>): Day {
  if (way === undefined || !isWeekend(day)) return day;
  const isSunday = weekday(day) === 0;
  if (way === "nearest") return addDays(day, isSunday ? 1 : -1);
  if (way === "before") return addDays(day, isSunday ? -2 : -1);
  if (way === "sunday" && !isSunday) return day;
  let next = day;
  while (isWeekend(next) || closed.has(next)) next = addDays(next, 1);
  return next;
}
