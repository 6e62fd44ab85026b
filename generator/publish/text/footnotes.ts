import { meaningOf } from "../../check/explain/meaning.ts";
import type { Bindables } from "../../narrate/bindable/bindable.ts";
import type { Fact } from "../../articles/facts.ts";
import type { AsOfView } from "../../store/asof.ts";
import { webAddress } from "../../base/markup.ts";
import { dateWords } from "../theme/dates.ts";
import { decimalsTold, type FootnoteWords } from "../theme/footnote-words.ts";
import type { FootnoteValues } from "../theme/layout-schemas.ts";

/** What the notes of one article are told with. */
export interface FootnoteTools {
  /** What was known at the article's cut-off. */
  readonly view: AsOfView;
  readonly bindables: Bindables;
  readonly words: FootnoteWords;
  /** Language of dates. */
  readonly language: string;
  /** The page of a series or rule, as seen from the article's; none where it has none. */
  readonly pageOf: PageOf;
}

/** Where a page tells more of what a figure was computed from, and what that is called. */
export interface PageOf {
  series(id: string): string | undefined;
  rule(id: string): { readonly href: string; readonly title: string } | undefined;
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
    const note = toldOf(fact, this.#tools);
    const key = JSON.stringify(note);
    let number = this.#told.get(key);
    if (number === undefined) {
      number = String(this.#notes.length + 1);
      this.#told.set(key, number);
      this.#notes.push({ id: footnoteId(number), number, ...note });
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
  { view, bindables, words, language, pageOf }: FootnoteTools,
): Omit<FootnoteValues, "id" | "number"> {
  const { sources, series, said } = meaningOf(fact, view, bindables);
  return {
    figure: fact.text,
    value: told(fact, words.locale),
    unit: words.unit(fact),
    rule: pageOf.rule(ruleOf(fact)),
    series: series.map(({ id, title }) => ({ title, href: pageOf.series(id) })),
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

/** The rule whose record a fact is of: `evidence:flows/etf-inflow|btc.5.hitRate`. */
function ruleOf({ ref }: Fact): string {
  return /^evidence:([^|]*)/.exec(ref)?.[1] ?? "";
}

const formats = new Map<string, Intl.NumberFormat>();

/** A value for people: what a source gives to two decimals at least, what was computed as it is printed, in whole and not in millions. */
function told(fact: Fact, locale: string): string {
  const { value, unit } = fact;
  if (typeof value === "string" || unit === "year") return String(value);
  const maximumFractionDigits = decimalsTold(fact);
  const key = `${locale} ${maximumFractionDigits}`;
  let format = formats.get(key);
  if (!format) {
    const options = { maximumFractionDigits, signDisplay: "negative" } as const;
    formats.set(key, (format = new Intl.NumberFormat(locale, options)));
  }
  return format.format(value).replace("-", "\u2212");
}
