import { memoize } from "../base/memo.ts";
import type { z } from "zod";
import type { Day } from "../base/day.ts";
import { startOfDay } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { loadVocabulary } from "../publication/vocabulary.ts";
import { fill } from "../base/text.ts";
import type { Unit, Units } from "../publication/units.ts";
import { moneyWriter, type NumberWriter } from "./money.ts";
import { loadHouseStyle, type HouseStyle } from "./house-style.ts";
import { vocabularySchema } from "./language-words.ts";
import { grammarOf, type Grammar } from "./grammar.ts";
import { agreementOf, type Agree } from "./print/agreement.ts";
import { loadEvidenceWords, type EvidenceWords } from "./evidence/evidence-words.ts";

/** What a language says of numbers, dates and methods; English is in no code. */
export interface Language extends Omit<
  z.infer<ReturnType<typeof vocabularySchema>>,
  "magnitudes" | "grammar"
> {
  /** How many there are of a magnitude, where that is not told: "millions". */
  readonly magnitudes: Readonly<Record<Magnitude, string>>;
  readonly grammar: Grammar;
  /** Digest of the files, for the hash of an article's inputs. */
  readonly digest: string;
  readonly evidence: EvidenceWords;
  /** Undefined where texts are written as the vocabulary has it. */
  readonly style: HouseStyle | undefined;
  /** `May 7`. */
  dayAndMonth(day: Day): string;
  /** `May 7, 2025`. */
  fullDate(day: Day): string;
  /** `May`. */
  month(day: Day): string;
  /** `May 2025`. */
  monthAndYear(day: Day): string;
  weekday(day: Day): string;
  /** The same as an adverb of a sentence: `na quarta-feira`. */
  onWeekday(day: Day): string;
  /** A number of zero or more with exactly so many decimals and the language's separators, rounded half away from zero. */
  number(value: number, decimals: number): string;
  /** A declared unit; throws for another. */
  unit(id: string): Unit;
  /** An amount of a currency with its sign, or its code where other currencies share the sign. */
  money(value: number, decimals: number, currency: string): string;
  /** A number in millions or more; of a currency where one is given. */
  sum(value: number, decimals: number, magnitude: Magnitude, currency?: string): string;
  /** What stands behind a number of a unit as printed, with the space before it; nothing where its texts say it. */
  nounBehind(unit: string, printed: { readonly text: string; readonly magnitude: number }): string;
  percent(value: number, decimals: number): string;
  ordinal(value: number): string;
  /** Puts words into the form that what follows them asks for: "an eighth". */
  readonly agree: Agree;
  /** "a, b and c". */
  join(items: readonly string[]): string;
}

export type Magnitude = "million" | "billion" | "trillion";

