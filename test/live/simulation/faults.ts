import { addDays, daysFrom, type Day } from "../../../generator/base/day.ts";
import { randomFrom, type Random } from "../../../generator/base/random.ts";
import type { BundledRow } from "../stock.ts";
import { FEEDS, newestDue, truthOf, type Feed, type Poll } from "./feeds.ts";

/** What goes wrong with one feed from one poll to another, both included. */
export interface Fault {
  readonly kind: Kind;
  readonly feed: Feed;
  readonly from: Poll;
  readonly to: Poll;
  /** A whole number from 1 to 3, for what may be smaller or larger. */
  readonly size: number;
}

/** One way in which a provider errs. */
export interface Kind {
  readonly name: string;
  suits(feed: Feed): boolean;
  /** What stands in the place of an answer. */
  readonly instead?: "status 503" | "half an answer";
  /** The rows as they are answered. */
  readonly spoil?: (rows: readonly BundledRow[], fault: Fault) => readonly BundledRow[];
  /** The days of an answer of which every value counts, true or as first told; all of them unless given. */
  readonly honest?: (day: Day, rows: readonly BundledRow[], fault: Fault) => boolean;
  /** What the operator is told of each series whose answer was spoiled. */
  readonly says?: RegExp;
}

const scaled = (row: BundledRow, factor: number, columns: readonly string[]): BundledRow => ({
  ...row,
  ...Object.fromEntries(
    columns
      .filter((name) => row[name])
      .map((name) => [name, String(Number((Number(row[name]) * factor).toPrecision(12)))]),
  ),
});

const columnsOf = ({ columns }: Feed): string[] => Object.keys(columns);

const emptied = (row: BundledRow, columns: readonly string[], cell: string): BundledRow => ({
  ...row,
  ...Object.fromEntries(columns.map((name) => [name, cell])),
});

/** The newest row as it is spoiled, and the rest as they are. */
const withNewest = (
  rows: readonly BundledRow[],
  spoil: (row: BundledRow, before: BundledRow) => BundledRow,
): BundledRow[] =>
  rows.map((row, at) => (isNewest(row["date"]!, rows) ? spoil(row, rows[at - 1]!) : row));

const isNewest = (day: Day, rows: readonly BundledRow[]): boolean => day === rows.at(-1)?.["date"];
const isOlder = (day: Day, rows: readonly BundledRow[]): boolean => !isNewest(day, rows);
const never = (): boolean => false;
const any = (): boolean => true;
/** Of a second source nothing is refused but what cannot be: where it differs, the article says so. */
const SECOND = "api.kraken.com";
const isPrice = ({ file, columns }: Feed): boolean =>
  file !== "etf-flows.csv" && !("value" in columns) && !("volume" in columns);

/** Every way in which the simulated providers err. */
export const KINDS: readonly Kind[] = [
  { name: "down", suits: any, instead: "status 503", says: /status 503/ },
  { name: "half an answer", suits: any, instead: "half an answer", says: /broke off/ },
  {
    name: "late",
    suits: any,
    spoil: (rows, { size }) => rows.slice(0, -size),
  },
  {
    name: "partial: cells are empty",
    suits: ({ host }) => !host.startsWith("api."),
    spoil: (rows, { feed }) =>
      withNewest(rows, (row) => emptied(row, columnsOf(feed).slice(0, 2), "")),
  },
  {
    name: "wrong day",
    suits: any,
    spoil: (rows) => rows.slice(1).map((row, at) => ({ ...rows[at], date: row["date"]! })),
    honest: never,
    says: /contradicts/,
  },
  {
    name: "split, not adjusted",
    suits: ({ isShare = false }) => isShare,
    spoil: (rows, { feed, from, size }) =>
      rows.map((row) =>
        row["date"]! >= addDays(from.day, -4)
          ? scaled(row, 1 / [2, 7, 10][size - 1]!, columnsOf(feed))
          : row,
      ),
    honest: (day, _, { from }) => day < addDays(from.day, -4),
    says: /share split|outside the range/,
  },
  {
    name: "history revised",
    suits: any,
    spoil: (rows, { feed }) =>
      rows.map((row, at) => scaled(row, 1 + ((at * 7) % 5) / 8, columnsOf(feed))),
    honest: never,
    says: /contradicts|outside the range/,
  },
  {
    name: "preliminary",
    suits: isPrice,
    spoil: (rows, { feed }) => withNewest(rows, (row) => scaled(row, 1.002, columnsOf(feed))),
  },
  {
    name: "rows twice, one of them otherwise",
    // A flow of zero is zero in both.
    suits: ({ file }) => file !== "etf-flows.csv",
    spoil: (rows, { feed }) =>
      rows.flatMap((row) =>
        isNewest(row["date"]!, rows) ? [row, scaled(row, 1.01, columnsOf(feed))] : [row, row],
      ),
    honest: isOlder,
    says: /different values/,
  },
  {
    name: "a last row of zeros",
    suits: any,
    spoil: (rows, { feed }) => withNewest(rows, (row) => emptied(row, columnsOf(feed), "0")),
    honest: isOlder,
  },
  {
    name: "nearly doubled",
    suits: (feed) => isPrice(feed) && feed.host !== SECOND && !("exchangeInflow" in feed.columns),
    spoil: (rows, { feed }) => withNewest(rows, (row) => scaled(row, 1.9, columnsOf(feed))),
    honest: isOlder,
    says: /usual|share split/,
  },
  {
    name: "sign flipped",
    suits: ({ file }) => file !== "etf-flows.csv",
    spoil: (rows, { feed }) => withNewest(rows, (row) => scaled(row, -1, columnsOf(feed))),
    honest: isOlder,
    says: /outside the range/,
  },
  {
    name: "yesterday again",
    suits: ({ columns }) => !("value" in columns),
    spoil: (rows) =>
      withNewest(rows, ({ date = "" }, before) => ({ ...before, trulyOf: before["date"]!, date })),
    honest: isOlder,
    says: /sent a row twice/,
  },
  {
    name: "a year old",
    suits: any,
    spoil: (rows) => {
      const back = Math.min(250, rows.length >> 1);
      return rows.slice(back).map((row, at) => ({ ...rows[at], date: row["date"]! }));
    },
    honest: never,
    says: /contradicts/,
  },
  {
    name: "a hundred times as much",
    suits: any,
    spoil: (rows, { feed }) => rows.map((row) => scaled(row, 100, columnsOf(feed))),
    honest: never,
    says: /times what they were|outside the range/,
  },
];

