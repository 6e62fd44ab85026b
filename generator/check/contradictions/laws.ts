import type { Fact, FactsFile } from "../../articles/facts.ts";
import type { ToldFigure } from "./told.ts";

/** A figure as the laws read it. */
export interface Lawful extends Pick<ToldFigure, "fact" | "subject" | "day" | "measure"> {
  readonly article: { readonly facts: Pick<FactsFile, "cutoff"> };
}

/** Two figures that cannot both be true, and why. */
export interface Clash<F extends Lawful> {
  readonly first: F;
  readonly second: F;
  readonly because: string;
}

/** What must hold between the figures of one edition. */
type Law = <F extends Lawful>(figures: readonly F[]) => Clash<F>[];

/** One value for one reading: a signal has one value and one day at one cut-off. */
const oneValue: Law = (figures) =>
  apart(
    figures,
    ({ fact, article }) =>
      [article.facts.cutoff, fact.ref, JSON.stringify(fact.parameters ?? {})].join(),
    ({ fact: one }, { fact: other }) => !isSame(one.value, other.value) || one.day !== other.day,
    "one reading has one value",
  );

/** Those that read nothing beside the stretch: its inputs then are the stretch. */
const CHANGES = new Set(["change", "change-years", "week-change", "period-change"]);

/** One change for one stretch of a series, whatever the measure calls it: a week and seven days. */
const oneChange: Law = (figures) =>
  apart(
    figures.filter(
      ({ fact: { method = "", unit, inputs } }) =>
        CHANGES.has(method) && unit === "percent" && inputs.length > 0,
    ),
    ({ fact: { inputs } }) => {
      const from = inputs.map((input) => input.from).toSorted()[0];
      const to = inputs
        .map((input) => input.to)
        .toSorted()
        .at(-1);
      return [...new Set(inputs.map(({ series }) => series)), from, to].join();
    },
    ({ fact: one }, { fact: other }) => !isSame(one.value, other.value),
    "the stretch is the same",
  );

/** What must hold between two readings of one series on one day. */
interface Pairing {
  readonly first: string;
  readonly second: string;
  isBroken(first: Fact, second: Fact): boolean;
  readonly because: string;
}

const sameWay = (first: string, second: string, because: string): Pairing => ({
  first,
  second,
  isBroken: (one, other) =>
    Math.abs(Number(other.value)) >= STILL &&
    Math.sign(Number(one.value)) === -Math.sign(Number(other.value)),
  because,
});

const notAbove = (first: string, second: string, because: string): Pairing => ({
  first,
  second,
  isBroken: (one, other) => Number(one.value) > Number(other.value),
  because,
});

/** A change below this prints as none, in per cent. */
const STILL = 0.05;

const PAIRINGS: readonly Pairing[] = [
  sameWay("close.closeRun", "close.change1", "a run goes the way of its last day"),
  sameWay("close.closeRun", "close.closeRunChange", "a run goes the way of its own change"),
  ...["etfFlow", "flow", "exchangeNetFlow"].flatMap((flow) => [
    sameWay(`${flow}.streak`, `${flow}.last`, "a run goes the way of its last flow"),
    sameWay(`${flow}.streak`, `${flow}.streakSum`, "a run goes the way of its own sum"),
  ]),
  {
    first: "close.highSince",
    second: "close.drawdownDay",
    isBroken: ({ value: since }, { value: peak }) => peak > since,
    because: "a close is not the highest since a day before its high",
  },
  {
    first: "close.lowSince",
    second: "close.fallLowDay",
    isBroken: ({ value: since }, { value: trough }) => trough > since,
    because: "a close is not the lowest since a day before its low",
  },
  notAbove("close.support", "close.last", "support lies below the close"),
  notAbove("close.last", "close.resistance", "resistance lies above the close"),
  notAbove("close.weekLow", "close.last", "no close of a week is below its lowest"),
  notAbove("close.last", "close.weekHigh", "no close of a week is above its highest"),
  notAbove("low.last", "close.last", "no close is below the day's low"),
  notAbove("close.last", "high.last", "no close is above the day's high"),
  ...[30, 90].flatMap((window) => [
    notAbove(
      `returns.correlation${window}Low`,
      `returns.correlation${window}`,
      "an interval holds its value",
    ),
    notAbove(
      `returns.correlation${window}`,
      `returns.correlation${window}High`,
      "an interval holds its value",
    ),
  ]),
];

const BY_FIRST = Map.groupBy(PAIRINGS, ({ first }) => first);

const pairings: Law = (figures) => {
  const known = Map.groupBy(figures, ({ subject, day, measure }) => [subject, day, measure].join());
  return figures.flatMap((first) =>
    (BY_FIRST.get(first.measure) ?? []).flatMap(({ second, isBroken, because }) =>
      (known.get([first.subject, first.day, second].join()) ?? [])
        .filter((other) => isBroken(first.fact, other.fact))
        .map((other) => ({ first, second: other, because })),
    ),
  );
};

const LAWS: readonly Law[] = [oneValue, oneChange, pairings];

/** The figures of an edition that cannot both be true. */
export function clashesBetween<F extends Lawful>(figures: readonly F[]): Clash<F>[] {
  return LAWS.flatMap((law) => law(figures));
}

/** Of each group its first figure with every one that differs from it. */
function apart<F extends Lawful>(
  figures: readonly F[],
  keyOf: (figure: F) => string,
  differ: (one: F, other: F) => boolean,
  because: string,
): Clash<F>[] {
  return [...Map.groupBy(figures, keyOf).values()].flatMap(([first, ...others]) =>
    others
      .filter((second) => differ(first!, second))
      .map((second) => ({ first: first!, second, because })),
  );
}

const TOLERANCE = 1e-9;

function isSame(one: Fact["value"], other: Fact["value"]): boolean {
  if (typeof one !== "number" || typeof other !== "number") return one === other;
  return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
}
