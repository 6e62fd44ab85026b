import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Day } from "../../../generator/base/day.ts";
import { countBefore } from "../../../generator/base/search.ts";
import { repeatedRows } from "../../../generator/gather/repeated-rows.ts";
import { hear, type Offer } from "../../../generator/gather/guards/hear.ts";
import type { Known } from "../../../generator/gather/guards/history.ts";
import { quantityOf, secondIdOf, type Series } from "../../../generator/publication/catalogue.ts";
import type { Observation } from "../../../generator/store/observation.ts";
import { PROJECT, sample } from "../support.ts";

const { catalogue } = sample();

/** Cboe's and Yahoo Finance's candles, where they are known. */
const CANDLES = join(PROJECT, "test/gather/vectors/candles");

/** All that a source gives of each period of a series: the columns of the bundle's file, or the candle of which it keeps the close. */
const WHOLE: ReadonlyMap<string, ReadonlyMap<Day, readonly string[]>> = new Map(
  [...catalogue.series.values()].flatMap(({ id, from }) =>
    from ? [[id, new Map(wholeRows(from.file).map(([day, ...cells]) => [day!, cells]))]] : [],
  ),
);

function wholeRows(file: string): string[][] {
  const folder = existsSync(join(CANDLES, file)) ? CANDLES : join(PROJECT, "content/data");
  return linesIn(folder, file).slice(1);
}

function linesIn(folder: string, file: string): string[][] {
  const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
  return lines.map((line) => line.split(","));
}

/** Every series of the bundle with its history. */
export const HISTORIES: ReadonlyMap<string, Known> = new Map(
  [...catalogue.series.values()].flatMap(({ id, from }) =>
    from && id !== "russell2000.close" ? [[id, historyOf(from.file, from.column)] as const] : [],
  ),
);

function historyOf(file: string, column: string): Known {
  const [head = [], ...lines] = linesIn(join(PROJECT, "content/data"), file);
  const at = head.indexOf(column);
  const rows = lines.filter((cells) => cells[at] !== "");
  return { days: rows.map(([day]) => day!), values: rows.map((cells) => Number(cells[at])) };
}

/** What may bear witness beside the series' own history. */
export type Beside = "nothing" | "second source" | "related series";

/** The value that an answer gives at a position, whose newest is the last: of the true values. */
export type Falsify = (values: ArrayLike<number>, at: number, last: number) => number;

/** A history to judge by, and the periods that an answer asks for once more. */
const HELD = 400;
const OVERLAP = 7;
/** The percentage by which a second source may differ, and by which it does. */
const TOLERANCE = 1;
const APART = 0.05;

const part = ({ days, values }: Known, from: number, to: number): Known => ({
  days: days.slice(Math.max(0, from), to),
  values: Array.prototype.slice.call(values, Math.max(0, from), to),
});

const upTo = ({ days }: Known, day: Day): number =>
  countBefore(days.length, (at) => days[at]! <= day) - 1;

/** How much of an answer is false: its newest value, the newest row of all that it gives, or all of it. */
export type Extent = "value" | "row" | "answer";

/**
 * Whether a run takes the newest value of an answer as it is, without a word: it is neither refused nor told to differ from its second
 * source. The rest of the answer's periods are held; what is not false of other series is as it truly is.
 */
