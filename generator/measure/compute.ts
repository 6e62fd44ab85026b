import { memoize, weakMemoize } from "../base/memo.ts";
import type { AsOfView } from "../store/asof.ts";
import { secondIdOf, type Catalogue, type Series } from "../publication/catalogue.ts";
import { commonSessions } from "./common-sessions.ts";
import type { Computed, Measure, PairContext, PairMeasure } from "./definition.ts";
import type { Measures } from "./measures.ts";
import { lacking, type Lacking, type Reading } from "./reading.ts";
import { readingsOf, type Readings } from "./readings.ts";

/** What a measure gave, and for which series. */
export interface Result {
  readonly measure: Measure | PairMeasure;
  readonly computed: Computed;
  readonly series: Series | undefined;
}

/** Runs the measures on what was known at one instant; each call computes. Throws for a name that is not declared. */
export interface Computer {
  one(subject: string, quantity: string, name: string): Result;
  pair(first: string, second: string, name: string): Result;
}

export function computerOf(view: AsOfView, measures: Measures): Computer {
  const readings = readingsOf(view);
  const ofSubject = memoize((subject: string) =>
    memoize((quantity: string) => view.catalogue.series.get(`${subject}.${quantity}`)),
  );
  return {
    one(subject, quantity, name) {
      const measure = named(measures.bySignal, name);
      const series = ofSubject(subject)(quantity);
      const kind = view.catalogue.quantities.get(quantity)?.class;
      if (kind === undefined || !measure.classes.includes(kind)) {
        throw new Error(`${measure.method} is not declared for ${quantity}`);
      }
      const printed = (): ReturnType<typeof readings.of> => readings.of(subject, quantity);
      const reading = readingFor(measure, readings, subject, quantity);
      if (!series || !reading) return { measure, computed: lacking("no-series"), series };
      const computed = reading.ok
        ? measure.compute(reading, {
            instant: view.instant,
            market: view.catalogue.market,
            printed: () => printed() ?? lacking("no-series"),
            lag: () => ({ behind: view.age(series.id), isStale: view.isStale(series.id) }),
            settlements: () => view.settlements(),
            sibling(other) {
              if (mayAsk(measure, quantity, other)) return readings.of(subject, other);
              throw new Error(`${measure.method} asks for "${other}", which is not in its besides`);
            },
          })
        : reading;
      return { measure, computed, series };
    },
    pair(first, second, name) {
      const measure = named(measures.byPairSignal, name);
      const one = readings.returnsOf(first, "close") ?? lacking("no-series");
      const other = readings.returnsOf(second, "close") ?? lacking("no-series");
      if (!one.ok) return { measure, computed: one, series: undefined };
      if (!other.ok) return { measure, computed: other, series: undefined };
      const context: PairContext = {
        get pairs() {
          if (measure.countsPairs) return pairsOf(view.catalogue);
          throw new Error(`${measure.method} reads how many pairs there are without countsPairs`);
        },
      };
      const computed = measure.compute(commonSessions(one, other), context);
      return { measure, computed, series: one.series };
    },
  };
}

/** Ids of the series that a signal of a quantity can be computed from, whether or not they are declared. */
export function seriesRead(
  { bySignal }: Measures,
  subject: string,
  quantity: string,
  name: string,
): string[] {
  const measure = bySignal.get(name);
  const instead = measure?.reads === "returns" && quantity === "close" ? ["adjusted"] : [];
  return [quantity, secondIdOf(quantity), ...instead, ...(measure?.besides ?? [])].map(
    (each) => `${subject}.${each}`,
  );
}

/** Ids of the series of one of two subjects that signals of the pair can be computed from, whether or not they are declared. */
export function seriesReadOfPair(subject: string): string[] {
  return [`${subject}.close`, `${subject}.adjusted`];
}

function mayAsk({ besides = [] }: Measure, quantity: string, other: string): boolean {
  return besides.includes(other) || other === secondIdOf(quantity);
}

function readingFor(
  { reads, readsStale }: Measure,
  readings: Readings,
  subject: string,
  quantity: string,
): Reading | Lacking | undefined {
  if (readsStale) return readings.evenStale(subject, quantity);
  return reads === "returns"
    ? readings.returnsOf(subject, quantity)
    : readings.of(subject, quantity);
}

/** How many pairs can be made of the subjects that have prices. */
export const pairsOf = weakMemoize(({ series }: Catalogue): number => {
  const count = [...series.keys()].filter((id) => id.endsWith(".close")).length;
  return (count * (count - 1)) / 2;
});

function named<M>(measures: ReadonlyMap<string, M>, name: string): M {
  const measure = measures.get(name);
  if (measure === undefined) throw new Error(`no signal is called ${name}`);
  return measure;
}
