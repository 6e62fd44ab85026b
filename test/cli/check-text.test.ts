import { once } from "node:events";
import { text } from "node:stream/consumers";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliHome, run, start, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";
const DRAFT = "Bitcoin closed at $97,032 on May 7, and at $62,350 on May 6.\n";

let home: CliHome;

beforeAll(async () => {
  home = cliHome();
  expect(await run(home, ["gather"])).toMatchObject({ status: 0 });
});

afterAll(() => home?.[Symbol.dispose]());

test("a text that is said on standard input is held to the data", async () => {
  const child = start(home, ["check", "--stdin", "--as-of", DAY, "--json"], "pipe");
  const [ended, printed] = [once(child, "exit"), text(child.stdout!)];
  child.stdin!.end(DRAFT);
  expect(JSON.parse(await printed)).toMatchObject([{ right: 1, wrong: 1, errors: 1 }]);
  expect(await ended).toEqual([1, null]);
});

test("a file that Bellwether did not write has its false figures in SARIF, under the path that was typed", async () => {
  writeFileSync(home.path("draft.md"), DRAFT);
  const { status, stdout } = await run(home, [
    ...["check", "--as-of", DAY, "--format", "sarif"],
    "draft.md",
  ]);
  expect(status).toBe(1);
  expect(JSON.parse(stdout).runs[0].results).toMatchObject([
    {
      ruleId: "wrong-figure",
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "draft.md" },
            region: { startLine: 1, startColumn: 44, snippet: { text: "$62,350" } },
          },
        },
      ],
    },
  ]);
});
