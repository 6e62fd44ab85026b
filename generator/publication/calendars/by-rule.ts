import { addDays, type Day } from "../../base/day.ts";
import type { Catalogue } from "../catalogue.ts";

/** So early it is said that the table of a calendar ends. */
const AHEAD_DAYS = 30;

/** A sentence for each calendar in use whose exceptions are not known for the days to come: they go by its rules alone. */
export function calendarNotes({ series }: Catalogue, today: Day): string[] {
  const used = new Set([...series.values()].map(({ calendar }) => calendar));
  return [...used].flatMap(({ name, title, known }) =>
    known !== undefined && known.to < addDays(today, AHEAD_DAYS)
      ? `The calendar ${name} knows the closures of ${title} up to ${known.to}; later sessions are by rule. Add what is published since under "calendars:" in bellwether.yaml.`
      : [],
  );
}
