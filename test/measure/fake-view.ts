import { QUANTITIES } from "../../generator/publication/quantities.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { addDays, startOfDay, type Day, type Instant } from "../../generator/base/day.ts";
import type { AsOfView } from "../../generator/store/asof.ts";
import { calendarNamed, calendars, declaredSeries } from "../support/calendars.ts";
import { type Catalogue, type Series, secondIdOf } from "../../generator/publication/catalogue.ts";
import { columnsOf, type Columns } from "../../generator/store/columns.ts";
import { publicByLag } from "../../generator/publication/lag.ts";
import { viewOf } from "../../generator/store/view.ts";
import { measure } from "../../generator/measure/measure.ts";
import type { Outcome, Signal, Unavailable } from "../../generator/measure/signal.ts";
import { measures } from "../support/bundle.ts";

/** The last period of every series that does not say otherwise; a Wednesday. */
export const END: Day = "2025-05-07";

/** A series for a test: its values end at `end`, one a period. */
export interface Given {
  /** When a value becomes public, `PT10M` after its day unless given. */
  readonly lag?: string;
  readonly id: string;
  readonly values: ArrayLike<number>;
  readonly end?: Day;
  readonly calendar?: string;
  readonly unit?: string;
  readonly decimals?: number;
  readonly maxGap?: number;
  readonly record?: Series["record"];
  /** What its second source says of the newest periods, and the tolerance of 1%. */
  readonly second?: ArrayLike<number>;
  /** Periods for which no value is stored. */
  readonly without?: readonly Day[];
}

/** The periods that values ending at `end` fall on. */
export function periods(count: number, calendar: string = "24/7", end: Day = END): Day[] {
  const days: Day[] = [];
  for (let day = end; days.length < count; day = calendarNamed(calendar).previous(day))
    days.push(day);
  return days.toReversed();
}

/** Noon after the last common day of the tests. */
export const NOON: Instant = startOfDay(addDays(END, 1)) + 12 * 3_600_000;

/** What is known of the series at an instant. */
export function viewWith(given: readonly Given[], instant: Instant = NOON): AsOfView {
  const all = given.flatMap((each) => [each, ...secondOf(each)]);
  const series = new Map(all.map((each) => [each.id, declare(each)]));
  const columns = new Map(all.map((each) => [each.id, store(each, series.get(each.id)!)]));
  const catalogue: Catalogue = {
    kinds: BUILT_IN.kinds,
    sources: new Map(),
    subjects: new Map(),
    series,
    quantities: QUANTITIES,
    events: new Map(),
    feeds: new Map(),
    units: UNITS,
    calendars,
    market: calendarNamed("XNYS"),
  };
  return viewOf(instant, catalogue, {
    columns: (id) => columns.get(id)!,
    claims: () => [],
    headlines: () => [],
    announcements: () => [],
    settlements: () => [],
  });
}

function secondOf({ second, ...given }: Given): Given[] {
  return second === undefined ? [] : [{ ...given, id: secondIdOf(given.id), values: second }];
}

function declare(given: Given): Series {
  const {
    id,
    calendar = "24/7",
    unit = "USD",
    decimals = 2,
    maxGap = 0,
    record = "part",
    lag = "PT10M",
  } = given;
  const series = declaredSeries({
    id: id.replace(/~\w+$/, ""),
    title: id,
    unit,
    source: "test",
    calendar,
    lag,
    staleAfter: 2,
    range: [-1e300, 1e300],
    decimals,
    maxGap,
    record,
    ...(given.second ? { second: { by: "json", source: "other", tolerance: 1 } } : {}),
  });
  return { ...series, id };
}

function store({ values, calendar, end, without = [] }: Given, series: Series): Columns {
  const rows = periods(values.length, calendar, end).map((day, at) => ({
    day,
    value: values[at]!,
    public: publicByLag(series, day),
    revision: 0,
  }));
  return columnsOf(rows.filter(({ day }) => !without.includes(day)));
}

/** Reads `subject.quantity.name` or, for a pair, `first+second.returns.name`. */
export function read(view: AsOfView, ref: string): Outcome {
  const [subject = "", quantity = "", name = ""] = ref.split(".");
  const [first = "", second] = subject.split("+");
  const signals = measure(view, measures);
  return second === undefined
    ? signals.read(subject, quantity, name)
    : signals.readPair(first, second, name);
}

/** The signal, where the test knows that there is one. */
export function signalOf(view: AsOfView, ref: string): Signal {
  const outcome = read(view, ref);
  if (!outcome.ok) throw new Error(`${ref} is not available: ${outcome.why.reason}`);
  return outcome.signal;
}

/** The value of a signal of one price series, `x.close`, that ends at END. */
export function ofClose(
  values: ArrayLike<number>,
  name: string,
  rest: Partial<Given> = {},
): unknown {
  return signalOf(viewWith([{ id: "x.close", values, ...rest }]), `x.close.${name}`).value;
}

/** Why a signal is not available, where the test knows that it is not. */
export function whyNot(view: AsOfView, ref: string): Unavailable {
  const outcome = read(view, ref);
  if (outcome.ok) throw new Error(`${ref} is available: ${outcome.signal.value}`);
  return outcome.why;
}

/** A reproducible walk of prices about 100, with daily moves of a few percent. */
export function walk(count: number, seed = 1): Float64Array {
  const next = noise(seed);
  const values = new Float64Array(count);
  let price = 100;
  for (let at = 0; at < count; at++) values[at] = price *= Math.exp(0.03 * next());
  return values;
}

/** Reproducible numbers between −1 and 1 (a linear congruential generator). */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
