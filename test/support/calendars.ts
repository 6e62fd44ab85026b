import { resolved } from "../../generator/publication/load-catalogue.ts";
import { QUANTITIES } from "../../generator/publication/quantities.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { CALENDARS } from "../../generator/publication/calendars/built-in.ts";
import { calendarOf, type Calendar } from "../../generator/publication/calendars/calendar.ts";
import {
  seriesSchema,
  type Series,
  type SeriesDeclaration,
} from "../../generator/publication/catalogue.ts";

/** The built-in calendar of that name. */
export function calendarNamed(name: string): Calendar {
  return calendarOf(name, CALENDARS.get(name)!);
}

/** All built-in calendars, as a catalogue holds them. */
export const calendars: ReadonlyMap<string, Calendar> = new Map(
  [...CALENDARS.keys()].map((name) => [name, calendarNamed(name)]),
);

/** A series as a catalogue holds it, of what may stand in `bellwether.yaml`. */
export function declaredSeries(written: object): Series {
  const declared: SeriesDeclaration = seriesSchema.parse(written);
  return resolved({ ...declared, calendar: calendarNamed(declared.calendar) }, QUANTITIES, UNITS);
}
