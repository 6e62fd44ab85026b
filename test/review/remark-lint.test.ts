import { readFileSync } from "node:fs";
import { remark } from "remark";
import { VFile } from "vfile";
import { afterAll, beforeAll, expect, test } from "vitest";
import remarkLintBellwether from "../../generator/review/remark-lint.ts";
import { run, smallHome, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";
const WRAP = `content/editions/${DAY}/market-wrap.md`;

let home: CliHome;

beforeAll(async () => {
  home = smallHome();
  expect(await run(home, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => home?.[Symbol.dispose]());

/** The messages that remark gives for a file. */
async function linted(value: string, path?: string) {
  const file = new VFile({ value, ...(path && { path: home.path(path) }) });
  await remark().use(remarkLintBellwether, { home: home.folder, asOf: DAY }).process(file);
  return file.messages;
}

test("a false figure of a Markdown file has a message at its place", async () => {
  const found = await linted("# Draft\n\nBitcoin closed at $62,350 on May 7.\n", "note.md");
  expect(found).toMatchObject([
    {
      line: 3,
      column: 19,
      place: { start: { line: 3, column: 19 }, end: { line: 3, column: 26 } },
      source: "bellwether",
      fatal: true,
      expected: ["$97,032"],
    },
  ]);
  expect(await linted("Bitcoin closed at $97,032 on May 7.\n")).toEqual([]);
});

test("an article is held to the facts that lie beside it", async () => {
  const text = readFileSync(home.path(WRAP), "utf8");
  expect(await linted(text, WRAP)).toEqual([]);
  const found = await linted(text.replace("$97,032", "$98,032"), WRAP);
  expect(found.find(({ fatal }) => fatal)).toMatchObject({
    ruleId: "figure-changed",
    source: "bellwether",
  });
});

test("an article that is none any more has its mistakes as messages", async () => {
  const text = readFileSync(home.path(WRAP), "utf8");
  const found = await linted(text.replace(/^edition: .*$/m, "edition: ["), WRAP);
  expect(found).toMatchObject([{ fatal: true, source: "bellwether", line: expect.any(Number) }]);
});
