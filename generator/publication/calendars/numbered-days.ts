import { dayNumber, type Day } from "../../base/day.ts";

/** Beyond it no rule is trusted: the equinoxes are known for this century. */
export const LAST_YEAR = 2099;
/** Years that are listed more than was asked for. */
const AHEAD = 4;

/** Days in order, each with its number: listed a stretch of years at a time, as far as anybody asks. */
export interface NumberedDays {
  /** Number of the last of them on or before the day; −1 before the first, undefined where nothing is known. */
  ordinal(day: Day): number | undefined;
  /** Undefined where nothing is known. */
  at(ordinal: number): Day | undefined;
}

/** @param listed the days of a year, ascending. */
export function numberedDays(first: Day, listed: (year: number) => readonly Day[]): NumberedDays {
  const start = dayNumber(first);
  const days: Day[] = [];
  let ordinals = new Int32Array(0);
  let reached = Number(first.slice(0, 4)) - 1;

  const reach = (wanted: number): void => {
    const year = Math.min(wanted + AHEAD, LAST_YEAR);
    const grown = new Int32Array(dayNumber(`${year}-12-31`) - start + 1);
    grown.set(ordinals);
    let at = ordinals.length;
    for (let each = reached + 1; each <= year; each++) {
      for (const day of listed(each)) {
        if (day < first) continue;
        grown.fill(days.length - 1, at, (at = dayNumber(day) - start));
        days.push(day);
      }
    }
    grown.fill(days.length - 1, at);
    ordinals = grown;
    reached = year;
  };

  return {
    ordinal(day) {
      const offset = dayNumber(day) - start;
      if (offset >= ordinals.length) {
        const year = Number(day.slice(0, 4));
        if (year > LAST_YEAR) return undefined;
        reach(year);
      }
      return ordinals[offset];
    },
    at(ordinal) {
      for (let year = reached; ordinal >= days.length && year < LAST_YEAR; year = reached)
        reach(year + 1);
      return days[ordinal];
    },
  };
}
