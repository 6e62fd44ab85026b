/**
 * What an argument of a helper must be: a name in quotes of a scale, a band of it or a parameter of the signal before; a `text` in
 * quotes that is printed; a `case` of the language in quotes; a condition in quotes; or a name: that of a `subject`, any `signal`, one or a stated `day`, the day `since` which a value is the highest or lowest, a signal that is a `number`, a
 * `stated` figure, or a `figure` of either.
 */
export type ArgumentKind =
  | "condition"
  | "scale"
  | "band"
  | "parameter"
  | "text"
  | "case"
  | "subject"
  | "signal"
  | "day"
  | "since"
  | "number"
  | "stated"
  | "figure";

/** How a helper is called: block or inline, and with what. */
export interface HelperForm {
  readonly block: boolean;
  readonly takes: readonly ArgumentKind[];
  /** How many of them there must be. */
  readonly least: number;
}

const block = (...takes: ArgumentKind[]): HelperForm => ({
  block: true,
  takes,
  least: takes.length,
});
const inline = (...takes: ArgumentKind[]): HelperForm => ({
  block: false,
  takes,
  least: takes.length,
});

/** The helpers that a template may call. */
export const HELPERS: Readonly<Record<string, HelperForm>> = {
  when: block("condition"),
  list: block(),
  size: inline("figure"),
  signed: inline("figure"),
  spelled: inline("figure"),
  ordinal: inline("figure"),
  whole: inline("figure"),
  share: inline("figure"),
  date: inline("day"),
  day: inline("day"),
  on: inline("day"),
  full: inline("day"),
  period: inline("signal"),
  since: inline("since"),
  publisher: inline("signal"),
  hedged: inline("stated"),
  once: inline("figure", "text"),
  parameter: inline("signal", "parameter"),
  multiple: inline("figure", "text"),
  noun: inline("number", "text", "text"),
  moved: { ...inline("scale", "figure", "figure"), least: 2 },
  movedBy: inline("scale", "number", "text", "text"),
  movedTo: inline("scale", "figure", "figure", "figure"),
  apart: inline("scale", "figure"),
  named: inline("case", "subject"),
  word: inline("scale", "figure"),
  cut: inline("scale", "band"),
  end: inline("scale", "band"),
};
