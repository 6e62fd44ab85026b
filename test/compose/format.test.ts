import { UNITS } from "../../generator/publication/units.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatDate,
  formatDates,
  formatNumber,
  type Form,
} from "../../generator/compose/print/format.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { ROOT, world } from "../support/bundle.ts";

const english = loadLanguage(world, ROOT, "en", UNITS);
const text = (value: number, unit: string, decimals: number, form: Form = "plain"): string =>
  formatNumber(value, unit, decimals, form, english).text;

test.each<[number, string, number, Form, string]>([
  [97032.32, "USD", 0, "plain", "$97,032"],
  [1811.605, "USD", 2, "plain", "$1,811.61"],
  [-133_860_606, "USD", 0, "size", "$133.9 million"],
  [999_960_000, "USD", 0, "plain", "$1.0 billion"],
  [999_940_000, "USD", 0, "plain", "$999.9 million"],
  [2_250_000_000_000, "USD", 0, "plain", "$2.25 trillion"],
  [142.3, "USD million", 1, "plain", "$142.3 million"],
  [-5087.4, "USD million", 1, "plain", "−$5.1 billion"],
  [2.06, "percent", 1, "plain", "2.1%"],
  [4.435, "percent", 2, "plain", "4.44%"],
  [-0.5766667, "USD million", 1, "plain", "−$576,667"],
  [999_999.6, "USD", 0, "plain", "$1.0 million"],
  [999_999.4, "USD", 0, "plain", "$999,999"],
  [950_000_000, "USD", 0, "plain", "$950.0 million"],
  [-2.14, "percent", 1, "signed", "−2.1%"],
  [2.14, "percent", 1, "signed", "+2.1%"],
  [-2.14, "percent", 1, "size", "2.1%"],
  [-0.04, "percent", 1, "signed", "0.0%"],
  [-0.04, "percent", 1, "plain", "0.0%"],
  [0.5125, "correlation", 2, "plain", "0.51"],
  [-0.5125, "correlation", 2, "plain", "−0.51"],
  [87.4, "percentile", 0, "ordinal", "87th"],
  [91, "percentile", 0, "ordinal", "91st"],
  [12, "percentile", 0, "ordinal", "twelfth"],
  [99.8, "percentile", 0, "share", "99.8%"],
  [86.6, "percentile", 0, "share", "87%"],
  [0.2, "percentile", 0, "share", "0.2%"],
  [100, "percentile", 0, "share", "100%"],
  [6, "years", 0, "spelled", "six"],
  [-4, "sessions", 0, "spelled", "four"],
  [25, "sessions", 0, "spelled", "25"],
  [2, "times", 0, "multiple", "double"],
  [0.473, "times", 1, "multiple", "half"],
  [1.34, "times", 1, "multiple", "1.3"],
  [2022, "year", 0, "plain", "2022"],
  [97032.32, "EUR", 0, "plain", "€97,032"],
  [-1234.5, "GBP", 2, "plain", "−£1,234.50"],
  [15_482, "JPY", 0, "plain", "¥15,482"],
  [88.1, "CHF", 2, "plain", "CHF\u00A088.10"],
  [88.1, "CAD", 2, "plain", "CAD\u00A088.10"],
  [412.5, "GBp", 1, "signed", "+412.5\u00A0GBp"],
  [142.3, "EUR million", 1, "plain", "€142.3 million"],
  [2.5, "JPY billion", 1, "plain", "¥2.5 billion"],
])("%d %s with %d decimals as %s prints %s", (value, unit, decimals, form, expected) => {
  expect(text(value, unit, decimals, form)).toBe(expected);
});

test("every half of a hundredth is rounded away from zero, as it is written", () => {
  for (let at = 0; at < 3000; at++) {
    const written = `${Math.floor(at / 100)}.${String(at % 100).padStart(2, "0")}5`;
    const above = ((at + 1) / 100).toFixed(2);
    expect(text(Number(written), "percent", 2), written).toBe(`${above}%`);
    expect(text(-Number(written), "percent", 2), written).toBe(`−${above}%`);
  }
});

