import { addDays, weekday, WEEKDAYS, type Day } from "../../base/day.ts";

/** The day of a year that a rule names. */
export type DayRule = (year: number) => Day;

const ORDER = ["first", "second", "third", "fourth", "fifth", "last"];
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

const DATE = "(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";
const WEEKDAY = `(${WEEKDAYS.join("|")})`;

/** The ways to name a day, each with what its pattern caught. */
const FORMS: readonly (readonly [RegExp, (...caught: readonly string[]) => DayRule])[] = [
  [new RegExp(`^${DATE}$`), (month, date) => (year) => dayIn(year, month!, date!)],
  [
    new RegExp(`^(${ORDER.join("|")}) ${WEEKDAY} of (${MONTHS.join("|")})$`),
    (nth, name, month) => (year) => nthOf(year, nth!, name!, MONTHS.indexOf(month!) + 1),
  ],
  [
    new RegExp(`^${WEEKDAY} (on or before|on or after|before|after) ${DATE}$`),
    (name, way, month, date) => (year) => beside(dayIn(year, month!, date!), name!, way!),
  ],
  [/^easter$/, () => easter],
  [/^vernal equinox in japan$/, () => (year) => equinox(year, 3, 20.8431)],
  [/^autumnal equinox in japan$/, () => (year) => equinox(year, 9, 23.2488)],
];

/**
 * Reads a rule such as `12-25`, `last monday of may`, `monday before 05-25`, `easter - 2` or `fourth thursday of november + 1`:
 * a day, and days after or before it. Undefined for anything else.
 */
export function ruleOf(text: string): DayRule | undefined {
  const [, named = "", sign, days] = /^(.*?)(?: ([+-]) (\d{1,3}))?$/.exec(text) ?? [];
  const shift = Number(days ?? 0) * (sign === "-" ? -1 : 1);
  for (const [pattern, make] of FORMS) {
    const caught = pattern.exec(named);
    if (!caught) continue;
    const rule = make(...caught.slice(1));
    return shift === 0 ? rule : (year) => addDays(rule(year), shift);
  }
  return undefined;
}

/** 02-29 of a year without it is 03-01. */
function dayIn(year: number, month: string, date: string): Day {
  return addDays(`${year}-${month}-01`, Number(date) - 1);
}

function nthOf(year: number, nth: string, name: string, month: number): Day {
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  if (nth !== "last") return addDays(beside(first, name, "on or after"), 7 * ORDER.indexOf(nth));
  const next = addDays(first, 31);
  return beside(`${next.slice(0, 7)}-01`, name, "before");
}

function beside(day: Day, name: string, way: string): Day {
  const step = way.endsWith("before") ? -1 : 1;
  let at = way.startsWith("on or") ? day : addDays(day, step);
  while (WEEKDAYS[weekday(at)] !== name) at = addDays(at, step);
  return at;
}

/** Easter Sunday of the Gregorian calendar: Meeus, Astronomical Algorithms, chapter 8. */
function easter(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const d = (19 * a + b - (b >> 2) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * (c >> 2) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return addDays(`${year}-0${Math.floor(f / 31)}-01`, f % 31);
}

/** The day in Japan on which an equinox falls, by the usual approximation, which holds from 1980 to 2099. */
function equinox(year: number, month: number, base: number): Day {
  const since = year - 1980;
  const date = Math.floor(base + 0.242194 * since) - Math.floor(since / 4);
  return `${year}-0${month}-${date}`;
}
