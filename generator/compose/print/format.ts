import { nearestYearOf, type Day, type TimeOfDay } from "../../base/day.ts";
import type { Unit } from "../../publication/units.ts";
import type { Language } from "../language.ts";

/**
 * How a value is written: `plain` with its sign where it is negative, `size` without, `signed` always with,
 * `whole` without decimals, `spelled` in words up to the vocabulary's last, `ordinal` as fourth or 87th, `share` as a percentage
 * without decimals, `multiple` as "double" or "half" where the language has the word.
 */
export type Form =
  | "plain"
  | "size"
  | "signed"
  | "whole"
  | "spelled"
  | "ordinal"
  | "share"
  | "multiple";

/** A value as it stands in the text. */
export interface Printed {
  readonly text: string;
  /** Decimals of the number printed, in its magnitude. */
  readonly decimals: number;
  /** 1e6 where the number counts millions. */
  readonly magnitude: number;
  /** True when every printed digit is zero: the value, as printed, did not move. */
  readonly isZero: boolean;
}

const MINUS = "−";

/** Writes a finite number of a unit, by the unit's id, in a language. Rounding is half away from zero, everywhere. */
export function formatNumber(
  value: number,
  unit: string,
  decimals: number,
  form: Form,
  language: Language,
): Printed {
  const counted = language.unit(unit);
  const amount = value * counted.factor;
  const size = Math.abs(amount);
  if (form === "share")
    return printed(language.percent(size, shareDecimals(size)), shareDecimals(size), 1);
  if (form === "multiple") return printed(multiple(size, decimals, language), decimals, 1);
  if (form === "spelled") return printed(spelled(size, language), 0, 1);
  if (form === "ordinal") return printed(ordinal(Math.round(size), language), 0, 1);
  // A series in millions says with its decimals nothing of the units that are left of less than one.
  const isRest = counted.magnitudes && counted.factor > 1;
  const shown = form === "whole" || isRest ? 0 : decimals;
  const scale = counted.magnitudes ? magnitudeOf(size, shown) : undefined;
  const text = scale
    ? language.sum(size / scale.magnitude, scale.decimals, scale.name, moneyOf(counted))
    : digits(size, counted, shown, language);
  const sign =
    form === "size" || (form !== "signed" && amount >= 0) ? "" : amount < 0 ? MINUS : "+";
  const result = printed(text, scale?.decimals ?? shown, scale?.magnitude ?? 1);
  return result.isZero || sign === "" ? result : { ...result, text: sign + result.text };
}

/** Writes a date: with its year where that is not the edition's. */
export function formatDate(day: Day, edition: Day, language: Language): Printed {
  const isNear = nearestYearOf(day.slice(5), edition) === day;
  return unsized(isNear ? language.dayAndMonth(day) : language.fullDate(day));
}

/** Days that stand side by side: where one of them needs its year, each has it. */
export function formatDates(days: readonly Day[], edition: Day, language: Language): Printed[] {
  const isLong = days.some((day) => nearestYearOf(day.slice(5), edition) !== day);
  return days.map((day) =>
    isLong ? unsized(language.fullDate(day)) : formatDate(day, edition, language),
  );
}

/** A UTC time of day; the text around it says UTC. */
export function formatTime(time: TimeOfDay): Printed {
  return unsized(time);
}

/** What has no size: the words of a moment. */
export function unsized(text: string): Printed {
  return { text, decimals: 0, magnitude: 1, isZero: false };
}

function printed(text: string, decimals: number, magnitude: number): Printed {
  return { text, decimals, magnitude, isZero: !/[1-9]/.test(text) && /0/.test(text) };
}

/** A share that is not the whole never prints as 100%, nor one above zero as 0%. */
function shareDecimals(size: number): number {
  const rounded = Math.round(size);
  return (rounded === 100 && size < 100) || (rounded === 0 && size > 0) ? 1 : 0;
}

function multiple(size: number, decimals: number, language: Language): string {
  return language.multiples[Number(size.toFixed(decimals))] ?? language.number(size, decimals);
}

function ordinal(size: number, language: Language): string {
  return language.ordinalNumbers[size] ?? language.ordinal(size);
}

function spelled(size: number, language: Language): string {
  const rounded = Math.round(size);
  return language.numbers[rounded] ?? language.number(rounded, 0);
}

/** A value without its sign in the style of its unit. */
export function digits(size: number, unit: Unit, decimals: number, language: Language): string {
  const { style, currency } = unit;
  if (style === "year") return String(size);
  if (style === "percent") return language.percent(size, decimals);
  if (currency === undefined) return language.number(size, decimals);
  return style === "currency"
    ? language.money(size, decimals, currency)
    : `${language.number(size, decimals)}\u00A0${currency}`;
}

/** The currency that values of a unit are written with. */
function moneyOf({ style, currency }: Unit): string | undefined {
  return style === "currency" ? currency : undefined;
}

/** Largest first, each with the decimals that a number of it is printed with. */
export const MAGNITUDES = [
  { name: "trillion", magnitude: 1e12, decimals: 2 },
  { name: "billion", magnitude: 1e9, decimals: 1 },
  { name: "million", magnitude: 1e6, decimals: 1 },
] as const;

/** The magnitude that the number reaches, or the next where it rounds to a thousand of it: 999.96 million is 1.0 billion. */
function magnitudeOf(size: number, decimals: number): (typeof MAGNITUDES)[number] | undefined {
  const at = MAGNITUDES.findIndex(({ magnitude }) => size >= magnitude);
  const reached = MAGNITUDES[at];
  const next = at < 0 ? MAGNITUDES.at(-1) : MAGNITUDES[at - 1];
  const unit = reached?.magnitude ?? 1;
  const halfStep = unit / 2 / 10 ** (reached?.decimals ?? decimals);
  return next && size >= next.magnitude - halfStep ? next : reached;
}

/** The decimals that a number needs to be written exactly: 2 for 1.05. */
export function exactDecimals(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}