test("a date has its year where a reader would take it for that of another", () => {
  expect(formatDate("2025-05-07", "2025-05-08", english).text).toBe("May 7");
  expect(formatDate("2024-12-17", "2025-05-08", english).text).toBe("December 17");
  expect(formatDate("2024-08-05", "2025-05-08", english).text).toBe("August 5");
  expect(formatDate("2024-06-30", "2025-05-08", english).text).toBe("June 30, 2024");
  expect(formatDate("2025-01-03", "2024-12-30", english).text).toBe("January 3, 2025");
});

test("of days side by side each has its year where one needs it", () => {
  const near = formatDates(["2025-03-19", "2025-04-06"], "2025-05-08", english);
  expect(near.map(({ text }) => text)).toEqual(["March 19", "April 6"]);
  const far = formatDates(["2024-03-10", "2025-04-06"], "2025-05-08", english);
  expect(far.map(({ text }) => text)).toEqual(["March 10, 2024", "April 6, 2025"]);
});

const COUNTED: readonly string[] = [
  "USD",
  "USD million",
  "percent",
  "points",
  "correlation",
  "z",
  "count",
];
const MAGNITUDES: Readonly<Record<string, number>> = { million: 1e6, billion: 1e9, trillion: 1e12 };

test("what is printed reads back to within half a unit of its last place", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.constantFrom(...COUNTED),
      fc.integer({ min: 0, max: 4 }),
      (value, unit, decimals) => {
        const printed = formatNumber(value, unit, decimals, "signed", english);
        const match = /^([+−]?)\$?([\d,]+(?:\.\d+)?)(?: (\w+))?%?$/.exec(printed.text);
        expect(match).not.toBeNull();
        const [, sign = "", digits = "", magnitude = ""] = match as RegExpExecArray;
        const scale = MAGNITUDES[magnitude] ?? 1;
        expect(printed.magnitude).toBe(scale);
        const read = Number(digits.replaceAll(",", "")) * scale * (sign === "−" ? -1 : 1);
        const exact = unit === "USD million" ? value * 1e6 : value;
        expect(Math.abs(read - exact)).toBeLessThanOrEqual(
          0.5 * 10 ** -printed.decimals * scale * (1 + 1e-9) + Math.abs(exact) * 4 * Number.EPSILON,
        );
        expect(printed.isZero).toBe(read === 0);
        expect(sign === "").toBe(read === 0);
      },
    ),
  );
});

describe("a list", () => {
  test.each([
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
    [["a, up", "b, down"], "a, up, and b, down"],
    [["a, up", "b", "c, down"], "a, up; b; and c, down"],
  ])("of %j reads %s", (items, expected) => {
    expect(english.join(items)).toBe(expected);
  });
});

test("Spanish says a large sum with its currency in words, and a sign that others share only of the dollar", () => {
  const spanish = loadLanguage(world, ROOT, "es", UNITS);
  const print = (value: number, unit: string): string =>
    formatNumber(value, unit, 0, "plain", spanish).text.replaceAll("\u00A0", " ");
  expect(print(142_300_000, "USD")).toBe("142,3 millones de dólares");
  expect(print(142.3, "GBP million")).toBe("142,3 millones de libras esterlinas");
  expect(print(20_140_000_000, "USD")).toBe("20.100 millones de dólares");
  expect(print(1_649_000_000, "USD")).toBe("1600 millones de dólares");
  expect(print(999_960_000, "USD")).toBe("1000 millones de dólares");
  expect(print(2_250_000_000_000, "USD")).toBe("2,25 billones de dólares");
  expect(print(97_032, "USD")).toBe("97.032 $");
  expect(print(97_032, "CAD")).toBe("97.032 CAD");
});
