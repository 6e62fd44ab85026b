import { addDays, type Day, type TimeOfDay } from "../../base/day.ts";
import { fill } from "../../base/text.ts";
import { HOURS, hourIdOf, twoDigits } from "../../publication/beside.ts";
import { chartId, type Chart } from "./chart.ts";
import type { ChartDesk } from "./desk.ts";
import { lineChart } from "./draw/line-chart.ts";
import type { Point } from "./draw/picture.ts";
import { axisNumbers } from "./draw/value-axis.ts";

const HEIGHT = 260;

/** Hours between two that the axis names. */
const STEP = 6;

/** A price at a time of the day. */
interface Moment {
  readonly time: TimeOfDay;
  readonly value: number;
}

/**
 * The newest UTC day of a price, hour by hour, from the last price of the day before; undefined where its hours are not gathered, where
 * one of them is missing, or where they are of another day than its newest value.
 */
export function hoursChart(desk: ChartDesk, id: string): Chart | undefined {
  const series = desk.view.catalogue.series.get(id);
  const day = desk.view.history(id).days.at(-1);
  const moments = day === undefined ? undefined : momentsOf(desk, id, day);
  if (!series || day === undefined || !moments) return undefined;
  const { language, words } = desk;
  const print = (value: number): string => desk.print(value, series.unit, series.decimals);
  const title = fill(words.hours.title, { series: series.title });
  const last = moments.at(-1)!;
  const points = moments.map(({ time, value }): Point => ({ day: time, value }));
  const identity = {
    id: chartId("hours", id),
    title,
    description: courseOf(desk, day, moments, print),
  };
  const named = moments.filter(({ time }) => Number(time.slice(0, 2)) % STEP === 0);
  return {
    ...identity,
    kind: "hours",
    about: fill(words.hours.about, { day: language.fullDate(day) }),
    svg: lineChart({
      ...identity,
      height: HEIGHT,
      points,
      across: shareOfDay,
      last: { strong: print(last.value), soft: last.time },
      axes: {
        days: named.map(({ time }) => ({ day: time, label: time })),
        numbers: (ticks) => axisNumbers(series.unit, ticks, language),
      },
    }),
    source: desk.sourceOf(...HOURS.map((hour) => hourIdOf(id, hour))),
    table: {
      open: words.table.open,
      caption: fill(words.table.caption, { title, count: language.number(moments.length, 0) }),
      heads: [words.hours.time, words.table.value],
      rows: moments.toReversed().map(({ time, value }) => ({
        head: time,
        day: time === MIDNIGHT ? `${addDays(day, 1)}T00:00Z` : `${day}T${time}Z`,
        cells: [print(value)],
      })),
    },
    course: {
      first: day,
      gaps: "",
      values: moments.map(({ value }) => print(value)).join("|"),
      clock: moments.map(({ time }) => time).join(" "),
    },
  };
}

/** The midnight with which a day ends. */
const MIDNIGHT: TimeOfDay = "24:00";

function momentsOf({ view }: ChartDesk, id: string, day: Day): Moment[] | undefined {
  const { series } = view.catalogue;
  if (!HOURS.every((hour) => series.has(hourIdOf(id, hour)))) return undefined;
  const priceAt = (of: Day, hour: number): number | undefined =>
    valueOn(view.history(hourIdOf(id, hour)), of);
  const moments = HOURS.flatMap((hour): Moment[] => {
    const value = priceAt(day, hour);
    return value === undefined ? [] : [{ time: timeOf(hour), value }];
  });
  if (moments.length < HOURS.length) return undefined;
  const before = priceAt(addDays(day, -1), HOURS.length);
  return before === undefined ? moments : [{ time: timeOf(0), value: before }, ...moments];
}

function valueOn(
  { days, values }: { readonly days: readonly Day[]; readonly values: ArrayLike<number> },
  day: Day,
): number | undefined {
  const at = days.lastIndexOf(day);
  return at < 0 ? undefined : values[at];
}

function timeOf(hour: number): TimeOfDay {
  return `${twoDigits(hour)}:00`;
}

/** Of a time of the day, 0 to 1. */
function shareOfDay(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) / HOURS.length;
}

/** The course in one sentence, for those who do not see it. */
function courseOf(
  { language, words }: ChartDesk,
  day: Day,
  moments: readonly Moment[],
  print: (value: number) => string,
): string {
  const lowest = moments.reduce((least, each) => (each.value < least.value ? each : least));
  const highest = moments.reduce((most, each) => (each.value > most.value ? each : most));
  return fill(words.hours.course, {
    day: language.fullDate(day),
    low: print(lowest.value),
    lowTime: lowest.time,
    high: print(highest.value),
    highTime: highest.time,
    last: print(moments.at(-1)!.value),
  });
}
