import { readFileSync, writeFileSync } from "node:fs";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import type { CheckReport } from "../../generator/check/report.ts";
import { sarifOf } from "../../generator/check/sarif.ts";
import { run, smallHome } from "../support/cli.ts";

const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isLog = ajv.compile(schema);

const REPORT: CheckReport = {
  file: "content/drafts/a note, 100%.md",
  figures: 2,
  errors: 1,
  warnings: 0,
  notices: 1,
  messages: [
    {
      code: "figure-changed",
      severity: "error",
      line: 3,
      column: 19,
      endLine: 3,
      endColumn: 26,
      figure: "$62,350",
      message: "It is $97,032.",
    },
    { code: "by-hand", severity: "notice", line: 5, column: 1, message: "A person wrote it." },
  ],
};

test("a log of SARIF is valid by its schema", () => {
  const log = sarifOf([REPORT, { ...REPORT, file: "/elsewhere/note.md" }], "1.2.3");
  expect(isLog(log), JSON.stringify(isLog.errors)).toBe(true);
  expect(isLog({ ...log, runs: [{}] })).toBe(false);
});

test("check --format sarif prints one, and its status is that of the check", async () => {
  using home = smallHome();
  expect(await run(home, ["daily", "--date", "2025-05-08"])).toMatchObject({ status: 0 });
  const file = "content/editions/2025-05-08/market-wrap.md";
  const text = readFileSync(home.path(file), "utf8");
  writeFileSync(home.path(file), text.replace("$97,032", "$98,032"));
  const { status, stdout } = await run(home, ["check", "--format", "sarif", file]);
  expect(status).toBe(1);
  const log = JSON.parse(stdout);
  expect(isLog(log), JSON.stringify(isLog.errors)).toBe(true);
  expect(log.runs[0].results[0]).toMatchObject({
    ruleId: "figure-changed",
    locations: [{ physicalLocation: { region: { snippet: { text: "$98,032" } } } }],
  });
});

test("so it does of a text that Bellwether did not write, under the path that was typed", async () => {
  using home = smallHome();
  expect(await run(home, ["gather"])).toMatchObject({ status: 0 });
  writeFileSync(home.path("draft.md"), "Bitcoin closed at $62,350 on May 7.\n");
  const args = ["check", "--as-of", "2025-05-08", "--format", "sarif", "draft.md"];
  const { status, stdout } = await run(home, args);
  expect(status).toBe(1);
  const log = JSON.parse(stdout);
  expect(isLog(log), JSON.stringify(isLog.errors)).toBe(true);
  expect(log.runs[0].results).toMatchObject([
    {
      ruleId: "wrong-figure",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "draft.md" },
            region: { startLine: 1, startColumn: 19, snippet: { text: "$62,350" } },
          },
        },
      ],
    },
  ]);
});

test("each message has its rule, its level and its place", () => {
  const [run] = sarifOf([REPORT], "1.2.3").runs;
  expect(run!.tool.driver.rules?.map(({ id }) => id)).toEqual(["by-hand", "figure-changed"]);
  expect(run!.results).toMatchObject([
    {
      ruleId: "figure-changed",
      ruleIndex: 1,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "content/drafts/a%20note%2C%20100%25.md" },
            region: { startLine: 3, startColumn: 19, endLine: 3, endColumn: 26 },
          },
        },
      ],
    },
    { ruleId: "by-hand", level: "note" },
  ]);
});

test("a file outside of the publication has its whole address", () => {
  const [run] = sarifOf([{ ...REPORT, file: "/elsewhere/a note.md" }], "1.2.3").runs;
  const { artifactLocation } = run!.results![0]!.locations![0]!.physicalLocation!;
  expect(artifactLocation!.uri).toBe("file:///elsewhere/a%20note.md");
});
