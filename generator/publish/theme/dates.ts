import { memoize } from "../../base/memo.ts";
import { startOfDay, type Day } from "../../base/day.ts";

const STYLES = {
  /** "Thursday, May 8, 2025" */
  full: { dateStyle: "full" },
  /** "May 8, 2025" */
  long: { dateStyle: "long" },
  /** "May 2025" */
  month: { month: "long", year: "numeric" },
  /** "Thu, May 8" */
  short: { weekday: "short", month: "short", day: "numeric" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, (day: Day) => string>();

/** A date in the words of a language. */
export function dateWords(day: Day, style: keyof typeof STYLES, language: string): string {
  const key = `${language} ${style}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatters.set(key, (formatter = remembering(style, language)));
  }
  return formatter(day);
}

/** Formatting costs tens of microseconds, and the pages of a site name the same days over and over. */
function remembering(style: keyof typeof STYLES, language: string): (day: Day) => string {
  const format = new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone: "UTC" });
  return memoize((day: Day) => format.format(startOfDay(day)));
}
