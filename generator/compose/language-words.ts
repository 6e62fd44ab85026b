import { z } from "zod";
import { unitNouns, wordsOfUnits, type Units } from "../publication/units.ts";
import { grammarSchema } from "./grammar.ts";
import { stylesSchema } from "./house-style.ts";

const text = z.string().min(1);

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== "";
  } catch {
    return false;
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length === 1;
  } catch {
    return false;
  }
}

const counted = z.union([
  text,
  z.strictObject({ one: text, other: text }),
  z.strictObject({ thousands: text, other: text }),
]);

const joining = z.strictObject({ two: text, middle: text, last: text });

/** What `print.yaml` of a language holds. */
export const vocabularySchema = (units: Units) =>
  z.strictObject({
    /** A locale for numbers and dates, such as `en-US`. */
    locale: text.refine(isLocale, "expected a locale such as en-US"),
    /**
     * One word, or one for each plural category of the language: "1,6 milliard", "16 milliards"; or `thousands`, the magnitude of which
     * sums have a thousand times as many: "20.100 millones". `other` names it where no number stands before it.
     */
    magnitudes: z.strictObject({ million: counted, billion: counted, trillion: counted }),
    /** How figures and the words beside them follow each other. */
    patterns: z.strictObject({
      /** A large sum, of `{money}` with its currency sign or the bare `{number}`, `{magnitude}`, and the `{currency}` in words. */
      sum: text,
      /** A large number of something else, of `{number}` and `{magnitude}`. */
      large: text.default("{number} {magnitude}"),
      /** A change, of `{word}` and `{size}`. */
      moved: text,
      /** A distance, of `{size}` and `{word}`. */
      apart: text,
    }),
    /** Currencies with their bare sign (`$`), where the locale would tell it from other currencies of the same sign (`US$`). */
    narrowSigns: z.array(text).default([]),
    /** Currencies with the sign by which the locale tells them from others (`US$`), where readers know them by it. */
    fullSigns: z.array(text).default([]),
    /** Currencies in words, for the sums that name them; others stand there by their code. */
    currencyNames: z.record(text, text).default({}),
    /** What stands behind a number of a unit. */
    units: wordsOfUnits(units, unitNouns).default({}),
    /** How names are inflected; a language without it leaves them as they are. */
    grammar: grammarSchema.optional(),
    /** Words that take another form before what begins as a pattern says: "an" for "a" before "eighth" and "18". */
    before: z
      .record(
        text,
        z.strictObject({
          opens: z.string().refine(isPattern, "expected a regular expression"),
          form: text,
        }),
      )
      .default({}),
    /** Pronouns of a subject, and how its name owns something; an empty pronoun is not used. */
    mention: z.strictObject({
      it: z.string().default(""),
      its: z.string().default(""),
      possessive: text,
    }),
    /**
     * How a day is said in a sentence: `on` behind what happened then, `full` with its date. A language in which a weekday or a date never
     * stands alone says what they stand with: `weekdays`, Sunday first, and `date`. `first` is how the first of a month is written.
     */
    days: z.strictObject({
      on: z.string().regex(/\{day\}/),
      full: text,
      weekdays: z.array(text).length(7, "expected seven weekdays, Sunday first").optional(),
      date: z
        .string()
        .regex(/\{date\}/)
        .default("{date}"),
      first: text.optional(),
    }),
    /** Periods longer than a day: the four quarters, the week that ends on a `{day}`, a `{period}` of another `{year}`. */
    periods: z.strictObject({
      quarters: z.tuple([text, text, text, text]),
      week: text,
      ofYear: text,
    }),
    /** Since when a value is the highest or lowest: an earlier `{day}` as high or low, by its month where that is long ago, where none was on record, since the month in which it was first traded, or from where its data begin. */
    since: z.strictObject({ day: text, month: text, record: text, listed: text, short: text }),
    /** Suffix by the language's ordinal plural rule. */
    ordinals: z.record(text, text),
    /** Ordinal words from zero upwards; larger ordinals, or all of them, are written in digits. */
    ordinalNumbers: z.array(text).readonly().default([]),
    /** Number words from zero upwards. */
    numbers: z.array(text).min(2),
    /** Before the level that a price moved to, or held at. */
    toward: z.strictObject({ moved: text, held: text }),
    /** How items are joined: two of them, more of them, the last one; and how where an item holds a comma itself. */
    list: joining,
    heavyList: joining,
    /** Words for multiples: `2: double`, `0.5: half`. */
    multiples: z.record(z.string().regex(/^\d+(?:\.\d)?$/), text),
    /** Words of running text by kind of subject; a kind without its own has those of the nearest kind above it. */
    kinds: z.strictObject({
      /** What one of it is: "a share". */
      unit: z.record(text, text),
      /** What its daily prices are: "UTC closes". */
      closes: z.record(text, text),
      /** What it is compared with beside it: "stocks". */
      beside: z.record(text, text),
      /** Why sources give several prices of it, as a sentence. */
      quoted: z.record(text, text),
    }),
    /** By name of a calendar: where its exchange is, and what is traded there, as "US stocks". */
    exchanges: z.record(text, z.strictObject({ place: text, stocks: text })),
    /** How many words the language takes to say what English says in one: stories give their lengths in English words. */
    wordiness: z.number().positive().default(1),
    /** Words that mark a sentence that cautions, as it could on any day: of those with which answers end an article prints the first. */
    cautions: z.array(text).readonly().default([]),
    headings: z.strictObject({ questions: text, sources: text, disclosure: text, watch: text }),
    /**
     * Headlines as others reported them: a title, what is said of them, and one of them, of `{title}`, `{publisher}`, `{day}` and `{time}` (UTC).
     * A language without them tells none.
     */
    headlines: z.strictObject({ title: text, about: text, line: text }).optional(),
    /** Sentences of "sources"; `{name}` is filled in. */
    sources: z.strictObject({
      /** A publisher with what is his. */
      item: text,
      /** The days of the data, their last alone where they are long, and the last of what ends before. */
      span: text,
      end: text,
      until: text,
      nonCommercial: text,
      missing: text,
      /** Where methods, windows and records are told. */
      methods: text,
      /** What figures of a quantity are called; others bear the name of their subject. */
      quantities: z.record(text, text),
      /** What more than a few of them are called that go to another day than the rest of their sort. */
      others: z.record(text, text).default({}),
      /** What a source of scheduled events supplies. */
      events: text,
      /** One line for what others stated, by the id of its bindable, such as `claim`. */
      stated: z.record(text, text).default({}),
    }),
    /** One sentence a measure, by its id; `{parameter}` is filled in. */
    methods: z.record(text, text),
    /** What a house style may choose besides what stands above. */
    styles: stylesSchema,
  });
