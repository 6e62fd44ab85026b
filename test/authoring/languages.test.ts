import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliHome, run, type CliHome } from "../support/cli.ts";

const NARRATIVE = "templates/narratives/price/day-move";
const OWN = `${NARRATIVE}.de.md`;

let home: CliHome;

beforeAll(() => {
  home = cliHome();
});

afterAll(() => home?.[Symbol.dispose]());

function write(path: string, text: string): void {
  mkdirSync(dirname(home.path(path)), { recursive: true });
  writeFileSync(home.path(path), text);
}

async function status(code: string) {
  const { status: exit, stdout } = await run(home, ["languages", "status", code, "--json"]);
  return { exit, ...JSON.parse(stdout) };
}

test("what a language lacks is listed by file and part, and awaits a person", async () => {
  const bundled = new URL(`../../${OWN}`, import.meta.url);
  const text = readFileSync(bundled, "utf8");
  write(OWN, text.replace(/\n# watch\n[^#]*/, "\n").replace(/^of: .*\n/m, ""));
  const { exit, narratives, stories, vocabulary } = await status("de");
  expect(exit).toBe(1);
  const missing = narratives.open.filter((each: { isMissing: boolean }) => each.isMissing);
  expect(missing.map(({ file }: { file: string }) => file)).toContain(
    "templates/narratives/short-interest/reported-claim.de.md",
  );
  expect(narratives.open.find(({ file }: { file: string }) => file === OWN)).toMatchObject({
    isMissing: false,
    lacks: ["summary-second", "fact-again", "fact-beside", "watch"],
    stale: [],
  });
  expect(narratives.unmarked).toEqual([OWN]);
  expect(stories.open.map(({ file }: { file: string }) => file)).toContain(
    "templates/stories/weekly-review.de.md",
  );
  expect(vocabulary).not.toContain("templates/vocabulary/de/print.yaml");
});

test("a part of which the English changes after it was agreed on is told stale", async () => {
  expect(await run(home, ["languages", "agree", "de", "price/day-move"])).toMatchObject({
    status: 0,
  });
  expect((await status("de")).narratives.unmarked).toEqual([]);
  const english = readFileSync(new URL(`../../${NARRATIVE}.md`, import.meta.url), "utf8");
  write(
    `${NARRATIVE}.md`,
    english.replace(/\n# case\n.*/, "\n# case\nan ordinary day of the year"),
  );
  const { open } = (await status("de")).narratives;
  expect(open.find(({ file }: { file: string }) => file === OWN).stale).toEqual(["case"]);
  const { stdout } = await run(home, ["languages", "status", "de"]);
  expect(stdout).toContain(`${OWN}: case`);
});

test("texts that were agreed on are printed as before", async () => {
  expect(readFileSync(home.path(OWN), "utf8")).toMatch(
    /^---\ntags: .*\nof: \{ .* \}\n---\n# headline\n/,
  );
});

test("a language without a vocabulary, and the first one, are mistakes", async () => {
  for (const code of ["xx", "en"]) {
    const { status: exit, stderr } = await run(home, ["languages", "status", code]);
    expect([exit, stderr]).toEqual([2, expect.stringContaining("(unknown-language)")]);
  }
});

test("without a code each language is told in a line", async () => {
  const { status: exit, stdout } = await run(home, ["languages", "status"]);
  expect(exit).toBe(1);
  expect(stdout).toMatch(
    /^de: \d+ of \d+ stories and \d+ of \d+ narratives .*\nes: .*\nfr: .*\npt: /,
  );
});
