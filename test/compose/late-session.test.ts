import { expect, test } from "vitest";
import type { Day } from "../../generator/base/day.ts";
import { columnsOf, type Columns } from "../../generator/store/columns.ts";
import { catalogue } from "../support/bundle.ts";
import { bundledColumns } from "../support/columns.ts";
import { drafts } from "../support/edition.ts";

/** What a text says of a market that keeps no session. */
const SHUT = /\bshut\b|\b(?:is|are|was|were|stays?) closed\b|closed (?:today|on|for)\b/i;

/** A series of sessions without the value of one of them. */
function without(id: string, day: Day): Columns {
  const { days, values, publics } = bundledColumns(id);
  const rows = days.map((each, at) => ({
    day: each,
    value: values[at]!,
    public: publics[at]!,
    revision: 0,
  }));
  return columnsOf(rows.filter((row) => row.day !== day));
}

const OF_SESSIONS = [...catalogue.series.values()]
  .filter(({ from, calendar }) => from && calendar.name === "XNYS")
  .map(({ id }) => id);

/** Sessions on which Bitcoin moved, and what is late of each. */
const LATE: readonly (readonly [Day, Day, string, readonly string[]])[] = [
  ["2025-06-12", "2025-06-13", "the index", ["sp500.close"]],
  ["2025-06-12", "2025-06-13", "the index and the funds' flows", OF_SESSIONS.filter(isOfFunds)],
  ["2025-05-07", "2025-05-08", "every series of the exchange", OF_SESSIONS],
  ["2025-04-09", "2025-04-10", "every series of the exchange", OF_SESSIONS],
];

function isOfFunds(id: string): boolean {
  return id === "sp500.close" || id.endsWith(".flow");
}

test.each(LATE)(
  "no article says that New York was closed in the session of %s, of which in the edition of %s %s came late",
  (session, edition, _, late) => {
    const columns = new Map(late.map((id) => [id, without(id, session)]));
    const texts = drafts(edition, { columns }).flatMap(({ frontMatter, body }) => [
      frontMatter.title,
      frontMatter.description,
      body,
    ]);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.flatMap((text) => SHUT.exec(text)?.[0] ?? [])).toEqual([]);
  },
);

test("an edition of a day without a session says that there was none", () => {
  const texts = drafts("2025-04-07").map(({ body }) => body);
  expect(texts.some((body) => SHUT.test(body))).toBe(true);
});
