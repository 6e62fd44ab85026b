import type { CalendarEntry, DatesEntry } from "./entry.ts";
import { FX, XNYM } from "./round-the-clock.ts";
import { US_BONDS } from "./us-bonds.ts";
import { XETR } from "./xetr.ts";
import { XLON } from "./xlon.ts";
import { XNYS } from "./xnys.ts";
import { XTKS } from "./xtks.ts";

function dates(period: DatesEntry["period"], perYear: number, title: string): DatesEntry {
  return Object.freeze({ title, period, perYear, zone: "UTC", weekEnds: "friday" });
}

/** The calendars that come with the program, by name: exchanges by their market identifier codes (ISO 10383). */
export const CALENDARS: ReadonlyMap<string, CalendarEntry> = new Map<string, CalendarEntry>(
  Object.entries({
    "24/7": dates("day", 365, "the days of UTC"),
    weekly: dates("week", 52, "the weeks that end on a Friday"),
    monthly: dates("month", 12, "the months"),
    quarterly: dates("quarter", 4, "the quarters"),
    XNYS,
    XLON,
    XETR,
    XTKS,
    XNYM,
    FX,
    "US-BONDS": US_BONDS,
  }),
);