/** How many days before and after a fault nothing else befalls its feed. */
const APART = 3;

/**
 * The faults of a stretch, drawn by a seed: every kind as often as any other, each on a feed that it suits, all of them over two days before
 * the stretch ends.
 */
export function faultsOf(seed: string, from: Day, to: Day): Fault[] {
  const random = randomFrom(seed);
  const draw = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const days = daysFrom(addDays(from, 1), addDays(to, -2));
  const count = Math.max(KINDS.length, Math.round(days.length * 0.8));
  const faults: Fault[] = [];
  let kinds: Kind[] = [];
  for (let tries = 0; faults.length < count && tries < 100 * count; tries++) {
    if (kinds.length === 0) kinds = shuffled(KINDS, random);
    const kind = kinds.at(-1)!;
    const feed = draw(FEEDS.filter((each) => kind.suits(each)));
    const first = draw(days);
    const last = addDays(first, draw([0, 0, 1, 2]));
    const isFree = faults.every(
      (each) =>
        each.feed !== feed ||
        addDays(each.to.day, APART) < first ||
        each.from.day > addDays(last, APART),
    );
    if (last > days.at(-1)! || !isFree) continue;
    kinds.pop();
    faults.push({
      kind,
      feed,
      from: { day: first, time: draw(["00:45", "12:02"]) },
      to: { day: last, time: "12:02" },
      size: draw([1, 2, 3]),
    });
  }
  return faults;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((each) => [random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);
}

const instant = ({ day, time }: Poll): string => `${day}T${time}`;

/** The fault of a feed at a poll, if any. */
export function faultAt(faults: readonly Fault[], feed: Feed, poll: Poll): Fault | undefined {
  return faults.find(
    (fault) =>
      fault.feed === feed &&
      instant(fault.from) <= instant(poll) &&
      instant(poll) <= instant(fault.to),
  );
}

/** Rows of history that a provider gives at the most. */
const ROWS = 520;

/** The rows that a feed truly has at a poll. */
export function trueRows(feed: Feed, poll: Poll): readonly BundledRow[] {
  const due = newestDue(feed, poll);
  return truthOf(feed.file)
    .filter(({ date = "" }) => date <= due)
    .slice(-ROWS);
}

/** The rows that a feed answers at a poll, spoiled or not; the day under way with figures that it will not end with. */
export function answeredRows(
  feed: Feed,
  poll: Poll,
  fault: Fault | undefined,
): readonly BundledRow[] {
  const rows = trueRows(feed, poll);
  const answered = fault?.kind.spoil?.(rows, fault) ?? rows;
  if (!feed.isRunning) return answered;
  const running = truthOf(feed.file).find(({ date }) => date === poll.day);
  const factor = fault?.kind.name === "a hundred times as much" ? 99 : 0.99;
  return running ? [...answered, scaled(running, factor, columnsOf(feed))] : answered;
}
