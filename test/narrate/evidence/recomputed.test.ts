import { DAY_MS } from "../../../generator/base/day.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue, publication, ROOT } from "../../support/bundle.ts";
import { bookOf, bundledRows, pastOf, ruleOnly } from "./support.ts";

/** Records as an edition of this day knows them, computed again by plain loops over the bundled CSV files. */
const DAY = "2025-05-08";
/** The newest day in the files that was public at its cut-off, and that at the cut-off of any day: the one before. */
const LAST = "2025-05-07";

interface Row {
  readonly day: string;
  readonly value: number;
}

function column(file: string, name: string): Row[] {
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", file), "utf8")
    .trim()
    .split("\n");
  const at = head.split(",").indexOf(name);
  return lines
    .map((line) => line.split(","))
    .filter((cells) => cells[0]! <= LAST && cells[at] !== "")
    .map((cells) => ({ day: cells[0]!, value: Number(cells[at]) }));
}

const flows: Row[] = readFileSync(join(ROOT, "content/data/etf-flows.csv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .filter((cells) => cells[0]! <= LAST)
  .map(([day, ...funds]) => ({
    day: day!,
    value: funds.reduce((sum, fund) => sum + Number(fund), 0),
  }));

const btc = column("btc.csv", "close");
const eth = column("eth.csv", "close");
const sp500 = column("sp500.csv", "close");
const vix = column("vix.csv", "close");
const feeling = column("fear-greed.csv", "value");

const mean = (list: readonly number[]): number =>
  list.reduce((sum, each) => sum + each, 0) / list.length;

/** Wilder's averages written out: how much each change of the window still weighs in the last of them. */
function rsi(rows: readonly Row[], at: number): number | undefined {
  if (at < 14) return undefined;
  const window = rows.slice(Math.max(0, at - 249), at + 1).map((row) => row.value);
  const changes = window.slice(1).map((value, index) => value - window[index]!);
  const weights = changes.map(
    (_, index) => (13 / 14) ** (changes.length - Math.max(index + 1, 14)),
  );
  const weighed = (sign: number): number =>
    changes.reduce((sum, each, index) => sum + weights[index]! * Math.max(sign * each, 0), 0);
  return (100 * weighed(1)) / (weighed(1) + weighed(-1));
}

/** The day's log return in standard deviations of the 60 before it. */
function moveZ(rows: readonly Row[], at: number): number | undefined {
  if (at < 61) return undefined;
  const returns = rows
    .slice(at - 61, at + 1)
    .map((row, index, all) => (index === 0 ? 0 : Math.log(row.value / all[index - 1]!.value)))
    .slice(1);
  const before = returns.slice(0, 60);
  const centre = mean(before);
  const deviation = Math.sqrt(before.reduce((sum, each) => sum + (each - centre) ** 2, 0) / 59);
  return returns[60]! / deviation;
}

const change = (rows: readonly Row[], at: number, back: number): number | undefined =>
  at < back ? undefined : (rows[at]!.value / rows[at - back]!.value - 1) * 100;

/** A rule as the program is given it and as it is evaluated here, at a position of its own series. */
interface Case {
  readonly when: string;
  readonly subject: string;
  readonly horizon: number;
  readonly stance: "bullish" | "bearish";
  readonly target: readonly Row[];
  /** Undefined before there is enough history. */
  readonly holds: (at: number) => boolean | undefined;
  /** The series that the rule reads, where it is not the target. */
  readonly reads?: readonly Row[];
  readonly for?: Record<string, string>;
}

const above = (value: number | undefined, bound: number): boolean | undefined =>
  value === undefined ? undefined : value >= bound;

const CASES: Case[] = [
  {
    when: "asset.close.rsi14 >= 70",
    subject: "btc",
    horizon: 5,
    stance: "bearish",
    target: btc,
    holds: (at) => above(rsi(btc, at), 70),
  },
  {
    when: "asset.close.rsi14 >= 70",
    subject: "eth",
    horizon: 20,
    stance: "bearish",
    target: eth,
    holds: (at) => above(rsi(eth, at), 70),
  },
  {
    when: "asset.close.rsi14 >= 60",
    subject: "btc",
    horizon: 5,
    stance: "bullish",
    target: btc,
    holds: (at) => above(rsi(btc, at), 60),
  },
  {
    when: "asset.close.moveZ >= 1.5 || asset.close.moveZ <= -1.5",
    subject: "btc",
    horizon: 1,
    stance: "bullish",
    target: btc,
    holds: (at) => above(absolute(moveZ(btc, at)), 1.5),
  },
  {
    when: "asset.close.moveZ <= -1.0",
    subject: "eth",
    horizon: 5,
    stance: "bullish",
    target: eth,
    holds: (at) => above(negative(moveZ(eth, at)), 1),
  },
  {
    when: "asset.close.change5 >= 5.0",
    subject: "eth",
    horizon: 1,
    stance: "bullish",
    target: eth,
    holds: (at) => above(change(eth, at, 5), 5),
  },
  {
    when: "asset.close.change20 <= -10.0",
    subject: "btc",
    horizon: 20,
    stance: "bearish",
    target: btc,
    holds: (at) => above(negative(change(btc, at, 20)), 10),
  },
  {
    when: "index.close.change1 <= -1.0",
    subject: "sp500",
    horizon: 5,
    stance: "bearish",
    target: sp500,
    holds: (at) => above(negative(change(sp500, at, 1)), 1),
    for: { index: "sp500" },
  },
  {
    when: "mood.level.last <= 25.0 && asset.close.last > 0.0",
    subject: "btc",
    horizon: 5,
    stance: "bullish",
    target: btc,
    reads: feeling,
    holds: (at) => feeling[at]!.value <= 25,
    for: { mood: "fear-greed", asset: "btc" },
  },
  {
    when: "fear.level.last >= 25.0 && asset.close.last > 0.0",
    subject: "btc",
    horizon: 1,
    stance: "bearish",
    target: btc,
    reads: vix,
    holds: (at) => vix[at]!.value >= 25,
    for: { fear: "vix", asset: "btc" },
  },
  {
    when: "asset.etfFlow.last > 0.0",
    subject: "btc",
    horizon: 5,
    stance: "bullish",
    target: btc,
    reads: flows,
    holds: (at) => flows[at]!.value > 0,
  },
];

function absolute(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.abs(value);
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

/** Known at noon UTC: everything of the days before. A series with sessions is out of date when the newest one due is missing too long. */
function newestBefore(rows: readonly Row[], day: string): number {
  let at = rows.length - 1;
  while (at >= 0 && rows[at]!.day >= day) at--;
  return at;
}

function daysUntil(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

interface Plain {
  readonly from: string;
  readonly episodes: number;
  readonly hits: number;
  readonly base: number;
  readonly moves: readonly number[];
}

/** Goes through the closes one by one, with no list of episodes: what the rule said of each, and when the last episode began. */
function plainly({ target, reads = target, holds, horizon, stance }: Case): Plain {
  const said = target.map((): boolean | undefined => undefined);
  for (const day of daysUntil(publication.recordsFrom!, DAY)) {
    const entry = newestBefore(target, day);
    // The mood of a day is published as the day begins, and so known at its noon.
    const read = newestBefore(reads, reads === feeling ? `${day} noon` : day);
    // Several days may have the same newest close: it counts when the rule holds on any.
    const is = entry >= 0 && read >= 0 ? holds(read) : undefined;
    if (is !== undefined) said[entry] = is || said[entry] === true;
  }
  const from = said.findIndex((each) => each !== undefined);
  const goesItsWay = (move: number): boolean => (stance === "bearish" ? move < 0 : move > 0);
  const [all, moves]: [number[], number[]] = [[], []];
  let sinceEpisode = Infinity;
  for (let at = from; at + horizon < target.length; at++, sinceEpisode++) {
    const move = (100 * (target[at + horizon]!.value - target[at]!.value)) / target[at]!.value;
    all.push(move);
    if (!said[at] || said[at - 1] || sinceEpisode < horizon) continue;
    sinceEpisode = 0;
    moves.push(move);
  }
  return {
    from: target[from]!.day,
    episodes: moves.length,
    hits: moves.filter(goesItsWay).length,
    base: (100 * all.filter(goesItsWay).length) / all.length,
    moves: moves.sort((a, b) => a - b),
  };
}

/**
 * The shares that a test at 5% does not reject, found by trying: those from which the share seen is less than 1.96 standard errors of
 * theirs away.
 */
function sharesNotRejected(hits: number, count: number): { low: number; high: number } {
  const TRIED = 200_000;
  const kept: number[] = [];
  for (let step = 0; step <= TRIED; step++) {
    const share = step / TRIED;
    const error = Math.sqrt((share * (1 - share)) / count);
    if (Math.abs(hits / count - share) <= 1.959963984540054 * error) kept.push(100 * share);
  }
  return { low: kept[0]!, high: kept.at(-1)! };
}

function middle(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

const past = pastOf(catalogue, bundledRows);
const rules = CASES.map((each, at) =>
  ruleOnly(`test/case-${at}`, {
    for: each.for ?? { asset: each.subject },
    when: each.when,
    stance: each.stance,
    evidence: {
      target: `${each.subject === "sp500" ? "index" : "asset"}.close`,
      horizons: [each.horizon],
    },
  }),
);
const records = bookOf(past, rules, DAY).all();

test.each(CASES.map((each, at) => ({ ...each, at })))(
  "$when for $subject after $horizon is what going through the closes one by one gives",
  (each) => {
    const plain = plainly(each);
    const record = records.find(({ narrative }) => narrative === `test/case-${each.at}`)!;
    const [{ episodes, hits, rates }] = record.horizons as [(typeof record.horizons)[number]];
    expect({ from: record.from, to: record.to, episodes, hits }).toEqual({
      from: plain.from,
      to: each.target.at(-1)!.day,
      episodes: plain.episodes,
      hits: plain.hits,
    });
    expect(episodes).toBeGreaterThanOrEqual(10);
    expect(rates!.baseRate).toBeCloseTo(plain.base, 9);
    expect(rates!.hitRate.value).toBeCloseTo((100 * plain.hits) / plain.episodes, 9);
    const { low, high } = sharesNotRejected(plain.hits, plain.episodes);
    expect(rates!.hitRate.low).toBeCloseTo(low, 2);
    expect(rates!.hitRate.high).toBeCloseTo(high, 2);
    expect(rates!.median).toBeCloseTo(middle(plain.moves), 9);
    expect(rates!.difference.value).toBeCloseTo(
      (100 * plain.hits) / plain.episodes - plain.base,
      9,
    );
  },
);
