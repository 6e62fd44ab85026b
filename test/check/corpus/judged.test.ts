import { afterAll, beforeAll, expect, test } from "vitest";
import type { TextChecker } from "../../../generator/check/text/text-report.ts";
import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { openCheckRoom } from "../../../generator/newsroom/check-room.ts";
import { withStoreToRead } from "../../../generator/newsroom/with-store.ts";
import { instantOf, textCheckerBy } from "../../../generator/review/texts.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { cliHome, run, type CliHome } from "../../support/cli.ts";
import { type Judge, type Score, scoreNotes, scoreSentences, table } from "./score.ts";

/** Of the wrong sentences none is passed in silence, and of the right ones none is refused; the rest is how many of 300 are refused. */
const MISSED = 0;
const ALARMS = 0;
const FOUND = 277;
/** Right sentences that no person has to look at. */
const PASSED = 289;

const OUTCOMES = { right: "held", wrong: "refused", unknown: "marked" } as const;

let home: CliHome;
let judge: Judge;

beforeAll(async () => {
  home = cliHome();
  expect(await run(home, ["gather"])).toMatchObject({ status: 0 });
  const room = openCheckRoom(realWorld(), home.folder, BUILT_IN);
  const archive = await withStoreToRead(room.world, home.folder, (store) =>
    store.load(room.publication.catalogue),
  );
  const checkers = new Map<string, TextChecker>();
  const checkerOf = (asOf: string): TextChecker => {
    const known = checkers.get(asOf);
    const checker = known ?? textCheckerBy(room, archive.view(instantOf(room, asOf)));
    checkers.set(asOf, checker);
    return checker;
  };
  judge = (text, asOf) =>
    checkerOf(asOf)(text, { format: "markdown" }).verdicts.map(({ verdict, offset, length }) => ({
      outcome: OUTCOMES[verdict],
      from: offset,
      to: offset + length,
    }));
});

afterAll(() => home?.[Symbol.dispose]());

const sum = (scores: readonly Score[], pick: (score: Score) => number): number =>
  scores.reduce((total, score) => total + pick(score), 0);

/** All that a person needs who wants to make the check better: what it missed, and where it raised a false alarm. */
function told(scores: readonly Score[]): string {
  const lines = (title: string, of: (score: Score) => readonly string[]): string[] =>
    scores.flatMap((score) => of(score).map((text) => `${title}, ${score.name}: ${text}`));
  return [
    table(scores),
    ...lines("missed", ({ missed }) => missed),
    ...lines("false alarm", ({ alarms }) => alarms),
  ].join("\n");
}

test("every wrong sentence is refused or marked, and no right one is refused", async () => {
  const scores = await scoreSentences(judge);
  expect(sum(scores, ({ wrong }) => wrong.missed) / 300, told(scores)).toBeLessThanOrEqual(MISSED);
  expect(sum(scores, ({ right }) => right.refused) / 300, told(scores)).toBeLessThanOrEqual(ALARMS);
  expect(
    sum(scores, ({ wrong }) => wrong.found),
    told(scores),
  ).toBeGreaterThanOrEqual(FOUND);
  expect(
    sum(scores, ({ right }) => right.passed),
    told(scores),
  ).toBeGreaterThanOrEqual(PASSED);
});

test("of the false figures of foreign notes nearly all are refused or marked", async () => {
  const scores = await scoreNotes(judge);
  const wrong = sum(scores, ({ wrong }) => wrong.found + wrong.marked + wrong.missed);
  const right = sum(scores, ({ right }) => right.passed + right.marked + right.refused);
  expect(sum(scores, ({ wrong }) => wrong.missed) / wrong, told(scores)).toBeLessThanOrEqual(0.02);
  expect(sum(scores, ({ right }) => right.refused) / right, told(scores)).toBeLessThanOrEqual(0.01);
});
