import { z } from "zod";
import { addDays, DAY_MS, weekday, WEEKDAYS } from "../../base/day.ts";
import type { Bound, BoundNames } from "../../narrate/bindable/bindable.ts";
import type { Edition } from "../../narrate/edition.ts";
import type { Finding } from "../../narrate/narrate.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { AsOfView } from "../../store/asof.ts";
import { hasNewPeriod } from "../../store/view.ts";
import { endedBy } from "../../publication/calendars/calendar.ts";
import { outAt } from "../../publication/events/event.ts";

const text = z.string().trim().min(1);

/**
 * When a story runs: in every edition, in those of a weekday, in the one after a month's last day, in the one after each session of a calendar or each
 * event of a sort, or where something that it is about has a value that the edition before had not: its price or level, or a quantity of it.
 */
export const occasionSchema = z.union([
  z.enum(["daily", "month-end"]),
  z.strictObject({ weekday: z.enum(WEEKDAYS) }),
  z.strictObject({ sessions: text }),
  z.strictObject({ on: text }),
  z.strictObject({
    new: text.regex(
      /^\w+(?:\.\w+)?$/,
      "expected a name of `for:`, or its quantity as in stock.volume",
    ),
  }),
]);

export type Occasion = z.infer<typeof occasionSchema>;

/** Whether a story is due in an edition, whatever it is about. */
export function isDue(occasion: Occasion, { day, view }: Edition): boolean {
  if (occasion === "daily") return true;
  if (occasion === "month-end") return day.endsWith("-01");
  if ("weekday" in occasion) return WEEKDAYS[weekday(day)] === occasion.weekday;
  const since = view.instant - DAY_MS;
  if ("sessions" in occasion) {
    const calendar = view.catalogue.calendars.get(occasion.sessions)!;
    return calendar.endOf(endedBy(calendar, view.instant)) > since;
  }
  if ("on" in occasion)
    return view.events().some((event) => {
      const out = outAt(event);
      return event.kind === occasion.on && out > since && out <= view.instant;
    });
  return true;
}

/** Whether what one article is about has the news that its story waits for: a period that the edition before had not. */
export function hasNews(occasion: Occasion, bound: BoundNames, { view }: Edition): boolean {
  if (typeof occasion === "string" || !("new" in occasion)) return true;
  const [name = "", quantity] = occasion.new.split(".");
  const quantities = quantity === undefined ? NEWEST : [quantity];
  return seriesIn(view, bound.get(name), quantities).some((id) => hasNewPeriod(view, id));
}

/** Whether what a finding is about first of all has a price or level that the edition before had not, or neither of them ever. */
export function isFresh({ bound }: Finding, view: AsOfView): boolean {
  const measured = seriesIn(view, bound.values().next().value, NEWEST);
  return measured.length === 0 || measured.some((id) => hasNewPeriod(view, id));
}

/** Whether the newest price or level of what a finding is about first of all is of an earlier day than the one before the edition. */
export function isEarlier(
  { bound }: Finding,
  { day, view }: Pick<Edition, "day" | "view">,
): boolean {
  const [first, ...others] = seriesIn(view, bound.values().next().value, [...NEWEST, "index"]);
  if (first === undefined) return false;
  const newest = addDays(day, -1);
  return [first, ...others].every((id) => (view.history(id).days.at(-1) ?? newest) < newest);
}

/** The declared series of some quantities of what a name is bound to. */
function seriesIn(
  { catalogue }: AsOfView,
  bound: Bound | undefined,
  quantities: readonly string[],
): string[] {
  return quantities
    .flatMap((each) => bound?.seriesOf(each) ?? [])
    .filter((id) => catalogue.series.has(id));
}

/** What is measured of a subject first of all. */
const NEWEST = ["close", "level"];

/** When a story runs, in words. */
export function saidOf(occasion: Occasion): string {
  if (typeof occasion === "string") return occasion;
  const [[when = "", what = ""] = []] = Object.entries(occasion);
  return `${when} ${what}`;
}

/** A name that there is not, and those that there are. */
interface Unknown {
  readonly name: string;
  readonly known: readonly string[];
}

/** What an occasion names that there is not, with the names that there are; undefined where it names nothing unknown. */
export function unknownIn(
  occasion: Occasion,
  { calendars, events, quantities }: Catalogue,
  bound: Iterable<string>,
): Unknown | undefined {
  if (typeof occasion === "string" || "weekday" in occasion) return undefined;
  if ("sessions" in occasion) return unknownAmong(occasion.sessions, calendars.keys());
  if ("on" in occasion) return unknownAmong(occasion.on, events.keys());
  const [name = "", quantity] = occasion.new.split(".");
  return (
    unknownAmong(name, bound) ??
    (quantity === undefined ? undefined : unknownAmong(quantity, quantities.keys()))
  );
}

function unknownAmong(name: string, names: Iterable<string>): Unknown | undefined {
  const known = [...names];
  return known.includes(name) ? undefined : { name, known };
}
