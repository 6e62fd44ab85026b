import { chart, chartTable, common, link, listed } from "./common-schemas.ts";
import { flag, html, list, maybe, record, text } from "./shape.ts";

/** A date for people and for machines. */
const date = record({ iso: text, words: text });

const counted = record({ href: text, title: text, count: text });

/** Articles on one topic: the newest, and where there are many more, links to those of each year. */
const listing = record({
  articles: list(listed),
  years: list(counted),
  /** Whether the archive alone holds the others. */
  isCut: flag,
});

/** Where the articles of one topic can be subscribed to. */
const feeds = record({ atom: text, rss: text, json: text });

const term = record({
  publisher: text,
  /** Absent where it is no address of the web. */
  href: maybe(text),
  licence: text,
  attribution: text,
  /** False where the publisher's terms forbid commercial use. */
  commercial: flag,
});

/** Where a value stands on a scale. */
const zone = record({
  /** Title of the scale. */
  scale: text,
  /** The scale on the methodology page. */
  href: text,
  /** What is weighed: title of the series. */
  of: text,
  value: text,
  unit: text,
  word: text,
  day: date,
});

/** How long a value stayed in a band, counted in editions. */
const stretch = record({
  word: text,
  from: date,
  /** Absent where it lasted one edition. */
  to: maybe(date),
  editions: text,
});

const quote = record({
  series: text,
  href: text,
  value: text,
  unit: text,
  day: date,
  publisher: text,
  isStale: flag,
});

/** The newest value of a market or series, told first. */
const price = record({
  ...quote.fields,
  /** Signed; absent for what is a change itself. */
  change: maybe(text),
  /** `up`, `down` or `flat`. */
  direction: text,
});

/** A chart over several stretches of time, of which one is shown. */
const ranged = record({
  /** None where there is one alone. */
  options: list(record({ id: text, name: text, isFirst: flag })),
  charts: list(record({ id: text, isFirst: flag, chart })),
  /** The newest values, of whichever is shown. */
  table: chartTable,
  /** The whole history; absent where its terms do not allow it. */
  csv: maybe(text),
  /** The page of the series; absent on that page. */
  data: maybe(text),
});

/** What is scheduled on one day. */
export const scheduledDay = record({
  day: date,
  events: list(
    record({
      name: text,
      /** ISO 8601 UTC, the hour of UTC, and that of the clock at its place with its zone; absent for what lasts the whole day. */
      hour: maybe(record({ at: text, time: text, local: text })),
      /** Absent where its source has no address. */
      source: record({ publisher: text, href: maybe(text) }),
    }),
  ),
});

const condition = record({ words: text, isLast: flag });

/** A piece of a rule's text: as it stands, or a name for what is filled in. */
const piece = record({ text, isValue: flag });

/** What followed a rule at one horizon, counted in sessions of its target. */
const horizon = record({
  horizon: text,
  episodes: text,
  hits: text,
  verdict: text,
  /** Absent under ten episodes. */
  rates: maybe(record({ hit: text, low: text, high: text, base: text })),
});

const rule = record({
  href: text,
  id: text,
  name: text,
  /** What it says at its shortest. */
  said: record({ pieces: list(piece) }),
  /** Number of editions that printed it, of all that there are. */
  editions: text,
  ofEditions: text,
  /** Its fullest record; absent where no target is counted. */
  record: maybe(record({ target: text, isDown: flag, ...horizon.fields })),
  /** The rule's conditions in words, all of which must hold. */
  conditions: list(condition),
  /** As the rule's file has it. */
  written: text,
});

/** The rules of one theme. */
const theme = record({ name: text, anchor: text, count: text, rules: list(rule) });

/** What followed a rule for the subjects bound. */
const evidence = record({
  subjects: text,
  /** What its moves are counted of, and whether falls count as its way. */
  target: text,
  isDown: flag,
  from: date,
  to: date,
  /** Days on which the rule held. */
  days: text,
  /** None where there is one alone, which is `only`. */
  horizons: list(horizon),
  only: maybe(horizon),
});

/** How often a rule was printed of some subjects; of one alone it is told as a sentence. */
const printedOf = record({ subjects: text, editions: text, last: date });

const band = record({
  id: text,
  words: list(text),
  up: list(text),
  down: list(text),
  from: text,
  to: text,
});

