import { z } from "zod";
import type { Day } from "../base/day.ts";
import { startOfDay } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { loadVocabulary } from "../publication/vocabulary.ts";
import { fill } from "../base/text.ts";
import { loadEvidenceWords, type EvidenceWords } from "./evidence/evidence-words.ts";

const text = z.string().min(1);

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length === 1;
  } catch {
    return false;
  }
}

const joining = z.strictObject({ two: text, middle: text, last: text });

const vocabularySchema = z.strictObject({
  /** A locale for numbers and dates, such as `en-US`. */
  locale: text.refine(isLocale, "expected a locale such as en-US"),
  magnitudes: z.strictObject({ million: text, billion: text, trillion: text }),
  /** How figures and the words beside them follow each other. */
  patterns: z.strictObject({
    /** A large sum, of `{money}` with its currency sign or the bare `{number}`, and `{magnitude}`. */
    sum: text,
    /** A change, of `{word}` and `{size}`. */
    moved: text,
    /** A distance, of `{size}` and `{word}`. */
    apart: text,
  }),
  /** Suffix by the language's ordinal plural rule. */
  ordinals: z.record(text, text),
  /** Number words from zero upwards. */
  numbers: z.array(text).min(2),
  /** Before the level that a price moved to, or held at. */
  toward: z.strictObject({ moved: text, held: text }),
  /** How items are joined: two of them, more of them, the last one; and how where an item holds a comma itself. */
  list: joining,
  heavyList: joining,
  /** Words for whole multiples: `2: double`. */
  multiples: z.record(z.string().regex(/^\d+$/), text),
  headings: z.strictObject({ questions: text, sources: text, disclosure: text, watch: text }),
  /** Lines of "sources and methods"; `{name}` is filled in. */
  sources: z.strictObject({
    line: text,
    nonCommercial: text,
    claim: text,
    missing: text,
  }),
  /** One sentence a measure, by its id; `{parameter}` is filled in. */
  methods: z.record(text, text),
});

/** What a language says of numbers, dates and methods; English is in no code. */
export interface Language extends z.infer<typeof vocabularySchema> {
  /** Digest of the files, for the hash of an article's inputs. */
  readonly digest: string;
  readonly evidence: EvidenceWords;
  /** `May 7`. */
  dayAndMonth(day: Day): string;
  /** `May 7, 2025`. */
  fullDate(day: Day): string;
  weekday(day: Day): string;
  /** A number of zero or more with exactly so many decimals and the language's separators, rounded half away from zero. */
  number(value: number, decimals: number): string;
  /** A price with its currency sign. */
  money(value: number, decimals: number): string;
  /** A price in millions or more. */
  sum(value: number, decimals: number, magnitude: "million" | "billion" | "trillion"): string;
  percent(value: number, decimals: number): string;
  ordinal(value: number): string;
  /** "a, b and c". */
  join(items: readonly string[]): string;
}

/**
 * Reads `templates/vocabulary/<language>/print.yaml` and `evidence.yaml`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadLanguage(world: World, home: string, language: string): Language {
  const print = loadVocabulary(world, home, language, "print", vocabularySchema);
  const { value: vocabulary, source, place } = print;
  const evidence = loadEvidenceWords(world, home, language);
  const { locale } = vocabulary;
  const dates = (options: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    const known = new Map<Day, string>();
    return (day) => {
      let found = known.get(day);
      if (found === undefined) known.set(day, (found = format.format(startOfDay(day))));
      return found;
    };
  };
  const numbers = (
    options: Intl.NumberFormatOptions,
  ): ((value: number, decimals: number) => string) => {
    const formats: Intl.NumberFormat[] = [];
    return (value, decimals) =>
      (formats[decimals] ??= new Intl.NumberFormat(locale, {
        ...options,
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      })).format(value);
  };
  const plural = new Intl.PluralRules(locale, { type: "ordinal" });
  const { pluralCategories } = plural.resolvedOptions();
  const lacking = pluralCategories.filter((each) => vocabulary.ordinals[each] === undefined);
  if (lacking.length > 0) {
    const message = `ordinals: ${locale} also counts by ${lacking.join(", ")}; expected a suffix for each.`;
    throw mistake({ code: "ordinals", ...place(["ordinals"]), message });
  }
  const number = numbers({});
  const percent = numbers({ style: "percent" });
  const money = numbers({ style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" });
  return {
    ...vocabulary,
    evidence,
    digest: digest(`${source}\n${evidence.digest}`),
    dayAndMonth: dates({ month: "long", day: "numeric" }),
    fullDate: dates({ month: "long", day: "numeric", year: "numeric" }),
    weekday: dates({ weekday: "long" }),
    number,
    money,
    sum: (value, decimals, magnitude) =>
      fill(vocabulary.patterns.sum, {
        money: money(value, decimals),
        number: number(value, decimals),
        magnitude: vocabulary.magnitudes[magnitude],
      }),
    percent: (value, decimals) => percent(value / 100, decimals),
    ordinal: (value) => `${number(value, 0)}${vocabulary.ordinals[plural.select(value)] ?? ""}`,
    join: (items) => joined(items, items.some(hasComma) ? vocabulary.heavyList : vocabulary.list),
  };
}

function hasComma(item: string): boolean {
  return item.includes(", ");
}

function joined(items: readonly string[], words: Language["list"]): string {
  if (items.length < 3) return items.join(words.two);
  return `${items.slice(0, -1).join(words.middle)}${words.last}${items.at(-1)}`;
}
