import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomFrom, type Random } from "../../../generator/base/random.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Sessions that are taken over together, so that what lies close together in the real history stays together. */
const BLOCK = 20;

/** The first of each share's days: what it costs on it is made up, and all that follows moves on from there. */
const FIRST_DAY = "2020-01-02";

/** Names of shares that there are not: each first part with each second one. */
const FIRST = [
  ..."Alder Amber Anchor Argent Aspen Beacon Birch Bridge Briar Canyon Cedar Clover Cobalt Coral Crest Delta Dover".split(
    " ",
  ),
  ..."Ember Falcon Fern Garnet Granite Harbor Hazel Heron Indigo Ivory Jasper Juniper Kestrel Lark Laurel Linden".split(
    " ",
  ),
  ..."Maple Marlow Merid Mesa Nordic Oak Olive Onyx Opal Osprey Pine Quartz Raven Ridge Rowan Sable Sierra Sorrel".split(
    " ",
  ),
];
const SECOND =
  "Energy Foods Bancorp Software Chemicals Logistics Pharma Utilities Retail Mining Insurance Airlines Devices Media Steel Paper Water Homes Motors Textiles".split(
    " ",
  );

interface Candle {
  readonly date: string;
  readonly close: number;
  /** Of the real day: change of the close, and high, low and open beside it. */
  readonly change: number;
  readonly high: number;
  readonly low: number;
  readonly open: number;
  /** Against the mean of the year before: over ten years that of the real ones grows a thousandfold. */
  readonly volume: number;
}

/** What a made publication is like. */
export interface Tickers {
  readonly count: number;
  /** The last day of its data. */
  readonly until: string;
  /** `share` stands under it. */
  readonly kind?: string;
  /** Each share has so many of the last sessions only; else all since 2020. */
  readonly sessions?: number;
  /** Notes of an edition at most. */
  readonly budget?: number;
}

/**
 * Makes a publication of so many shares in a folder: bundled history of Bitcoin and Ether on the sessions of New York, taken over in
 * blocks by a seed and scaled to what shares move by, beside the real closes of the S&P 500.
 */
export function makeTickers(
  home: string,
  { count, until, kind = "crypto", budget = 40, sessions: most = Infinity }: Tickers,
): void {
  mkdirSync(join(home, "content/data/prices"), { recursive: true });
  mkdirSync(join(home, "templates/stories"), { recursive: true });
  const story = readFileSync(join(import.meta.dirname, "share-note.md"), "utf8");
  writeFileSync(
    join(home, "templates/stories/share-note.md"),
    story.replace(/^budget: \d+$/m, `budget: ${budget}`),
  );
  const index = rowsOf("sp500.csv").filter(([date]) => date! <= until);
  const sessions = rowsOf("sp500.csv");
  const listedOn = sessions.findIndex(([date]) => date! >= FIRST_DAY);
  const first = Math.max(listedOn, index.length - most);
  writeFileSync(join(home, "content/data/sp500.csv"), asCsv(["date", "close"], index.slice(first)));
  const coins = ["btc.csv", "eth.csv"].map(candlesOf);
  const listed = Array.from({ length: count }, (_, at) => shareOf(at));
  writeFileSync(
    join(home, "content/data/tickers.csv"),
    asCsv(
      ["symbol", "name"],
      listed.map(({ symbol, name }) => [symbol, name]),
    ),
  );
  for (const { symbol } of listed) {
    const rows = historyOf(symbol, sessions, coins, listedOn, [first, index.length]);
    const columns = ["date", "open", "high", "low", "close", "volume"];
    writeFileSync(join(home, `content/data/prices/${symbol}.csv`), asCsv(columns, rows));
  }
  writeFileSync(join(home, "bellwether.yaml"), publicationOf(kind));
}

function shareOf(at: number): { readonly symbol: string; readonly name: string } {
  const first = FIRST[at % FIRST.length]!;
  const second = SECOND[Math.floor(at / FIRST.length) % SECOND.length]!;
  const round = Math.floor(at / (FIRST.length * SECOND.length));
  const letters = [17_576, 676, 26, 1].map((power) => Math.floor(at / power) % 26);
  const symbol = letters.map((each) => String.fromCharCode(65 + each)).join("");
  return {
    symbol: `Q${symbol}`,
    name: `${first} ${second}${round === 0 ? "" : ` ${"I".repeat(round + 1)}`}`,
  };
}

function rowsOf(file: string): string[][] {
  const [, ...lines] = readFileSync(join(ROOT, "content/data", file), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => line.split(","));
}

function candlesOf(file: string): Candle[] {
  const rows = rowsOf(file).map(([date, ...cells]) => ({ date: date!, cells: cells.map(Number) }));
  const volumes = rows.map(({ cells }) => cells[4]!);
  const usual = (at: number): number => {
    const year = volumes.slice(Math.max(0, at - 365), at);
    return year.reduce((sum, each) => sum + each, 0) / year.length;
  };
  return rows.slice(1).map(({ date, cells: [open, high, low, close, volume] }, at) => ({
    date,
    close: close!,
    change: Math.log(close! / rows[at]!.cells[3]!),
    high: Math.log(high! / close!),
    low: Math.log(low! / close!),
    open: Math.log(open! / close!),
    volume: volume! / usual(at + 1),
  }));
}

function historyOf(
  seed: string,
  sessions: readonly string[][],
  coins: readonly (readonly Candle[])[],
  listedOn: number,
  [from, to]: readonly [from: number, to: number],
): string[][] {
  const random = randomFrom(seed);
  const scale = 0.25 + 0.5 * random();
  const beta = 0.4 + random();
  const shares = 10 ** (5 + 2 * random());
  const first = 10 * 10 ** (1.5 * random());
  let before = Number(sessions[0]![1]);
  const walked = sessions.map(([, index], at) => {
    const candle = drawn(random, coins, at);
    const market = Math.log(Number(index) / before);
    before = Number(index);
    return { candle, change: beta * market + scale * candle.change - 0.0001 };
  });
  let reached = first;
  const closes = walked.map(({ change }, at) =>
    at > listedOn ? (reached *= Math.exp(change)) : reached,
  );
  return sessions.slice(from, to).map(([date], index) => {
    const { candle } = walked[from + index]!;
    const close = closes[from + index]!;
    const beside = (log: number): string => (close * Math.exp(scale * log)).toFixed(2);
    return [
      date!,
      beside(candle.open),
      beside(candle.high),
      beside(candle.low),
      close.toFixed(2),
      (shares * candle.volume).toFixed(0),
    ];
  });
}

const places = new WeakMap<Random, { coin: number; at: number }>();

/** The next candle of the block, or the first of another. */
function drawn(random: Random, coins: readonly (readonly Candle[])[], at: number): Candle {
  if (at % BLOCK === 0) {
    const coin = Math.floor(random() * coins.length);
    places.set(random, { coin, at: Math.floor(random() * (coins[coin]!.length - BLOCK)) });
  }
  const place = places.get(random)!;
  return coins[place.coin]![place.at++]!;
}

function asCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[columns, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

function publicationOf(kind: string): string {
  const head = readFileSync(join(import.meta.dirname, "bellwether.yaml"), "utf8");
  return head.replaceAll("KIND", kind);
}
