import { addDays, type Day } from "../../base/day.ts";
import { memoize } from "../../base/memo.ts";
import { commonSessions } from "../../measure/common-sessions.ts";
import type { Measure, PairMeasure } from "../../measure/definition.ts";
import type { Reading } from "../../measure/reading.ts";
import { readingsOf } from "../../measure/readings.ts";
import { lastUntil } from "../../measure/statistics/positions.ts";
import { lacking } from "../../measure/reading.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { AsOfView } from "../../store/asof.ts";

/** What was known at one instant, looked up by day: values, and any measure as it read at the end of any period. */
export interface Almanac {
  readonly view: AsOfView;
  /** The day of the cut-off. */
  readonly today: Day;
  series(subject: string, quantity: string): Series | undefined;
  /** The periods of a series with their values, oldest first; undefined where nothing of it is known. */
  line(subject: string, quantity: string): Line | undefined;
  /** A measure of a series as of one of its periods; undefined where it has no value there. */
  measured(line: Line, at: number, measure: Measure, output: string): number | Day | undefined;
  /** A measure of two subjects' returns as of a day. */
  paired(
    pair: readonly [string, string],
    day: Day,
    measure: PairMeasure,
    output: string,
  ): number | undefined;
}

/** A series as it was known. */
export interface Line {
  readonly subject: string;
  readonly quantity: string;
  readonly series: Series;
  readonly days: readonly Day[];
  readonly values: Float64Array;
  /** Position of its newest value. */
  readonly last: number;
  /** Position of the newest period that is not after a day; −1 where all are. */
  at(day: Day): number;
}

export function almanacOf(view: AsOfView, today: Day): Almanac {
  const readings = readingsOf(view);
  const lines = memoize((id: string): Line | undefined => {
    const [subject = "", quantity = ""] = id.split(".");
    const reading = readings.evenStale(subject, quantity);
    if (!reading?.ok) return undefined;
    const { series, history, last } = reading;
    const { days, values } = history;
    return { subject, quantity, series, days, values, last, at: (day) => lastUntil(days, day) };
  });

  const readingOf = (subject: string, quantity: string, day: Day): Reading | undefined => {
    const reading = readings.evenStale(subject, quantity);
    if (!reading?.ok) return undefined;
    const last = lastUntil(reading.history.days, day);
    return last < 0 ? undefined : { ...reading, last };
  };

  /** What returns are computed from: the adjusted series where there is one. */
  const returnsOf = (subject: string, quantity: string, day: Day): Reading | undefined =>
    (quantity === "close" ? readingOf(subject, "adjusted", day) : undefined) ??
    readingOf(subject, quantity, day);

  const results = new Map<string, Readonly<Record<string, number | Day>> | undefined>();

  return {
    view,
    today,
    series: (subject, quantity) => view.catalogue.series.get(`${subject}.${quantity}`),
    line: (subject, quantity) => lines(`${subject}.${quantity}`),
    measured({ subject, quantity, days }, at, measure, output) {
      const day = days[at]!;
      const key = `${subject}.${quantity}.${output}@${day}`;
      if (!results.has(key)) {
        const reading =
          measure.reads === "returns"
            ? returnsOf(subject, quantity, day)
            : readingOf(subject, quantity, day);
        const computed = reading && measure.compute(reading, contextAt(day, subject));
        results.set(key, computed?.ok ? computed.values : undefined);
      }
      return finite(results.get(key)?.[output]);
    },
    paired([first, second], day, measure, output) {
      const key = `${first}+${second}.${output}@${day}`;
      if (!results.has(key)) {
        const [one, other] = [returnsOf(first, "close", day), returnsOf(second, "close", day)];
        const computed = one && other && measure.compute(commonSessions(one, other), { pairs: 1 });
        results.set(key, computed?.ok ? computed.values : undefined);
      }
      const value = results.get(key)?.[output];
      return typeof value === "number" ? (finite(value) as number | undefined) : undefined;
    },
  };

  function contextAt(day: Day, subject: string): Parameters<Measure["compute"]>[1] {
    const absent = lacking("no-series");
    return {
      instant: Date.parse(addDays(day, 1)),
      market: view.catalogue.market,
      printed: () => readingOf(subject, "close", day) ?? absent,
      lag: () => ({ behind: 0, isStale: false }),
      settlements: () => view.settlements(),
      sibling: (other) => readingOf(subject, other, day),
    };
  }
}

function finite(value: number | Day | undefined): number | Day | undefined {
  return typeof value === "number" && !Number.isFinite(value) ? undefined : value;
}
