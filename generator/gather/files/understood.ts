import { mistake } from "../../base/problem.ts";
import type { Series } from "../../publication/catalogue.ts";
import { DATE_STYLES, stylesOf, type DateStyle } from "./dates.ts";
import {
  bareNumber,
  NUMBER_STYLES,
  numberStylesOf,
  plainNumber,
  type NumberStyle,
} from "./numbers.ts";
import type { Row } from "./table.ts";

/** What a person has said of a file, in place of what its cells tell. */
export interface Said {
  readonly dates?: string | undefined;
  readonly decimal?: string | undefined;
}

/** Rows in the store's own spelling, and how the file's spelling was understood. */
export interface Understood {
  readonly rows: readonly Row[];
  /** Rows without a value, left out. */
  readonly empty: number;
  /** One line on dates and one on values, each with an example. */
  readonly reading: readonly string[];
}

/** What stands in a cell for which there is no value. */
const NO_VALUE = /^(?:[-–—.]|#?n\/a|na|nan|null|none)?$/i;

/** Cells of a column that a message shows. */
const SHOWN = 2;

/**
 * Finds the one way to read the dates and numbers of a file. Where two ways fit and mean different things, nothing is guessed.
 * @throws Failure (2) for a file that fits no way or two, and for values in another unit than the series'.
 */
export function understand(
  rows: readonly Row[],
  series: Series,
  file: string,
  said: Said,
): Understood {
  const filled = rows.filter(({ value }) => !NO_VALUE.test(value.trim()));
  const date = dateStyle(filled, file, said.dates);
  const bare = filled.map(({ value }) => bareNumber(value));
  holdMarks(
    bare.map(({ mark }) => mark),
    series,
    file,
  );
  const texts = bare.map(({ text }) => text);
  const number = numberStyle(texts, series, file, said.decimal);
  const read = filled.map((row, at): Row => ({
    ...row,
    date: date?.read(row.date) ?? row.date,
    value: (number && plainNumber(texts[at]!, number)) ?? row.value,
  }));
  return {
    rows: read,
    empty: rows.length - filled.length,
    reading: [
      date && example("dates", date.title, filled[0]?.date, read[0]?.date),
      number && example("values", number.title, filled[0]?.value, read[0]?.value),
    ].filter((line) => line !== undefined),
  };
}

function example(what: string, how: string, from = "", to = ""): string {
  return from === to ? `${what}: ${from}` : `${what}: ${how}; "${from}" is ${to}`;
}

/** Undefined where no style fits every cell: then each row is judged as it stands, and named. */
function dateStyle(
  rows: readonly Row[],
  file: string,
  wanted: string | undefined,
): DateStyle | undefined {
  const cells = rows.map(({ date }) => date);
  const known = DATE_STYLES.filter(({ id }) => wanted === undefined || id === wanted);
  if (known.length === 0) {
    throw mistake({
      code: "unknown-style",
      message: `"${wanted}" is no way of writing dates.`,
      advice: `Name one of ${[...new Set(DATE_STYLES.map(({ id }) => id))].join(", ")}.`,
    });
  }
  const fitting = stylesOf(cells).filter((style) => known.includes(style));
  const differ = fitting.filter(
    (style, at) => at === 0 || cells.some((cell) => style.read(cell) !== fitting[0]!.read(cell)),
  );
  if (differ.length < 2) return fitting[0] ?? mostlyFitting(cells, known);
  const cell = cells.find((each) => differ[0]!.read(each) !== differ[1]!.read(each))!;
  throw mistake({
    code: "ambiguous-dates",
    file,
    message: `"${cell}" may be ${differ[0]!.read(cell)} or ${differ[1]!.read(cell)}: every date of the file can be read both ways.`,
    advice: `Say which with ${differ.map(({ id }) => `--dates ${id}`).join(" or ")}.`,
  });
}

/** A style that fits most cells: the others are then refused by name. */
function mostlyFitting(
  cells: readonly string[],
  styles: readonly DateStyle[],
): DateStyle | undefined {
  return styles.find(
    ({ read }) => cells.filter((cell) => read(cell) !== undefined).length * 2 > cells.length,
  );
}

function numberStyle(
  texts: readonly string[],
  series: Series,
  file: string,
  wanted: string | undefined,
): NumberStyle | undefined {
  if (wanted !== undefined) {
    const style = NUMBER_STYLES.find(({ id }) => id === wanted);
    if (style) return style;
    throw mistake({
      code: "unknown-style",
      message: `"${wanted}" parts no decimals.`,
      advice: 'Say --decimal "." or --decimal ",".',
    });
  }
  const fitting = numberStylesOf(texts);
  const [first, second] = fitting;
  if (!first || !second) return first ?? mostlyNumbers(texts);
  const cell = texts.find((text) => plainNumber(text, first) !== plainNumber(text, second));
  if (cell === undefined) return first;
  const [low, high] = series.range;
  const believed = fitting.filter((style) =>
    texts.every((text) => {
      const value = Number(plainNumber(text, style));
      return value >= low && value <= high;
    }),
  );
  if (believed.length === 1) return believed[0];
  throw mistake({
    code: "ambiguous-numbers",
    file,
    message: `"${cell}" may be ${plainNumber(cell, first)} or ${plainNumber(cell, second)}: every value of the file can be read both ways.`,
    advice: 'Say which with --decimal "." or --decimal ",".',
  });
}

function mostlyNumbers(texts: readonly string[]): NumberStyle | undefined {
  const counts = NUMBER_STYLES.map(
    (style) => texts.filter((text) => plainNumber(text, style) !== undefined).length,
  );
  const best = Math.max(...counts);
  return best * 2 > texts.length ? NUMBER_STYLES[counts.indexOf(best)] : undefined;
}

const SIGNS: Readonly<Record<string, string>> = {
  $: "USD",
  US$: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
};

/** Values that name a currency or per cent have to be in the unit of the series. */
function holdMarks(marks: readonly string[], series: Series, file: string): void {
  const own = series.unit === "percent" ? "%" : series.unit.split(" ")[0]!;
  const other = marks.find((mark) => mark !== "" && (SIGNS[mark] ?? mark) !== own);
  if (other === undefined) return;
  const shown = [...new Set(marks)]
    .filter((mark) => mark !== "")
    .slice(0, SHOWN)
    .join(" and ");
  throw mistake({
    code: "another-unit",
    file,
    message: `The values are in ${shown}, but ${series.id} is in ${series.unit}.`,
    advice: `Import them into a series that is declared in that unit, or convert them first.`,
  });
}
