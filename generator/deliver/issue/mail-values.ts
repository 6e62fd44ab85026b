import { flag, html, list, maybe, record, text, type ValueOf } from "../../publish/theme/shape.ts";

const listed = record({
  title: text,
  description: text,
  url: text,
  /** Its day in words, where the issue holds more than one day's. */
  day: maybe(text),
});

const common = {
  /** BCP 47. */
  language: text,
  /** `ltr` or `rtl`: the way the language is written. */
  direction: text,
  site: record({ name: text, description: text, url: text }),
  subject: text,
  preview: text,
  /** What the format is called, and the day in words. */
  format: text,
  dateline: text,
  figures: maybe(
    record({
      title: text,
      about: text,
      heads: record({ subject: text, last: text, change: text }),
      rows: list(
        record({
          name: text,
          last: text,
          change: maybe(text),
          isUp: flag,
          isDown: flag,
          /** Where the value is older than the others: "as of May 6". */
          asOf: maybe(text),
          /** The row as one line of text. */
          line: text,
        }),
      ),
    }),
  ),
  charts: list(
    record({
      title: text,
      alt: text,
      /** `cid:…`, or where the picture lies. */
      src: text,
      /** In CSS pixels; the picture itself is larger, for fine screens. */
      width: text,
      height: text,
    }),
  ),
  articles: list(listed),
  corrections: list(record({ title: text, url: text, text })),
  /** Whose data, as known when. */
  sources: text,
  disclosure: maybe(text),
  postal: text,
  unsubscribe: text,
  preferences: text,
  labels: record({
    more: text,
    onTheWeb: text,
    continue: text,
    read: text,
    corrections: text,
    correctionsAbout: text,
    sources: text,
    disclosure: text,
    why: text,
    unsubscribe: text,
    preferences: text,
  }),
};

/** What a template that is written as MJML may name. */
export const MAIL_SHAPE = record({
  ...common,
  /** The first article; `body` is left out where the issue prints its summary alone. */
  lead: record({ ...listed.fields, body: maybe(html) }),
});

/** The same for one that is written as text. */
export const TEXT_SHAPE = record({
  ...common,
  lead: record({ ...listed.fields, body: maybe(text) }),
});

export type MailValues = ValueOf<typeof MAIL_SHAPE>;
