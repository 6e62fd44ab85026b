import { writeFileSync } from "node:fs";
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

test("nothing to be checked is a mistake of the call", async () => {
  expect(await run(home, ["check"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("No file is named to be checked."),
  });
});
