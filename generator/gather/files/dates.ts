import { isDay, startOfDay, dayOf, type Day } from "../../base/day.ts";

/** A way in which a file writes its dates. */
export interface DateStyle {
  /** As `--dates` names it. */
  readonly id: string;
  /** As a person names it. */
  readonly title: string;
  /** Undefined for what is no date in this style. */
  read(cell: string): Day | undefined;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A time of day behind the date; it changes nothing: the date is the one that is written. */
const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp][Mm])?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;

function written(id: string, title: string, pattern: string, order: "YMD" | "DMY" | "MDY") {
  const whole = new RegExp(`^${pattern}${TIME}$`, "i");
  const at = [...order];
  return {
    id,
    title,
    read(cell: string): Day | undefined {
      const parts = whole.exec(cell.trim())?.slice(1);
      if (parts === undefined) return undefined;
      const part = (letter: string): string => parts[at.indexOf(letter)] ?? "";
      return dayFrom(part("Y"), part("M"), part("D"));
    },
  };
}

function dayFrom(year: string, month: string, day: string): Day | undefined {
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const text = `${year}-${String(named || month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(text) ? text : undefined;
}

/** Seconds or milliseconds since 1970, as programs write an instant: its day in UTC. */
const epoch: DateStyle = {
  id: "epoch",
  title: "seconds since 1970, by the UTC day",
  read(cell) {
    if (!/^\d{9,10}$|^\d{12,13}$/.test(cell.trim())) return undefined;
    const value = Number(cell);
    return dayOf(cell.trim().length > 10 ? value : value * 1000);
  },
};

const NAME = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";

/** Every style that is understood. Two can fit one file (03/04/2025): then a person is asked. */
export const DATE_STYLES: readonly DateStyle[] = [
  written("YMD", "year, month, day", String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`, "YMD"),
  written("YYYYMMDD", "year, month, day", String.raw`(\d{4})(\d{2})(\d{2})`, "YMD"),
  written("DMY", "day, month, year", String.raw`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})`, "DMY"),
  written("MDY", "month, day, year", String.raw`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})`, "MDY"),
  written(
    "named",
    "the month by name",
    String.raw`(\d{1,2})(?:st|nd|rd|th)?[- .]+${NAME}[- .,]+(\d{4})`,
    "DMY",
  ),
  written(
    "named",
    "the month by name",
    String.raw`${NAME}[- .]+(\d{1,2})(?:st|nd|rd|th)?[- .,]+(\d{4})`,
    "MDY",
  ),
  epoch,
];

/** The styles in which every one of these cells is a date. */
export function stylesOf(cells: readonly string[]): DateStyle[] {
  return DATE_STYLES.filter(({ read }) => cells.every((cell) => read(cell) !== undefined));
}

/** A day as a spreadsheet keeps it. */
export function dayOfCell(date: Date): string {
  const instant = date.getTime();
  const day = dayOf(instant);
  return startOfDay(day) === instant ? day : date.toISOString();
}
