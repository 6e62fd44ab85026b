import type { Day } from "../../../generator/base/day.ts";
import type { Fact, FactsFile } from "../../../generator/articles/facts.ts";
import { secondIdOf } from "../../../generator/publication/catalogue.ts";
import type { AsOfView } from "../../../generator/store/asof.ts";
import type { PerfectDesk } from "./desk.ts";
import { FEEDS, newestDue, periodsUntil, truthOf, type Feed, type Poll } from "./feeds.ts";

/** Every series that is asked for, with its feed and column. */
const SERIES = FEEDS.flatMap((feed) =>
  Object.entries(feed.columns).map(([column, id]) => ({ id, column, feed })),
);

/** What is wrong with what is stored: false, lost or told twice. */
export function wrongInStore(view: AsOfView, desk: PerfectDesk): string[] {
  return SERIES.flatMap(({ id }) => {
    const { days, values, revisions } = view.history(id);
    const known = desk.known.get(id) ?? new Map<Day, number>();
    const stored = new Map(days.map((day, at) => [day, at]));
    const wrong = days.flatMap((day, at) => {
      const isTrue = desk.seen.get(id)?.get(day)?.has(values[at]!) ?? false;
      if (!isTrue) return [`${id}: ${values[at]} is stored of ${day}, which is false`];
      const most = desk.revised.get(`${id} ${day}`) ?? 0;
      return revisions[at]! > most ? [`${id}: ${day} is stored ${revisions[at]! + 1} times`] : [];
    });
    // Of a second source only the newest days are asked for.
    const first = id === secondIdOf("btc.close") ? days[0]! : "";
    const lost = [...known].flatMap(([day, value]) => {
      const at = stored.get(day);
      if (day < first) return [];
      if (at === undefined) return [`${id}: ${value} of ${day} has come and is not stored`];
      return values[at] === value ? [] : [`${id}: ${day} is ${value} by now, not ${values[at]}`];
    });
    return [...wrong, ...lost];
  });
}

/** What is missing of the truth that is due, once every provider has recovered. */
export function missingOfTruth(view: AsOfView, poll: Poll): string[] {
  return SERIES.flatMap(({ id, column, feed }) => {
    const { days, values } = view.history(id);
    const stored = new Map(days.map((day, at) => [day, values[at]]));
    const [first = ""] = days;
    const due = newestDue(feed, poll);
    return truthOf(feed.file)
      .filter(({ date = "" }) => date >= first && date <= due)
      .filter((row) => row[column] && stored.get(row["date"]!) !== Number(row[column]))
      .map((row) => `${id}: ${row["date"]} is ${stored.get(row["date"]!)}, not ${row[column]}`);
  });
}

/** The flow of each fund. */
const FUNDS = SERIES.filter(({ id }) => id.endsWith(".flow")).map(({ id }) => id);

/** Derived series, told once more and plainly. */
const DERIVED: Readonly<
  Record<string, { readonly of: readonly string[]; by(values: readonly number[]): number }>
> = {
  "ethbtc.close": { of: ["eth.close", "btc.close"], by: ([a, b]) => a! / b! },
  "btc.exchangeNetFlow": {
    of: ["btc.exchangeInflow", "btc.exchangeOutflow"],
    by: ([a, b]) => a! - b!,
  },
  "btc.etfFlow": { of: FUNDS, by: (values) => values.reduce((sum, each) => sum + each, 0) },
  "btc.highestFlow": { of: FUNDS, by: (values) => Math.max(...values) },
  "btc.lowestFlow": { of: FUNDS, by: (values) => Math.min(...values) },
  "btc.inflows": { of: FUNDS, by: (values) => values.filter((each) => each > 0).length },
  "btc.outflows": { of: FUNDS, by: (values) => values.filter((each) => each < 0).length },
};

const PRINTED = /^(?<series>[\w-]+\.\w+)\.(?<what>last|previous|change)(?<periods>\d*)$/;

/** What is wrong with the figures of an article that are a series' newest value, the one before or a change. */
export function wrongInArticle(facts: FactsFile, desk: PerfectDesk, poll: Poll): string[] {
  return facts.facts.flatMap((fact) => wrongFigure(fact, desk, poll));
}

/** How many figures of an article are compared. */
export function comparedIn(facts: FactsFile): number {
  return facts.facts.filter(({ ref }) => PRINTED.test(ref)).length;
}

function wrongFigure(fact: Fact, desk: PerfectDesk, poll: Poll): string[] {
  const { series = "", what, periods } = PRINTED.exec(fact.ref)?.groups ?? {};
  if (what === undefined) return [];
  const inputs = DERIVED[series]?.of ?? [series];
  const feed = SERIES.find(({ id }) => id === inputs[0])!.feed;
  const wrong = (why: string): string[] => [
    `${poll.day}: "${fact.text}" (${fact.ref} of ${fact.day}): ${why}`,
  ];
  const expected = expectedOf(desk, feed, series, what, Number(periods), fact.day ?? "");
  if (expected === undefined) return wrong("nobody can know that yet");
  if (Math.abs(expected - Number(fact.value)) > 1e-9 * Math.max(1, Math.abs(expected)))
    return wrong(`${expected} is true, not ${fact.value}`);
  if (!isPrintOf(fact, expected)) return wrong(`it is no print of ${expected}`);
  const behind = Math.max(...inputs.map((id) => desk.behind(feed, id, poll)));
  if (what !== "last") return [];
  const newest = periodsUntil(feed, newestDue(feed, poll)).at(-1 - behind);
  if (fact.day! < newest!) return wrong(`${newest} had come`);
  return (fact.late ?? false) === fact.day! < newestDue(feed, poll) ? [] : wrong("late or not?");
}

/** What a figure should be by what has come; undefined where that cannot be known. */
function expectedOf(
  desk: PerfectDesk,
  feed: Feed,
  series: string,
  what: string,
  back: number,
  day: Day,
): number | undefined {
  const periods = periodsUntil(feed, day);
  const valueAt = (id: string, periodsBack: number): number | undefined => {
    const at = periods.at(-1 - periodsBack)!;
    const derived = DERIVED[id];
    if (!derived) return desk.printable(id, at);
    const values = derived.of.map((each) => valueAt(each, periodsBack));
    return values.every((value) => value !== undefined) ? derived.by(values) : undefined;
  };
  // Each is of its own day: that of the value before is one period earlier.
  if (what === "last" || what === "previous") return valueAt(series, 0);
  const [now, then] = [valueAt(series, 0), valueAt(series, back)];
  if (now === undefined || then === undefined) return undefined;
  if (series === "us10y.level") return (now - then) * 100;
  return series.endsWith(".level") ? now - then : (now / then - 1) * 100;
}

/** Whether the digits printed are those of the value, in the magnitude and with the decimals of the fact. */
function isPrintOf({ text, unit, decimals, magnitude }: Fact, value: number): boolean {
  const printed = Number(text.replaceAll(/[^\d.]/g, ""));
  const isSpelled = !/\d/.test(text);
  const size = (Math.abs(value) * (unit.endsWith(" million") ? 1e6 : 1)) / magnitude;
  return isSpelled || Math.abs(printed - size) <= 0.5 * 10 ** -decimals + 1e-9;
}
