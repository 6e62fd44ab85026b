import { join } from "node:path";
import { expect, test } from "vitest";
import { tableOf } from "../../support/table.ts";
import {
  HISTORIES,
  hasRelated,
  isTaken,
  isTrueTaken,
  isWholeRow,
  TOGETHER,
  type Beside,
  type Extent,
  type Falsify,
} from "./falsified.ts";

/** Ways in which a newest value, the newest row or a whole answer is false. */
const CLASSES: readonly (readonly [title: string, falsify: Falsify, extent: Extent])[] = [
  ["× 1.9", (values, at) => values[at]! * 1.9, "value"],
  ["× 100", (values, at) => values[at]! * 100, "value"],
  ["sign flipped", (values, at) => -values[at]!, "value"],
  ["split 7 for 1", (values, at) => values[at]! / 7, "value"],
  ["split 2 for 1", (values, at) => values[at]! / 2, "value"],
  ["split 3 for 2", (values, at) => values[at]! / 1.5, "value"],
  ["yesterday's row again", (values, at) => values[at - 1]!, "row"],
  ["answer shifted by a day", (values, at) => values[at - 1]!, "answer"],
  ["answer of a year ago", (values, at, last) => values[at - yearBefore(last)]!, "answer"],
];

/** Periods of a year, or as many as there are before. */
function yearBefore(last: number): number {
  return Math.min(252, last - 8);
}

/** Positions at which a history is judged: from its second half or its 300th period on, every so manieth. */
function positionsOf(id: string, every: number): number[] {
  const { length } = HISTORIES.get(id)!.days;
  const first = Math.min(300, length >> 1);
  return Array.from({ length: Math.ceil((length - first) / every) }, (_, at) => first + at * every);
}

/** Of 10,000 true values fewer than so many may be refused. */
const MOST_REFUSED = 8;
const ALL = 10_000;
/** Of the long histories every so manieth value is judged, where not the whole is asked for. */
const EVERY = process.env["BELLWETHER_YEAR"] === "whole" ? 1 : 7;

test("of the true values of the bundled history, crashes and all, fewer than eight in 10,000 are refused", () => {
  const ends = TOGETHER.flatMap((id) => positionsOf(id, EVERY).map((last) => [id, last] as const));
  const refused = ends.filter(([id, last]) => !isTrueTaken(id, last));
  expect(ends.length).toBeGreaterThan(ALL);
  expect(
    refused.length * ALL,
    refused.map(([id, at]) => `${id} ${HISTORIES.get(id)!.days[at]}`).join("; "),
  ).toBeLessThan(MOST_REFUSED * ends.length);
});

/** The share of false values that are refused or asked about, in per cent, rounded down. */
function shareCaught(falsify: Falsify, extent: Extent, beside: Beside): number {
  const ends = [...HISTORIES].flatMap(([id, { values }]) =>
    beside === "related series" && !hasRelated(id)
      ? []
      : positionsOf(id, 127)
          // Nothing is false where the false value is the true one.
          .filter((last) => falsify(values, last, last) !== values[last])
          .filter((last) => extent !== "row" || isWholeRow(id, last))
          .map((last) => [id, last] as const),
  );
  const caught = ends.filter(([id, last]) => !isTaken(id, last, falsify, beside, extent));
  return Math.floor((100 * caught.length) / ends.length);
}

/** What is asked of a class, in per cent, where a second source or a related series exists: coins do fall by a third in a day. */
const LEAST = 95;
const LEAST_OF: Readonly<Record<string, number>> = { "split 3 for 2": 88 };

const README = join(import.meta.dirname, "../../../generator/gather/guards/README.md");

test("the share of false values that are refused or asked about (`npx vitest run test/gather/guards -u` writes it)", async () => {
  const shares = CLASSES.map(
    ([title, falsify, extent]) =>
      [
        title,
        shareCaught(falsify, extent, "nothing"),
        shareCaught(falsify, extent, "second source"),
        shareCaught(falsify, extent, "related series"),
      ] as const,
  );
  const low = shares.filter(
    ([title, , second, related]) => Math.min(second, related) < (LEAST_OF[title] ?? LEAST),
  );
  expect(low).toEqual([]);
  await expect(text(shares)).toMatchFileSnapshot(README);
});

function text(shares: readonly (readonly [string, ...number[]])[]): string {
  const rows = shares.map(([title, ...each]) => [title, ...each.map((share) => `${share} %`)]);
  return `# Guards

What an answer or a file offers is held to each series' own history (\`jumps\`, \`repeats\`, \`rewritten\`), to its second source, to series that
usually move with it (\`related:\`, \`companions\`), and to the rest of its row and answer (\`repeated-rows\`, \`candles\`, \`answers\`). What
is doubted is not stored, and is asked about: it is taken once the following periods confirm it, or once a person does with \`--accept\`.

Measured on the bundled history by a test, which writes this table: of the true values fewer than ${["no", "one", "two", "three", "four", "five", "six", "seven", "eight"][MOST_REFUSED]} in 10,000 are
refused, nearly all of them crashes and turns that the next period or a second source confirms; of false ones so many are refused, or told to
differ from the second source. Alone means all series, flows and volumes too, by their own history and the rest of their row only.

${tableOf([["false", "alone", "with a second source", "with related series"], ...rows])}

Alone, a doubling passes where the series is as lively as that. One value that is repeated cannot be told from a quiet day, a whole row
can: open, high, low and volume do not stand still with the close. Sources that give the value alone (\`fred\`, \`alternative-me\`, a file of
one column) leave that to related series, and are not counted among the rows.
`;
}