export function isTaken(
  id: string,
  last: number,
  falsify: Falsify,
  beside: Beside,
  extent: Extent,
): boolean {
  const declared = catalogue.series.get(id)!;
  const series: Series = {
    ...declared,
    related: beside === "related series" ? declared.related : [],
    ...(beside === "second source" ? { second: SECOND } : {}),
  };
  const day = HISTORIES.get(id)!.days[last]!;
  const mates = beside === "related series" ? matesOf(declared) : [];
  const offers = [series, ...mates].map((each) => {
    const isFalse = extent !== "value" || each === series;
    const end = upTo(HISTORIES.get(each.id)!, day);
    return offerOf(each, end, isFalse ? falsify : TRUE, extent);
  });
  const value = offers[0]!.observations.at(-1)!.value;
  if (value < series.range[0] || value > series.range[1]) return false;
  const truth = HISTORIES.get(id)!.values[last]!;
  const ids = [series, ...mates].flatMap((each) => [each.id, ...each.related]);
  const known = new Map(
    ids.map((each) => {
      const history = HISTORIES.get(each)!;
      const end = upTo(history, day);
      return [each, part(history, end - HELD, end)];
    }),
  );
  const offered = new Map(
    ids
      .filter((each) => each !== id)
      .map((each) => [each, trueOffer(each, upTo(HISTORIES.get(each)!, day))]),
  );
  if (beside === "second source") {
    const { days, values } = part(HISTORIES.get(id)!, last - HELD, last + 1);
    const second = Array.from(values, (each, at) => each * (1 + ((at % 3) - 1) * (APART / 100)));
    known.set(secondIdOf(id), { days, values: second });
    if (Math.abs(value - truth) > (Math.abs(truth) * TOLERANCE) / 100) return false;
  }
  const heard = hear(offers, {
    catalogue,
    known,
    offered,
    acceptance: () => undefined,
    command: () => "",
  });
  const judged = falsify === TRUE ? heard : heard.slice(0, 1);
  return judged.every(({ accepted }) => accepted.some((each) => each.day === day));
}

/** Whether a run takes the true newest value of a series, and those of the rest of its candle. */
export function isTrueTaken(id: string, last: number): boolean {
  return isTaken(id, last, TRUE, "related series", "value");
}

/** The series that are judged together, each once: of a candle its close stands for all. */
export const TOGETHER: readonly string[] = [...HISTORIES.keys()].filter(
  (id) => id.endsWith(".close") || matesOf(catalogue.series.get(id)!).length === 0,
);

const SECOND = { by: "json", source: "yahoo", tolerance: TOLERANCE };
const TRUE: Falsify = (values, at) => values[at]!;

/** The other prices of a coin's candle, which come in the same answer. */
function matesOf({ id }: Series): Series[] {
  const candle = ["open", "high", "low", "close"];
  const [subject] = id.split(".");
  if (!candle.includes(quantityOf({ id })) || !catalogue.series.has(`${subject}.high`)) return [];
  return candle
    .map((name) => catalogue.series.get(`${subject}.${name}`)!)
    .filter((each) => each.id !== id);
}

function offerOf(series: Series, last: number, falsify: Falsify, extent: Extent): Offer {
  const { days, values } = HISTORIES.get(series.id)!;
  const positions = Array.from({ length: OVERLAP + 1 }, (_, index) => last - OVERLAP + index);
  const observations = positions.map((at): Observation => ({
    day: days[at]!,
    value: extent === "answer" || at === last ? falsify(values, at, last) : values[at]!,
    public: 0,
    stated: false,
  }));
  const rows = WHOLE.get(series.id)!;
  const isTwice = extent === "row" && falsify !== TRUE;
  const whole = positions.map((at) => ({
    day: days[at]!,
    cells: rows.get(days[isTwice && at === last ? at - 1 : at]!) ?? [],
  }));
  return { series, observations, repeated: repeatedRows(whole) };
}

function trueOffer(id: string, last: number): readonly Observation[] {
  return offerOf(catalogue.series.get(id)!, last, TRUE, "value").observations;
}

/** Whether a source gives more of a period than its value, so that a repeated row can be told from a quiet day. */
export function isWholeRow(id: string, at: number): boolean {
  const day = HISTORIES.get(id)!.days[at]!;
  return (WHOLE.get(id)!.get(day)?.length ?? 0) > 1;
}

/** Whether anything may bear witness of a series: others that move with it, or the rest of its candle. */
export function hasRelated(id: string): boolean {
  const series = catalogue.series.get(id)!;
  return series.related.length > 0 || matesOf(series).length > 0;
}