/** What the layouts of all pages besides home, article, 404 and feeds are given. */
export const PAGE_VALUES = {
  archive: record({
    ...common,
    years: list(record({ title: text, href: text, count: text, months: list(counted) })),
    latest: list(listed),
  }),
  list: record({
    ...common,
    /** Where all of the topic's articles are. */
    whole: link,
    /** Lists of shorter periods. */
    periods: list(counted),
    months: list(record({ id: text, name: text, articles: list(listed) })),
    /** The next pages of a long list. */
    newer: maybe(text),
    older: maybe(text),
  }),
  "tag-list": record({ ...common, tags: list(counted) }),
  tag: record({ ...common, name: text, listing, guests: list(listed), feeds }),
  subjects: record({
    ...common,
    groups: list(
      record({
        kind: text,
        subjects: list(
          record({
            href: text,
            name: text,
            symbol: text,
            /** What its prices are those of, where that is another thing. */
            proxy: maybe(text),
            /** What its value is, where that is no price or level of its own. */
            measured: maybe(text),
            count: text,
            /** Its course in the size of a word. */
            spark: maybe(html),
            value: maybe(text),
            change: maybe(text),
            /** `up`, `down` or `flat`. */
            direction: text,
            day: maybe(date),
          }),
        ),
      }),
    ),
  }),
  subject: record({
    ...common,
    name: text,
    symbol: text,
    kind: text,
    proxy: maybe(text),
    quote: maybe(price),
    ranged: maybe(ranged),
    /** Its other series; one alone is told as a sentence. */
    quotes: list(quote),
    other: maybe(quote),
    zones: list(zone),
    timelines: list(
      record({ scale: text, of: text, newest: list(stretch), earlier: list(stretch) }),
    ),
    charts: list(chart),
    /** News as others reported it, newest first. */
    headlines: list(record({ title: text, href: text, publisher: text, day: date })),
    listing,
    feeds,
    terms: list(term),
  }),
  "series-list": record({
    ...common,
    groups: list(
      record({
        name: text,
        href: maybe(text),
        series: list(
          record({ href: text, title: text, unit: text, value: maybe(text), day: maybe(date) }),
        ),
      }),
    ),
  }),
  series: record({
    ...common,
    title: text,
    id: text,
    unit: text,
    calendar: text,
    subject: maybe(link),
    /** How it is computed from others; absent where it is gathered. */
    derived: maybe(
      record({
        words: text,
        of: list(
          record({ title: text, /** Absent where its values are not shown. */ href: maybe(text) }),
        ),
      }),
    ),
    values: list(record({ day: date, value: text, /** In UTC. */ published: date })),
    count: text,
    first: maybe(date),
    quote: maybe(price),
    ranged: maybe(ranged),
    /** Absent where the terms do not allow it. */
    download: maybe(record({ csv: text, json: text })),
    terms: list(term),
    listing,
  }),
  narratives: record({
    ...common,
    themes: list(theme),
  }),
  narrative: record({
    ...common,
    id: text,
    stance: text,
    rule,
    parts: list(record({ name: text, phrasings: text, pieces: list(piece) })),
    questions: list(record({ pieces: list(piece) })),
    tags: list(text),
    /** Number of editions and articles that printed it, of all that there are. */
    held: record({ editions: text, ofEditions: text, articles: text, share: text }),
    printed: list(printedOf),
    only: maybe(printedOf),
    /** What followed the rule in the past. */
    evidence: list(evidence),
    listing,
  }),
  methodology: record({
    ...common,
    scales: list(
      record({
        anchor: text,
        title: text,
        definition: text,
        unit: text,
        bands: list(band),
        flat: list(text),
        /** True where its bands name moves up and down instead of states. */
        isOfMoves: flag,
      }),
    ),
    methods: list(text),
    themes: list(theme),
  }),
  sources: record({
    ...common,
    sources: list(
      record({
        ...term.fields,
        id: text,
        series: list(link),
        events: list(text),
        feeds: list(text),
      }),
    ),
  }),
  calendar: record({
    ...common,
    /** The cut-off up to which it was known. */
    asOf: record({ iso: text, words: text, time: text }),
    feed: text,
    ahead: list(scheduledDay),
    past: list(scheduledDay),
  }),
  "correction-list": record({
    ...common,
    corrections: list(
      record({ href: text, title: text, language: text, day: date, iso: text, text }),
    ),
  }),
  about: record({
    ...common,
    author: record({ name: text, role: text, bio: text }),
    cutoff: text,
    /** True where drafts that check clean are released without a person. */
    isAutomatic: flag,
  }),
  /** A page that the publisher wrote. */
  "own-page": record({ ...common, title: text, html }),
  subscribe: record({
    ...common,
    /** Where the sign-up form is sent, and the name of its field; absent where there is no newsletter. */
    form: maybe(record({ action: text, field: text })),
    tags: list(record({ name: text, feeds })),
    addresses: feeds,
  }),
  search: record({ ...common, script: text, engine: text }),
  /** In place of an article that readers no longer find. */
  withdrawn: record({ ...common, title: text, language: text, day: date, text }),
  moved: record({ ...common, target: text }),
} as const;
