import { nearestYearOf } from "../../base/day.ts";
import type { Fact } from "../../articles/facts.ts";
import type { Figure } from "../figures/figure.ts";
import type { FigureFinder } from "../figures/figures.ts";

/** Tells whether a figure says what a fact's print says, whatever its typography: `-0.5%` and `−0.5%`, `six` and `6`. */
export type SamePrint = (figure: Figure, print: string) => boolean;

/**
 * @param edition day of the edition: a date without a year is of its year, or of the one before where it would lie far ahead.
 */
export function samePrintOf(find: FigureFinder, edition: string): SamePrint {
  const parsed = new Map<string, Figure | undefined>();
  const figureOf = (print: string): Figure | undefined => {
    if (!parsed.has(print)) {
      const [only, ...more] = find(print);
      parsed.set(print, only?.text === print && more.length === 0 ? only : undefined);
    }
    return parsed.get(print);
  };
  return (figure, print) => {
    if (figure.text === print) return true;
    const other = figureOf(print);
    return other !== undefined && samePrinted(figure, other, edition);
  };
}

function samePrinted(one: Figure, other: Figure, edition: string): boolean {
  return (
    one.unit === other.unit &&
    one.currency === other.currency &&
    one.sign === other.sign &&
    one.decimals === other.decimals &&
    one.magnitude === other.magnitude &&
    momentOf(one.value, edition) === momentOf(other.value, edition)
  );
}

/** A date without its year with that which a reader gives it; other values as they are. */
export function momentOf(value: Fact["value"], edition: string): Fact["value"] {
  const isYearless = typeof value === "string" && /^\d\d-\d\d$/.test(value);
  return isYearless ? nearestYearOf(value, edition) : value;
}
