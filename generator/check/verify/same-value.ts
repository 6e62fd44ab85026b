import { DAY_MS } from "../../base/day.ts";
import type { Fact } from "../../articles/facts.ts";
import type { Units } from "../../publication/units.ts";
import type { Figure } from "../figures/figure.ts";
import { momentOf } from "./same-print.ts";

/** Rounding errors of binary fractions must not decide at half a unit. */
const TOLERANCE = 1e-9;
/** A figure coarser than the fact's own print may be off by this share of the fact: 14% for 14.3%, not 1 for 0.51. */
const COARSEST = 0.15;
/**
 * Whether a fact's exact value rounds to the figure as printed: within half a unit of its last place, with the sign where one is
 * printed, and close to it where the figure is rounded further than the fact prints. For dates and times, whether it is the same day, month, year or minute.
 */
export function sameValue(figure: Figure, fact: Fact, edition: string, units: Units): boolean {
  if (typeof fact.value === "string") return sameMoment(figure, fact.value, edition);
  if (typeof figure.value === "string") return false;
  const exact = wholeUnits(fact.value, fact, units);
  const size = Math.abs(exact);
  const half = 0.5 * lastPlace(figure);
  if (figure.sign !== 0 && size > half && Math.sign(exact) !== figure.sign) return false;
  const apart = Math.abs(size - figure.value);
  const isClose = lastPlace(figure) <= lastPlace(fact) || apart <= COARSEST * size;
  return isClose && apart <= half + size * TOLERANCE;
}

function sameMoment(figure: Figure, exact: string, edition: string): boolean {
  const printed = typeof figure.value === "string" ? figure.value : figure.text;
  return exact === momentOf(printed, edition) || exact.startsWith(`${printed}-`);
}

/** How far a figure is from a fact: relative to the larger of the two; for dates in years. Infinity where they do not compare. */
export function distance(figure: Figure, fact: Fact, edition: string, units: Units): number {
  if (typeof fact.value === "number" && typeof figure.value === "number") {
    const exact = Math.abs(wholeUnits(fact.value, fact, units));
    const apart = Math.abs(exact - figure.value) / Math.max(exact, figure.value);
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
  }
  const printed = momentOf(figure.value, edition);
  const apart = Math.abs(Date.parse(String(fact.value)) - Date.parse(String(printed)));
  return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart / DAY_MS / 365;
}

/** One unit of the last place printed. */
function lastPlace({ decimals, magnitude }: Pick<Fact, "decimals" | "magnitude">): number {
  return magnitude * 10 ** -decimals;
}

/** The value as its print counts it. */
function wholeUnits(value: number, { unit }: Fact, units: Units): number {
  return value * (units.get(unit)?.factor ?? 1);
}
