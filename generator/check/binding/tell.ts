import type { Day } from "../../base/day.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { printLike, type Judgement } from "./judge.ts";
import type { Figure } from "../figures/figure.ts";
import type { Lexicon } from "../figures/lexicon.ts";

/** What is told of a judged figure: the sentence for a person, what the text should say, and of a price its surroundings. */
export interface Told {
  readonly message: string;
  readonly expected?: string;
  readonly range?: { readonly day: Day; readonly low: number; readonly high: number };
  readonly trueOn?: Day;
}

/** Tells what the store says of a figure. */
export function told(
  figure: Figure,
  judgement: Judgement & { readonly claim: Pick<Claim, "direction"> },
  almanac: Almanac,
  lexicon: Lexicon,
): Told {
  const { direction } = judgement.claim;
  const { verdict, candidate, isTurned, instead } = judgement;
  const print = `"${figure.text}"`;
  if (verdict === "unknown" && instead !== undefined)
    return { message: `${print} may not be so: ${instead}. Read whether it is true.` };
  if (verdict === "wrong" && instead !== undefined)
    return { message: `${print} is not so: ${instead}.`, expected: instead };
  if (verdict === "unknown" || !candidate) {
    return {
      message: `${print} cannot be bound to one thing that the store knows${candidate ? `; the nearest is ${named(candidate, almanac.view.catalogue)}` : ""}. Read whether it is true.`,
    };
  }
  if (candidate.series === "") {
    const way = candidate.value < 0 ? "down" : "up";
    return {
      message: `${print} and the figure beside it go ${way}, and the word before them says the other way.`,
      expected: way,
    };
  }
  const what = named(candidate, almanac.view.catalogue);
  if (verdict === "right") return { message: `${print} is ${what}` };
  if (Number.isNaN(figure.value)) return toldOfWord(print, what, judgement, candidate);
  if (candidate.isOtherUnit) {
    const unit = almanac.view.catalogue.series.get(candidate.series)?.unit ?? "another unit";
    return {
      message: `${print} has the size of ${what}, which is counted in ${unit}.`,
      expected: unit,
    };
  }
  const value = printLike(figure, candidate.value, lexicon);
  const isOpposed =
    candidate.isDirected &&
    ((candidate.value < 0 && direction === "up") || (candidate.value > 0 && direction === "down"));
  const went = `which ${wentOf(candidate)}`;
  if (isTurned)
    return {
      message: `${print} has the size of ${what}, ${went}: the text says the other way.`,
      expected: value,
    };
  const way = isOpposed ? `, ${went}` : "";
  const around = surroundings(figure, candidate, almanac, lexicon);
  return {
    message: `${print} is not ${what}${way}: the store says ${value}${around.text}.`,
    expected: value,
    ...around.found,
  };
}

const FLOWS = new Set([
  "flow",
  "sum",
  "mean",
  "sum of the run",
  "sum of the run before",
  "mean of the run",
]);

/** Which way a value went, or on which side it lies. */
function wentOf({ statistic, value }: Candidate): string {
  if (FLOWS.has(statistic)) return value < 0 ? "went out" : "came in";
  if (statistic.startsWith("distance")) return value < 0 ? "is below" : "is above";
  return value < 0 ? "fell" : "rose";
}

/** A word that weighs a value, tells of a record, or says which way it went. */
function toldOfWord(
  print: string,
  what: string,
  { since }: Judgement,
  { statistic, value }: Candidate,
): Told {
  if (statistic === "highest" || statistic === "lowest") {
    const expected = since === undefined ? "it is so in all of the data" : `${since}`;
    return {
      message: `${print} is not so: ${since === undefined ? expected : `there was one such on ${since}`}.`,
      expected,
    };
  }
  const expected = value.toFixed(2).replace("-", "−");
  return { message: `${print} does not fit ${what}: the store says ${expected}.`, expected };
}

const LEVELS = new Set(["level", "open", "high", "low"]);

/** A candidate in words. */
function named(
  { statistic, subjects, series, window, day, from }: Candidate,
  catalogue: Catalogue,
): string {
  const names = subjects.map((id) => catalogue.subjects.get(id)?.name ?? id).join(" and ");
  const title = catalogue.series.get(series)?.title;
  if (LEVELS.has(statistic)) {
    const which = statistic === "level" ? (title ?? names) : `the ${statistic} of ${names}`;
    return `${which} of ${day}`;
  }
  if (from !== undefined) return `the change of ${title ?? names} from ${from} to ${day}`;
  const span = window === undefined || window < 2 ? "" : ` over ${window} periods`;
  return `the ${statistic === "rsi" ? "RSI" : statistic} of ${title ?? names}${span} on ${day}`;
}

/** The day's range of a price, and the nearest day on which the figure was true. */
function surroundings(
  figure: Figure,
  { statistic, subjects: [subject = ""], day }: Candidate,
  almanac: Almanac,
  lexicon: Lexicon,
): { text: string; found: Pick<Told, "range" | "trueOn"> } {
  const close = LEVELS.has(statistic) ? almanac.line(subject, "close") : undefined;
  if (!close) return { text: "", found: {} };
  const [low, high] = [almanac.line(subject, "low"), almanac.line(subject, "high")];
  const [bottom, top] = [valueOn(low, day), valueOn(high, day)];
  const trueOn = nearestDay(Number(figure.value), close, low, high, close.at(day));
  const range =
    bottom !== undefined && top !== undefined ? { day, low: bottom, high: top } : undefined;
  const between = range
    ? `, and between ${printLike(figure, range.low, lexicon)} and ${printLike(figure, range.high, lexicon)} within the day`
    : "";
  return {
    text:
      between +
      (trueOn === undefined
        ? "; it has not been there in the data"
        : `; it was last there on ${trueOn}`),
    found: { ...(range ? { range } : {}), ...(trueOn === undefined ? {} : { trueOn }) },
  };
}

function valueOn(line: Line | undefined, day: Day): number | undefined {
  const at = line?.at(day) ?? -1;
  return line && line.days[at] === day ? line.values[at] : undefined;
}

/** The day nearest to a position on which a price was paid: between low and high, or else between one close and the next. */
function nearestDay(
  price: number,
  close: Line,
  low: Line | undefined,
  high: Line | undefined,
  from: number,
): Day | undefined {
  const wasPaid = (at: number): boolean => {
    const day = close.days[at]!;
    const [bottom, top] = [valueOn(low, day), valueOn(high, day)];
    if (bottom !== undefined && top !== undefined) return price >= bottom && price <= top;
    const [earlier, later] = [close.values[at - 1] ?? close.values[at]!, close.values[at]!];
    return price >= Math.min(earlier, later) && price <= Math.max(earlier, later);
  };
  for (let apart = 0; apart <= close.last; apart++)
    for (const at of [from - apart, from + apart])
      if (at >= 0 && at <= close.last && wasPaid(at)) return close.days[at];
  return undefined;
}
