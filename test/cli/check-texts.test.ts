import { mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import type { Ended } from "../support/ended.ts";
import { cliHome, run, type CliHome } from "../support/cli.ts";

let home: CliHome;

beforeAll(async () => {
  home = cliHome();
  expect((await run(home, ["gather"])).status).toBe(0);
  writeFileSync(home.path("note.html"), "<p>Bitcoin closed at <b>$97,032</b> on May 7.</p>");
  writeFileSync(home.path("false.md"), "# Bitcoin\n\nIt closed at $79,032 on May 7.\n");
});
afterAll(() => home[Symbol.dispose]());

/** @param input what is said on standard input. */
function check(args: readonly string[], input = ""): Promise<Ended> {
  async function* stdin() {
    yield Buffer.from(input);
  }
  const world = { ...realWorld(), stdin };
  return run(home, ["check", "--as-of", "2025-05-08", ...args], {}, world);
}

test("a text is held to the data as of a day, and one that is false blocks", async () => {
  expect(await check(["note.html"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("as of 2025-05-08T12:00:00.000Z: 1 right, 0 wrong, 0 unknown"),
  });
  const { status, stdout } = await check(["note.html", "false.md"]);
  expect(status).toBe(1);
  expect(stdout).toContain('3:14-3:21 error "$79,032" is not Bitcoin price of 2025-05-07');
});

test("a text may come from standard input, and the report as JSON with places", async () => {
  const { stdout } = await check(["--stdin", "--json"], "Bitcoin fell 0.2% on Wednesday.");
  const [report] = JSON.parse(stdout);
  expect(report).toMatchObject({
    file: "standard input",
    wrong: 1,
    messages: [
      { code: "wrong-figure", severity: "error", line: 1, column: 14, offset: 13, length: 4 },
    ],
    verdicts: [{ verdict: "wrong", binding: { series: "btc.close", statistic: "change" } }],
  });
});

const guestHead = "title: Rates\ndescription: Why.\nauthor: Ada\ndate: 2025-05-08";

test("a guest article is held to what was known on its day, and publish holds back one that is false", async () => {
  mkdirSync(home.path("content/articles"), { recursive: true });
  const file = home.path("content/articles/rates.md");
  writeFileSync(file, `---\n${guestHead}\n---\nBitcoin closed at $79,032 on May 7.\n`);
  const found = 'error "$79,032" is not Bitcoin price of 2025-05-07';
  expect(await run(home, ["check", "content/articles/rates.md"])).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(found),
  });
  expect(await run(home, ["publish", "--no-search"])).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("Held back: content/articles/rates.md: the check says at 7:19"),
  });
  const waivers = 'waivers: [{ figure: "$79,032", reason: the paper misprinted it }]';
  writeFileSync(file, `---\n${guestHead}\n${waivers}\n---\nBitcoin closed at $79,032 on May 7.\n`);
  expect(await run(home, ["check", "content/articles/rates.md"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('"$79,032" is waived: the paper misprinted it'),
  });
});

test("nothing to be checked is a mistake of the call", async () => {
  expect(await run(home, ["check"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("No file is named to be checked."),
  });
});
