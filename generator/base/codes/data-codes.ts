import type { Entries } from "./entry.ts";

/** Why a value was refused, or what is to be said of a series: `import` stops for it, `gather` stores the rest. */
export const REMARKS = {
  "not-a-day": [undefined, "The date of a row is none."],
  "not-a-period": [undefined, "The date is no period of the series' calendar."],
  "not-a-number": [undefined, "The value of a row is no plain number."],
  "out-of-range": [undefined, "The value lies outside the sane range of its series."],
  "not-an-instant": [undefined, "The time of publication of a row is none."],
  "public-too-early": [undefined, "A value is said to be public before its period has ended."],
  future: [undefined, "The period has not ended yet."],
  conflict: [undefined, "Two rows give different values for one period."],
  jump: [undefined, "The value lies too far from the one before to be believed."],
  restated: [undefined, "The whole history was restated, as for a split."],
  repeat: [undefined, "A value is repeated for longer than ever: the feed may stand still."],
  gap: [undefined, "More periods are missing between two values than the series allows."],
} as const satisfies Entries;

export const DATA = {
  "broken-file": [2, "A data file is not what its name says: CSV, JSON lines or Parquet."],
  "missing-column": [2, "A data file lacks a column."],
  "nothing-imported": [2, "Rows of the file are refused, so that none was imported."],
  "outside-calendar": [2, "A day lies outside the years that a calendar knows."],
  "not-a-session": [2, "A day is no session of its calendar."],
  "repeated-claim": [2, "Two claims have one id."],
  "seen-too-early": [2, "A claim is said to be seen before it was posted."],
  "claim-url": [2, "The address of a claim is none."],
  "claim-unknown": [2, "The address of a claim does not say who posted it and when."],
  "claim-exists": [2, "The claim is there already."],
  "http-via": [2, "BELLWETHER_HTTP_VIA is no address."],
  "no-recording": [2, "The folder to replay holds no recording."],
  "foreign-store": [2, "The database at the store's place was made by another program."],
  "store-version": [2, "The store was made by another version of Bellwether."],
  "damaged-store": [3, "The store is damaged or is no database."],
  "store-busy": [3, "Another command is writing to the store."],
  "store-read-only": [3, "The store cannot be written."],
  "store-disk": [3, "The disk failed while the store was in use."],
  "store-full": [3, "No space is left for the store."],
  "store-unreachable": [3, "The store cannot be opened."],
} as const satisfies Entries;
