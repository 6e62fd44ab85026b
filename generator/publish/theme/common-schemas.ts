import { flag, html, list, maybe, record, text, type ValueOf } from "./shape.ts";

export const link = record({ href: text, title: text });

/** A page that every other leads to; `current` on the page itself and on those below it. */
const place = record({ href: text, current: flag });

const titledPlace = record({ href: text, title: text, current: flag });

/** What every page is given. Addresses are relative to the page. */
export const common = {
  site: record({
    name: text,
    description: text,
    language: text,
    /** `ltr` or `rtl`: the way its language is written. */
    direction: text,
  }),
  page: record({
    title: text,
    /** The same for browsers and search engines: with the name of the site, and no longer than they show. */
    headTitle: text,
    description: text,
    /** Permanent address; absent on a page that has none. */
    canonical: maybe(text),
    /** The edition the page belongs to, in words. */
    dateline: maybe(text),
    isHome: flag,
    home: text,
    archive: text,
    feed: text,
    stylesheet: text,
    /** Faces to be fetched with it, so that text is seldom set twice. */
    firstFaces: list(text),
    /** The theme's scripts: before the page is painted, and when it is there. */
    scripts: record({ first: maybe(text), site: maybe(text) }),
    /** The content security policy of the page. */
    policy: text,
    /** What robots are asked to leave alone: `noindex`. */
    robots: maybe(text),
    /** OpenGraph's kind of thing: `website` or `article`. */
    kind: text,
    /** When an article was published and last changed, ISO 8601 UTC. */
    published: maybe(text),
    modified: maybe(text),
    tags: list(text),
    /** The picture that stands for it where its address is shared, at its permanent address. */
    card: maybe(record({ address: text, alt: text, width: text, height: text })),
    /** The same in other forms: feeds, Markdown, data. */
    alternates: list(record({ type: text, title: text, href: text })),
    /** The languages that the page stands in, its own first, at permanent addresses; none where it stands in one alone. */
    languages: list(record({ language: text, href: text })),
    /** The way to each other language: the same page there, or its front page. */
    translations: list(record({ language: text, name: text, href: text })),
    /** JSON-LD, with what could end a script element escaped. */
    structured: maybe(html),
    icons: maybe(record({ vector: text, bitmap: text, touch: text, manifest: text })),
    /** The pages above this one, outermost first. */
    trail: list(link),
    /** Where all pages lead; those without data behind them only where there is data. */
    nav: record({
      home: place,
      archive: place,
      tags: place,
      guests: maybe(place),
      subjects: maybe(place),
      series: maybe(place),
      narratives: maybe(place),
      methodology: maybe(place),
      sources: maybe(place),
      calendar: maybe(place),
      corrections: place,
      about: place,
      subscribe: place,
      search: maybe(place),
      /** Pages that the publisher wrote: in the head and in the foot of every page. */
      head: list(titledPlace),
      foot: list(titledPlace),
      atom: text,
      rss: text,
      json: text,
    }),
  }),
} as const;

export const listed = record({
  href: text,
  title: text,
  description: text,
  /** What it is about: its first tag other than the story's name, else that name. */
  kicker: text,
  language: text,
  /** `YYYY-MM-DD`. */
  day: text,
  /** "May 8, 2025" in the publication's language. */
  date: text,
  /** "Thu, May 8" in the publication's language. */
  shortDate: text,
  /** Whole minutes, 1 or more. */
  minutes: text,
});

/** The newest values of a chart. */
export const chartTable = record({
  /** What opens it. */
  open: text,
  caption: text,
  heads: list(text),
  rows: list(record({ head: text, /** `YYYY-MM-DD`. */ day: text, cells: list(text) })),
});

/** One picture with all that belongs to it. */
export const chart = record({
  id: text,
  /** `price`, `rsi`, `flow`, `correlation`, `short-interest`, `level` or `gauge`. */
  kind: text,
  title: text,
  about: text,
  svg: html,
  source: text,
  /** Absent where one table stands for several charts. */
  table: maybe(chartTable),
  /** The values of its line, for those who point at them: the first day, the days between each two, each as printed. */
  course: maybe(record({ first: text, gaps: text, values: text, clock: maybe(text) })),
});

export type SiteValues = ValueOf<(typeof common)["site"]>;
export type PageValues = ValueOf<(typeof common)["page"]>;
export type CommonValues = { readonly site: SiteValues; readonly page: PageValues };
export type ListedValues = ValueOf<typeof listed>;
