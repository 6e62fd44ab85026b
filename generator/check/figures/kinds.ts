import type { Fact, FactUnit } from "../../articles/facts.ts";
import type { Figure, FigureUnit } from "./figure.ts";
import type { NamedUnit } from "./vocabulary.ts";

/** How figures of a fact's unit are printed, and which unit the words behind them may name. */
interface Print {
  readonly unit: FigureUnit;
  readonly named: readonly NamedUnit[];
}

const COUNTS: readonly NamedUnit[] = [
  "times",
  "points",
  "minutes",
  "hours",
  "days",
  "weeks",
  "sessions",
  "months",
  "quarters",
  "years",
];

const PRINTS: Readonly<Record<FactUnit, Print>> = {
  USD: { unit: "USD", named: ["USD"] },
  "USD million": { unit: "USD", named: ["USD"] },
  percent: { unit: "percent", named: [] },
  "percentage points": { unit: "plain", named: ["percentage points"] },
  "basis points": { unit: "plain", named: ["basis points"] },
  points: { unit: "plain", named: ["points"] },
  ratio: { unit: "plain", named: ["times"] },
  times: { unit: "plain", named: ["times"] },
  correlation: { unit: "plain", named: [] },
  z: { unit: "plain", named: [] },
  percentile: { unit: "plain", named: [] },
  count: { unit: "plain", named: COUNTS },
  days: { unit: "plain", named: ["days"] },
  sessions: { unit: "plain", named: ["sessions"] },
  weeks: { unit: "plain", named: ["weeks"] },
  months: { unit: "plain", named: ["months"] },
  quarters: { unit: "plain", named: ["quarters"] },
  years: { unit: "plain", named: ["years"] },
  year: { unit: "plain", named: [] },
  date: { unit: "date", named: [] },
  time: { unit: "time", named: [] },
};

const YEAR = /^(?:19|20)\d\d$/;

/** Whether a figure of the text and a fact count the same kind of thing. A year alone may be that of a date. */
export function sameKind(figure: Figure, fact: Fact): boolean {
  if (fact.unit === "date" && YEAR.test(figure.text)) return true;
  const { unit, named } = PRINTS[fact.unit];
  return unit === figure.unit && (figure.named === undefined || named.includes(figure.named));
}
