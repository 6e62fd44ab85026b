import { addDays, daysBetween, type Day } from "../../base/day.ts";
import { fill } from "../../base/text.ts";
import type { MarkedFigure } from "../print/recorder.ts";
import type { Writing } from "./writing.ts";

/** Within so many days a weekday says which day is meant. */
const DAYS_A_WEEK = 7;

/** What prices and levels are measured as; a flow, a release or a record says its own day or period. */
const PRICED: ReadonlySet<string> = new Set(["close", "level", "index"]);

/**
 * A marked headline that says of which day its prices are, behind the first of them, where that is earlier than the day before the
 * edition: a reader takes a headline for the newest session's, and what comes out late may have turned since. One that names the weekday
 * in words of its own is left as it is.
 */
export function withDay(headline: string, { recorder, drafter }: Writing): string {
  const { edition, language } = drafter;
  const newest = addDays(edition.day, -1);
  const early = recorder.marksIn(headline).filter((each) => (dayOf(each) ?? newest) < newest);
  const told = early.find(({ draft }) => draft.ref.endsWith(".last")) ?? early[0];
  if (!told) return headline;
  const day = dayOf(told)!;
  if (recorder.headOf(headline, "title").includes(language.weekday(day))) return headline;
  const said =
    daysBetween(day, edition.day) < DAYS_A_WEEK
      ? language.onWeekday(day)
      : fill(language.days.date, { date: recorder.mark(drafter.ownDayOf(told.draft)) });
  return (
    headline.slice(0, told.end) + fill(language.days.on, { day: said }) + headline.slice(told.end)
  );
}

/** The day of a price as a headline prints it; nothing for a date, a record and whatever is no price. */
function dayOf({ draft: { origin, ref, unit, day } }: MarkedFigure): Day | undefined {
  const [, quantity = ""] = ref.split(".");
  const isPrice = origin === "signal" && unit !== "date" && PRICED.has(quantity);
  return isPrice ? day : undefined;
}
