import { meaningOf } from "../../check/explain/meaning.ts";
import type { Bindables } from "../../narrate/bindable/bindable.ts";
import type { Fact } from "../../articles/facts.ts";
import type { AsOfView } from "../../store/asof.ts";
import { webAddress } from "../../base/markup.ts";
import { dateWords } from "../theme/dates.ts";
import type { FootnoteWords } from "../theme/footnote-words.ts";
import type { FootnoteValues } from "../theme/layout-schemas.ts";

/** What lies beyond so many digits is noise of the arithmetic: a rise from 4.19 to 4.30 is of 10.999999999999943 basis points. */
const DIGITS = 12;

/** What the notes of one article are told with. */
export interface FootnoteTools {
  /** What was known at the article's cut-off. */
  readonly view: AsOfView;
  readonly bindables: Bindables;
  readonly words: FootnoteWords;
  /** Language of dates. */
  readonly language: string;
}

/** Numbers the notes of one article; facts that say the same, printed the same, share one. */
export class Footnotes {
  readonly #tools: FootnoteTools;
  readonly #numbers = new Map<Fact, string>();
  readonly #told = new Map<string, string>();
  readonly #notes: FootnoteValues[] = [];

  constructor(tools: FootnoteTools) {
    this.#tools = tools;
  }

  /** In the order in which they were asked for. */
  get notes(): readonly FootnoteValues[] {
    return this.#notes;
  }

  /** The number of a fact's note, from 1. */
  numberOf(fact: Fact): string {
    let number = this.#numbers.get(fact);
    if (number === undefined) this.#numbers.set(fact, (number = this.#enter(fact)));
    return number;
  }

  #enter(fact: Fact): string {
    const told = toldOf(fact, this.#tools);
    const key = JSON.stringify(told);
    let number = this.#told.get(key);
    if (number === undefined) {
      number = String(this.#notes.length + 1);
      this.#told.set(key, number);
      this.#notes.push({ id: footnoteId(number), number, ...told });
    }
    return number;
  }
}

/** An id that no heading can have: headings know no underscore. */
export function footnoteId(number: string): string {
  return `note_${number}`;
}

function toldOf(
  fact: Fact,
  { view, bindables, words, language }: FootnoteTools,
): Omit<FootnoteValues, "id" | "number"> {
  const { sources, series, said } = meaningOf(fact, view, bindables);
  return {
    figure: fact.text,
    value: exactly(fact, words.locale),
    unit: words.unit(fact),
    reference: fact.ref,
    series: series.map(({ title }) => title),
    sources: sources.map(({ url, publisher, attribution }) => ({
      href: webAddress(url),
      publisher,
      attribution: attribution === publisher ? undefined : attribution,
    })),
    said: said && {
      reporter: said.reporter,
      medium: said.medium,
      href: said.url === undefined ? undefined : webAddress(said.url),
      quote: said.quote,
    },
    isConstant: fact.origin === "parameter",
    isOfEdition: fact.ref.startsWith("edition."),
    day: fact.day === undefined ? undefined : dayOf(fact.day, language),
    published: fact.public === undefined ? undefined : instantOf(fact.public, language),
    method: words.method(fact),
  };
}

function dayOf(iso: string, language: string): FootnoteValues["day"] {
  return { iso, date: dateWords(iso, "long", language) };
}

function instantOf(iso: string, language: string): FootnoteValues["published"] {
  return { iso, date: dateWords(iso.slice(0, 10), "long", language), time: iso.slice(11, 16) };
}

const formats = new Map<string, Intl.NumberFormat>();

function exactly({ value, unit }: Fact, locale: string): string {
  if (typeof value === "string" || unit === "year") return String(value);
  let format = formats.get(locale);
  if (!format) {
    const options = { maximumSignificantDigits: DIGITS, signDisplay: "negative" } as const;
    formats.set(locale, (format = new Intl.NumberFormat(locale, options)));
  }
  return format.format(value).replace("-", "\u2212");
}
