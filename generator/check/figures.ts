import type { FigureVocabulary } from "./vocabulary.ts";

/** What a figure counts, as far as the text around it says. */
export type FigureUnit = "USD" | "percent" | "plain" | "date" | "time" | "multiple";

/** A figure as it stands in a text. */
export interface Figure {
  /** Exactly as printed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly unit: FigureUnit;
  /** The size with its magnitude; for a date `YYYY-MM-DD`, `MM-DD` or `YYYY-MM`; for a time `HH:MM`. */
  readonly value: number | string;
  /** −1 or 1 where a sign is printed, else 0. */
  readonly sign: -1 | 0 | 1;
  readonly decimals: number;
  readonly magnitude: number;
  /** The unit that the words after it name: `basis points`, `times`, …. */
  readonly named: string | undefined;
}

/** Finds figures in plain text. One finder serves one language. */
export type FigureFinder = (text: string, names: readonly string[]) => Figure[];

/** Makes the finder of a language's words. */
export function figureFinder(vocabulary: FigureVocabulary): FigureFinder {
  const pattern = patternOf(vocabulary);
  const read = readerOf(vocabulary);
  const named = unitReader(vocabulary);
  return (text, names) => {
    const masked = maskNames(text, names);
    const figures: Figure[] = [];
    for (const match of masked.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      figures.push({
        ...read(match),
        text: text.slice(start, end),
        start,
        end,
        named: named(text.slice(end, end + 24)),
      });
    }
    return figures;
  };
}

/** Names keep their length and lose their digits, where they stand as whole words. */
function maskNames(text: string, names: readonly string[]): string {
  let masked = text;
  for (const name of names) {
    for (let at = masked.indexOf(name); at >= 0; at = masked.indexOf(name, at + name.length)) {
      const before = masked[at - 1] ?? " ";
      const after = masked[at + name.length] ?? " ";
      if (/[\p{L}\p{N}]/u.test(before) || /[\p{L}\p{N}]/u.test(after)) continue;
      masked =
        masked.slice(0, at) + name.replace(/[\p{N}.,]/gu, "x") + masked.slice(at + name.length);
    }
  }
  return masked;
}

const SIGN = "[+\\-−]";

function patternOf(words: FigureVocabulary): RegExp {
  const months = either(words.months.flatMap((month) => [month, month.slice(0, 3)]));
  const numbers = either(Object.keys(words.numbers));
  const multiples = either(Object.keys(words.multiples));
  const magnitudes = either(Object.keys(words.magnitudes));
  const counted = either(words.counted);
  const percent = either(words.percent);
  const edge = "(?<![\\p{L}\\p{N}])";
  const end = "(?![\\p{L}\\p{N}])";
  return new RegExp(
    [
      `(?<iso>${edge}\\d{4}-\\d{2}-\\d{2}${end})`,
      `(?<date>${edge}(?<month>${months})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:, (?<year>\\d{4}))?${end})`,
      `(?<monthYear>${edge}(?<month2>${months})\\.? (?<year2>\\d{4})${end})`,
      `(?<time>${edge}\\d{1,2}:\\d{2}${end})`,
      `(?<number>(?:(?<![\\p{L}\\p{N}])(?<sign>${SIGN}))?(?<currency>[$€£])?(?<size>(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?)(?:(?<ordinal>${either(words.ordinals)})${end}| (?<magnitude>${magnitudes})${end})?(?<percent> ?%| (?:${percent})${end})?)`,
      `(?<spelled>(?:(?<!${edge}(?:${either(words.definite)}) )|(?=[\\p{L}]+[- ](?:${counted})${end}))${edge}(?<word>(?:${numbers})(?:[- ](?:${numbers}))*)(?: (?<magnitude2>${magnitudes}))?${end})`,
      `(?<one>${edge}${words.one}(?=-(?:${counted})${end}))`,
      `(?<multiple>${edge}(?:${multiples})${end})`,
      `(?<other>[\\p{Nd}\\p{No}\\p{Nl}]+)`,
    ].join("|"),
    "giu",
  );
}

type Read = Pick<Figure, "unit" | "value" | "sign" | "decimals" | "magnitude">;

function readerOf(words: FigureVocabulary): (match: RegExpExecArray | RegExpMatchArray) => Read {
  const lower = (record: Readonly<Record<string, number>>): Map<string, number> =>
    new Map(Object.entries(record).map(([word, value]) => [word.toLowerCase(), value]));
  const numbers = lower(words.numbers);
  const multiples = lower(words.multiples);
  const magnitudes = lower(words.magnitudes);
  const monthOf = (name: string): string => {
    const index = words.months.findIndex((month) =>
      month.toLowerCase().startsWith(name.toLowerCase().slice(0, 3)),
    );
    return String(index + 1).padStart(2, "0");
  };
  const plain = { sign: 0, decimals: 0, magnitude: 1 } as const;
  return (match) => {
    const at = match.groups ?? {};
    if (at.iso) return { ...plain, unit: "date", value: at.iso };
    if (at.date) {
      const day = `${monthOf(at.month ?? "")}-${(at.day ?? "").padStart(2, "0")}`;
      return { ...plain, unit: "date", value: at.year ? `${at.year}-${day}` : day };
    }
    if (at.monthYear)
      return { ...plain, unit: "date", value: `${at.year2}-${monthOf(at.month2 ?? "")}` };
    if (at.time) return { ...plain, unit: "time", value: at.time.padStart(5, "0") };
    if (at.number) {
      const size = (at.size ?? "").replaceAll(",", "");
      const magnitude = magnitudes.get((at.magnitude ?? "").toLowerCase()) ?? 1;
      return {
        unit: at.currency ? "USD" : at.percent ? "percent" : "plain",
        value: Number(size) * magnitude,
        sign: at.sign === undefined ? 0 : at.sign === "+" ? 1 : -1,
        decimals: size.split(".")[1]?.length ?? 0,
        magnitude,
      };
    }
    if (at.spelled) {
      const parts = (at.word ?? "")
        .toLowerCase()
        .split(/[- ]/)
        .map((word) => numbers.get(word) ?? 0);
      const magnitude = magnitudes.get((at.magnitude2 ?? "").toLowerCase()) ?? 1;
      const value = parts.reduce(
        (sum, part) => (part === 100 ? Math.max(sum, 1) * 100 : sum + part),
        0,
      );
      return { ...plain, unit: "plain", value: value * magnitude, magnitude };
    }
    if (at.one) return { ...plain, unit: "plain", value: 1 };
    if (at.multiple)
      return {
        ...plain,
        unit: "multiple",
        value: multiples.get(at.multiple.toLowerCase()) ?? Number.NaN,
        decimals: 1,
      };
    return { ...plain, unit: "plain", value: Number((at.other ?? "").normalize("NFKC")) };
  };
}

function unitReader(words: FigureVocabulary): (after: string) => string | undefined {
  const units = Object.entries(words.units).sort(([a], [b]) => b.length - a.length);
  return (after) => {
    const rest = after.replace(/^[- ]/, "");
    return units.find(
      ([word]) => rest.startsWith(word) && !/^\p{L}/u.test(rest.slice(word.length)),
    )?.[1];
  };
}

function either(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
}
