import { chart, common, link, listed } from "./common-schemas.ts";
import { PAGE_VALUES, scheduledDay } from "./page-schemas.ts";
import { flag, html, list, maybe, record, text, type ValueOf } from "./shape.ts";

const lead = record({
  ...listed.fields,
  /** Its first picture. */
  chart: maybe(chart),
  /** Its first paragraphs. */
  opening: list(text),
  headings: list(link),
});

/** What a mark opens: where one figure comes from. */
const note = record({
  id: text,
  /** From 1, in the order of the text. */
  number: text,
  /** As printed. */
  figure: text,
  /** Signed; a date as `YYYY-MM-DD`, a time as `HH:MM`. */
  value: text,
  /** Empty for a bare number. */
  unit: text,
  /** The rule whose record it is of. */
  rule: maybe(link),
  /** The series that it was computed from; without an address where they have no page. */
  series: list(record({ title: text, href: maybe(text) })),
  sources: list(
    record({
      /** Absent where it is no address of the web. */
      href: maybe(text),
      publisher: text,
      /** Where the source asks for other words than its name. */
      attribution: maybe(text),
    }),
  ),
  /** Who stated it, where it is not computed. */
  said: maybe(record({ reporter: text, medium: text, href: maybe(text), quote: maybe(text) })),
  /** A constant of a method or scale. */
  isConstant: flag,
  /** The edition's own date or time. */
  isOfEdition: flag,
  /** The day that it describes. */
  day: maybe(record({ iso: text, date: text })),
  /** When it became public, UTC. */
  published: maybe(record({ iso: text, date: text, time: text })),
  method: maybe(text),
});

/** The day's markets, a row each. */
const dayFigures = record({
  title: text,
  caption: text,
  heads: record({ subject: text, course: text, last: text, change: text }),
  rows: list(
    record({
      name: text,
      /** For small screens, where the name is long. */
      short: maybe(text),
      /** Where the subject has a page. */
      href: maybe(text),
      /** The zone or regime it is in. */
      zone: maybe(text),
      /** Where it is older than the day before the edition. */
      asOf: maybe(text),
      /** `YYYY-MM-DD`. */
      day: text,
      /** Its course in the size of a word. */
      spark: html,
      last: text,
      change: maybe(text),
      /** `up`, `down` or `flat`. */
      direction: text,
    }),
  ),
});

const tagged = list(record({ name: text, /** Where the tag has a page. */ href: maybe(text) }));

/** Links to tell others with; none of them loads anything. */
const share = record({
  permanent: text,
  mail: text,
  /** The places that the publication asks for. */
  places: list(record({ name: text, href: text })),
});

const article = record({
  ...listed.fields,
  direction: text,
  /** The title with its figures marked. */
  headline: html,
  /** The description with its figures marked. */
  standfirst: html,
  /** The cut-off, `HH:MM` UTC. */
  cutoff: text,
  /** The cut-off, ISO 8601 UTC. */
  instant: text,
  /** Number of figures with a fact. */
  figures: text,
  tags: tagged,
  /** Name of the person who reviewed it; absent when it was released by rule. */
  reviewer: maybe(text),
  /** Its text, the figures marked; each part is followed by the charts of what it tells. */
  parts: list(record({ body: html, charts: list(chart) })),
  notes: list(note),
  /** Its sections, where the article is long. */
  contents: list(link),
  /** When it was last corrected, ISO 8601 UTC; absent where it never was. */
  modified: maybe(text),
  /** What was mended after it was published, newest first. */
  corrections: list(record({ iso: text, date: text, text })),
  /** What was decided where sources disagreed. */
  decisions: list(record({ iso: text, date: text, text })),
  /** Earlier articles about the same. */
  related: list(listed),
  share,
});

const entry = record({
  url: text,
  title: text,
  description: text,
  published: text,
  updated: text,
  language: text,
  tags: list(text),
  /** Who wrote it, where that is not the author of the feed. */
  author: maybe(text),
  body: html,
});

const feed = record({
  title: text,
  description: text,
  language: text,
  author: text,
  /** Permanent address of the page that the feed follows. */
  page: text,
  /** Permanent address of the feed. */
  self: text,
  updated: text,
  entries: list(entry),
});

/** What each layout of `site/layouts` is given. */
export const LAYOUT_VALUES = {
  home: record({
    ...common,
    lead: maybe(lead),
    /** Absent where the data behind the articles are not at hand. */
    figures: maybe(dayFigures),
    /** What is scheduled for the days to come, and where more of it stands. */
    week: maybe(record({ days: list(scheduledDay), href: text })),
    /** The next articles, told with their summaries. */
    beside: list(listed),
    /** The ones after those, told by date and title. */
    earlier: list(listed),
    /** The newest articles that people wrote; their kicker is their author. */
    guests: list(listed),
  }),
  article: record({
    ...common,
    article,
    author: record({ name: text, role: text, bio: text }),
    newer: maybe(link),
    older: maybe(link),
  }),
  "guest-article": record({
    ...common,
    guest: record({
      ...listed.fields,
      author: text,
      direction: text,
      html,
      tags: tagged,
      share,
    }),
  }),
  "guest-articles": record({ ...common, articles: list(listed) }),
  ...PAGE_VALUES,
  "not-found": record(common),
  feed,
  rss: feed,
  "notes-elsewhere": record({ notes: list(note) }),
} as const;

export type LayoutName = keyof typeof LAYOUT_VALUES;
export type LayoutValues<Name extends LayoutName> = ValueOf<(typeof LAYOUT_VALUES)[Name]>;
export type FootnoteValues = ValueOf<typeof note>;