/**
 * Reads `templates/vocabulary/<language>/print.yaml` and `evidence.yaml`, as charts and pages are written.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadLanguage(world: World, home: string, language: string, units: Units): Language {
  return languageOf(world, home, language, units, () => undefined);
}

/**
 * The same in the house style of `templates/style.yaml`, as articles are written.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadHouseLanguage(
  world: World,
  home: string,
  language: string,
  units: Units,
): Language {
  return languageOf(world, home, language, units, ({ styles }) =>
    loadHouseStyle(world, home, styles),
  );
}

function languageOf(
  world: World,
  home: string,
  language: string,
  units: Units,
  styleOf: (words: z.infer<ReturnType<typeof vocabularySchema>>) => HouseStyle | undefined,
): Language {
  const print = loadVocabulary(world, home, language, "print", vocabularySchema(units));
  const { value: written, source, place } = print;
  const style = styleOf(written);
  const { days } = written;
  const vocabulary = { ...written, days: { ...days, full: style?.spelling?.full ?? days.full } };
  const evidence = loadEvidenceWords(world, home, language);
  const { locale } = vocabulary;
  const dates = (options: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
    const format = new Intl.DateTimeFormat(style?.spelling?.locale ?? locale, {
      ...options,
      timeZone: "UTC",
    });
    return memoize((day: Day) =>
      format
        .formatToParts(startOfDay(day))
        .map(({ type, value }) => {
          if (type === "day" && value === "1") return days.first ?? value;
          return (type === "month" && style?.months?.[monthAt(day)]) || value;
        })
        .join(""),
    );
  };
  const numbers = (options: Intl.NumberFormatOptions): NumberWriter => {
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
  const counting = memoize(
    (decimals: number) => new Intl.PluralRules(locale, { minimumFractionDigits: decimals }),
  );
  const magnitudeOf = (name: Magnitude, value: number, decimals: number): string => {
    const word = vocabulary.magnitudes[name];
    if (typeof word === "string") return word;
    if ("thousands" in word) return word.thousands;
    return counting(decimals).select(Number(value.toFixed(decimals))) === "one"
      ? word.one
      : word.other;
  };
  /** The number before a magnitude: rounded as it would be said of the magnitude itself, whichever it is counted in. */
  const countOf = (name: Magnitude, value: number, decimals: number): string => {
    const word = vocabulary.magnitudes[name];
    if (typeof word === "string" || !("thousands" in word)) return number(value, decimals);
    return number(1000 * Number(value.toFixed(decimals)), Math.max(0, decimals - 3));
  };
  const many = (name: Magnitude): string => {
    const word = vocabulary.magnitudes[name];
    return typeof word === "string" ? word : word.other;
  };
  const weekday = dates({ weekday: "long" });
  // Not the style of that name, which takes shares: divided by 100 a half is often no longer one.
  const percent = numbers({ style: "unit", unit: "percent" });
  const plainMoney = moneyWriter(vocabulary, numbers);
  const money: Language["money"] = (value, decimals, currency) => {
    const amount = plainMoney(value, decimals, currency);
    return style && currency === "USD" ? amount.replace("$", style.dollar) : amount;
  };
  return {
    ...vocabulary,
    magnitudes: { million: many("million"), billion: many("billion"), trillion: many("trillion") },
    grammar: grammarOf(vocabulary.grammar),
    agree: agreementOf(vocabulary.before),
    evidence,
    style,
    digest: digest(`${source}\n${evidence.digest}\n${JSON.stringify(style ?? null)}`),
    dayAndMonth: dates({ month: "long", day: "numeric" }),
    fullDate: dates({ month: "long", day: "numeric", year: "numeric" }),
    month: dates({ month: "long" }),
    monthAndYear: dates({ month: "long", year: "numeric" }),
    weekday,
    onWeekday: (day) => days.weekdays?.[new Date(startOfDay(day)).getUTCDay()] ?? weekday(day),
    number,
    money,
    unit: (id) => unitIn(units, id),
    sum(value, decimals, name, currency) {
      const { sum, large } = vocabulary.patterns;
      const known = {
        number: countOf(name, value, decimals),
        magnitude: magnitudeOf(name, value, decimals),
      };
      if (currency === undefined) return fill(large, known);
      const named = vocabulary.currencyNames[currency] ?? "";
      return named === "" && sum.includes("{currency}")
        ? `${fill(large, known)}\u00A0${currency}`
        : fill(sum, { ...known, money: money(value, decimals, currency), currency: named });
    },
    nounBehind(id, { text: digits, magnitude }) {
      const nouns = vocabulary.units[id] ?? unitIn(units, id).nouns;
      if (nouns === undefined) return "";
      if (magnitude > 1) return ` ${nouns.large ?? nouns.other}`;
      return ` ${ONE.test(digits) || digits === vocabulary.numbers[1] ? nouns.one : nouns.other}`;
    },
    percent: style?.percent
      ? (value, decimals) => fill(style.percent!, { number: number(value, decimals) })
      : percent,
    ordinal: (value) => `${number(value, 0)}${vocabulary.ordinals[plural.select(value)] ?? ""}`,
    join: (items) => joined(items, items.some(hasComma) ? vocabulary.heavyList : vocabulary.list),
  };
}

/** Place of a day's month in the year, from zero. */
function monthAt(day: Day): number {
  return Number(day.slice(5, 7)) - 1;
}

/** A printed one, whatever its sign. */
const ONE = /^[+−]?1$/;

function unitIn(units: Units, id: string): Unit {
  const unit = units.get(id);
  if (unit === undefined) throw new Error(`no unit is called ${id}`);
  return unit;
}

function hasComma(item: string): boolean {
  return item.includes(", ");
}

function joined(items: readonly string[], words: Language["list"]): string {
  if (items.length < 3) return items.join(words.two);
  return `${items.slice(0, -1).join(words.middle)}${words.last}${items.at(-1)}`;
}
