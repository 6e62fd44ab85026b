import { dayOf, type Day } from "../../base/day.ts";
import { fill } from "../../base/text.ts";
import { formatNumber } from "../../compose/print/format.ts";
import type { Signal } from "../../measure/signal.ts";
import { isOnBoards } from "../../publication/kinds.ts";
import { nameAlone } from "../../publication/catalogue.ts";
import { bandOf } from "../../narrate/scales/scale.ts";
import { courseOf } from "./describe.ts";
import type { ChartDesk } from "./desk.ts";
import { sparkline } from "./draw/sparkline.ts";
import { scaleOf } from "./level.ts";
import { knownSeries, type KnownSeries } from "./series.ts";
import { wordOf } from "./zones.ts";

/** The table of the day: each market's last value, its change, the zone or regime it is in, and its recent course. */
export interface DayFigures {
  readonly title: string;
  readonly caption: string;
  readonly heads: {
    readonly subject: string;
    readonly course: string;
    readonly last: string;
    readonly change: string;
  };
  readonly rows: readonly DayFigure[];
}

export interface DayFigure {
  readonly subject: string;
  readonly name: string;
  /** The symbol, for small screens, where the name is long. */
  readonly short: string | undefined;
  /** "RSI 66.2, firm", "fear"; none where no scale speaks of it. */
  readonly zone: string | undefined;
  /** Where it is older than the newest of its calendar's days. */
  readonly asOf: string | undefined;
  readonly day: Day;
  readonly spark: string;
  readonly last: string;
  readonly change: string | undefined;
  readonly direction: "up" | "down" | "flat";
}

/** Values of a course in the size of a word. */
const COURSE = 30;

/** Characters that a name may have on a small screen. */
const SHORT = 14;

/** The table of all subjects of boards with a price or a level that is not out of date; undefined where there is none. */
export function dayFigures(desk: ChartDesk): DayFigures | undefined {
  const { view, language, words } = desk;
  const { subjects, kinds } = view.catalogue;
  const rows = [...subjects.values()].flatMap(({ id, kind }) =>
    isOnBoards(kind, kinds) ? (dayFigure(desk, id) ?? []) : [],
  );
  if (rows.length === 0) return undefined;
  const { title, caption, subject, course, last, change } = words.figures;
  return {
    title,
    caption: fill(caption, {
      day: language.fullDate(dayOf(view.instant)),
      time: new Date(view.instant).toISOString().slice(11, 16),
      count: language.number(COURSE, 0),
    }),
    heads: { subject, course, last, change },
    rows,
  };
}

/** One row; undefined where the subject has neither price nor level, or an old one. */
export function dayFigure(desk: ChartDesk, subjectId: string): DayFigure | undefined {
  const subject = desk.view.catalogue.subjects.get(subjectId);
  if (!subject) return undefined;
  const quantity = ["close", "level"].find((each) =>
    desk.view.catalogue.series.has(`${subject.id}.${each}`),
  );
  if (quantity === undefined) return undefined;
  const id = `${subject.id}.${quantity}`;
  const known = knownSeries(desk, id, COURSE);
  const last = signalOf(desk, subject.id, quantity, "last");
  if (!known || !last) return undefined;
  const change = signalOf(desk, subject.id, quantity, "change1");
  const isLate = last.day !== dayOf(desk.view.instant - 24 * 3_600_000);
  return {
    subject: subject.id,
    name: nameAlone(subject),
    short: subject.proxy || subject.name.length <= SHORT ? undefined : subject.symbol,
    zone: zoneOf(desk, subject.id, quantity),
    asOf: isLate
      ? fill(desk.words.figures.asOf, { day: desk.language.dayAndMonth(last.day) })
      : undefined,
    day: last.day,
    spark: sparkOf(desk, id, subject.name, known),
    last: printed(desk, last, "plain"),
    ...changeOf(desk, change),
  };
}

/** A change as boards print it, and its way. */
export function changeOf(
  desk: ChartDesk,
  change: Signal | undefined,
): Pick<DayFigure, "change" | "direction"> {
  if (!change) return { change: undefined, direction: "flat" };
  const { unit, decimals } = change;
  const value = Number(change.value);
  const printed = formatNumber(value, unit, decimals, "signed", desk.language);
  const pattern =
    desk.words.figures.changes[unit] ?? `{value}${desk.language.nounBehind(unit, printed)}`;
  return {
    change: fill(pattern, { value: printed.text }),
    direction: printed.isZero ? "flat" : value > 0 ? "up" : "down",
  };
}

function zoneOf(desk: ChartDesk, subject: string, quantity: string): string | undefined {
  const own = scaleOf(desk, subject);
  const last = own && signalOf(desk, subject, quantity, "last");
  if (last) return wordOf(bandOf(own, Number(last.value)));
  const scale = desk.scales.get("rsi");
  const rsi =
    scale && quantity === "close" ? signalOf(desk, subject, quantity, "rsi14") : undefined;
  if (!scale || !rsi) return undefined;
  const value = printed(desk, rsi, "plain");
  return fill(desk.words.figures.rsi, { value, word: wordOf(bandOf(scale, Number(rsi.value))) });
}

/** The course of a series in the size of a word; undefined where it has none. */
export function courseInBrief(desk: ChartDesk, series: string, name: string): string | undefined {
  const known = knownSeries(desk, series, COURSE);
  return known && sparkOf(desk, series, name, known);
}

function sparkOf(
  desk: ChartDesk,
  id: string,
  name: string,
  { points, print }: KnownSeries,
): string {
  return sparkline({
    id: `spark_${id.replaceAll(".", "_")}`,
    title: fill(desk.words.figures.spark, {
      name,
      count: desk.language.number(points.length, 0),
    }),
    description: courseOf(desk, points, print),
    points,
  });
}

function signalOf(
  { signals }: ChartDesk,
  subject: string,
  quantity: string,
  name: string,
): Signal | undefined {
  const outcome = signals.read(subject, quantity, name);
  return outcome.ok ? outcome.signal : undefined;
}

function printed(desk: ChartDesk, { value, unit, decimals }: Signal, form: "plain"): string {
  return desk.print(Number(value), unit, decimals, form);
}
