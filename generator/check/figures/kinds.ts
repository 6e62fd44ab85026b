import type { Fact } from "../../articles/facts.ts";
import type { Unit, Units } from "../../publication/units.ts";
import type { Figure, FigureUnit } from "./figure.ts";

/** What figures of a unit without a currency look like. */
const PRINTS: Readonly<Record<Unit["style"], FigureUnit>> = {
  currency: "money",
  percent: "percent",
  number: "plain",
  year: "plain",
  date: "date",
  time: "time",
};

const YEAR = /^(?:19|20)\d\d$/;

/** Whether a figure of the text and a fact count the same kind of thing. A year alone may be that of a date. */
export function sameKind(figure: Figure, fact: Fact, units: Units): boolean {
  if (fact.unit === "date" && YEAR.test(figure.text)) return true;
  const unit = units.get(fact.unit);
  if (unit === undefined) return false;
  if (unit.currency !== undefined) return figure.currency === unit.currency;
  const { named } = figure;
  if (PRINTS[unit.style] !== figure.unit) return false;
  return named === undefined || named === unit.id || unit.named.includes(named);
}

/** What a figure says that it counts: a currency, a named unit, percent; undefined for a bare number. */
export function countedBy({ currency, named, unit }: Figure): string | undefined {
  if (currency !== undefined) return currency;
  if (unit === "percent") return unit;
  return named === "other" ? undefined : named;
}
