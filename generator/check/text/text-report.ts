import type { Day } from "../../base/day.ts";
import { formatReport, type CheckReport } from "../report.ts";

/** How a text that is not ours is written; it decides what of it a reader sees. */
export type TextFormat = "markdown" | "html" | "plain";

/** What the check says of one figure, or of a word that weighs one. */
export interface TextVerdict {
  /** `unknown`: nothing in the store says whether it is true; it is for a person to read. */
  readonly verdict: "right" | "wrong" | "unknown";
  /** As it stands in the text. */
  readonly figure: string;
  /** 1-based, in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Place behind the last character. */
  readonly endLine: number;
  readonly endColumn: number;
  /** Of the first character in the text, from 0, in UTF-16 units. */
  readonly offset: number;
  /** In UTF-16 units of the text. */
  readonly length: number;
  /** One sentence for a person, without a stop at its end where it is right. */
  readonly message: string;
  /** What the text should say, as it would print it. */
  readonly expected?: string;
  /** What it was taken for; absent where it could not be bound. */
  readonly binding?: TextBinding;
  /** Of a price that is wrong: lowest and highest price of the day it was held to. */
  readonly range?: { readonly day: Day; readonly low: number; readonly high: number };
  /** Of a price that is wrong: the nearest day on which it was true. */
  readonly trueOn?: Day;
}

/** One quantity of one subject over one period at one time. */
export interface TextBinding {
  /** Subject ids; two for a correlation. */
  readonly subjects: readonly string[];
  /** Such as `btc.close`. */
  readonly series: string;
  /** Such as `level`, `change`, `average`, `rsi`, `correlation`, `sum`, `streak`. */
  readonly statistic: string;
  /** Periods of the series, where the statistic spans some. */
  readonly window?: number;
  /** The day that the value describes. */
  readonly day: Day;
  /** The exact value, in the unit that the figure counts. */
  readonly value: number | Day;
}

/**
 * What the check of a text that is not ours found. Its messages are those of an article's check (`wrong-figure`, an error, and
 * `unknown-figure`, a notice), so that whatever shows one report shows the other; its verdicts say more of each figure.
 */
export interface TextReport extends CheckReport {
  /** What was known then is what the text is held to; ISO 8601 UTC. */
  readonly asOf: string;
  readonly right: number;
  readonly wrong: number;
  readonly unknown: number;
  /** In the order of the text. */
  readonly verdicts: readonly TextVerdict[];
}

/** What is said of a text besides its words. */
export interface TextOptions {
  /** A day, for its cut-off as an edition of that day has it, or an instant in ISO 8601; now when left out. */
  readonly asOf?: string;
  /** By the file's name when left out: `.md` and `.markdown`, `.html` and `.htm`, else plain text. */
  readonly format?: TextFormat;
  /** The name that messages bear. */
  readonly file?: string;
}

/**
 * Holds texts to what was known at one instant. Made once (the store is read), then called for each text, as often as it changes,
 * without waiting: `textChecker(open, { asOf })` of the library gives it, and `checkText(open, text, options)` is one call of it.
 */
export type TextChecker = (
  text: string,
  options?: Pick<TextOptions, "format" | "file">,
) => TextReport;

/** The report as people read it: a line a message, then how many figures are right, wrong and unknown. */
export function formatTextReport(report: TextReport): string {
  const { file, asOf, right, wrong, unknown, messages } = report;
  const count = `${right} right, ${wrong} wrong, ${unknown} unknown`;
  return messages.length === 0
    ? `${file}, as of ${asOf}: ${count}`
    : `${formatReport(report)}\n${file}, as of ${asOf}: ${count}`;
}
