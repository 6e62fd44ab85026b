import { afterAll, beforeAll, expect, test } from "vitest";
import type { TextChecker } from "../../../generator/check/text/text-report.ts";
import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { openCheckRoom, withStoreToRead } from "../../../generator/newsroom/newsroom.ts";
import { instantOf, textCheckerBy } from "../../../generator/review/texts.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { cliHome, run, type CliHome } from "../../support/cli.ts";
import { type Judge, type Score, scoreNotes, scoreSentences, table } from "./score.ts";

/** Shares of the wrong sentences that may be missed, and of the right ones that may be refused. */
const MISSED = 0.15;
const ALARMS = 0.13;

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

test("of the wrong sentences nearly all are refused or marked, and of the right ones hardly any is refused", async () => {
  const scores = await scoreSentences(judge);
  expect(sum(scores, ({ wrong }) => wrong.missed) / 300, told(scores)).toBeLessThanOrEqual(MISSED);
  expect(sum(scores, ({ right }) => right.refused) / 300, told(scores)).toBeLessThanOrEqual(ALARMS);
});

test("of the false figures of foreign notes nearly all are refused or marked", async () => {
  const scores = await scoreNotes(judge);
  const wrong = sum(scores, ({ wrong }) => wrong.found + wrong.marked + wrong.missed);
  const right = sum(scores, ({ right }) => right.passed + right.marked + right.refused);
  expect(sum(scores, ({ wrong }) => wrong.missed) / wrong, told(scores)).toBeLessThanOrEqual(0.05);
  expect(sum(scores, ({ right }) => right.refused) / right, told(scores)).toBeLessThanOrEqual(0.07);
});
