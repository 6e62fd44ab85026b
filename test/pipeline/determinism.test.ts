import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storePath } from "../../generator/store/store.ts";
import { cliHome, filesBelow, runProcess, siteOf, type CliHome } from "../support/cli.ts";

const RANGE = ["--from", "2025-04-09", "--to", "2025-05-08"];
const COMMITTED = join(import.meta.dirname, "../../content/editions");

let one: CliHome;
let other: CliHome;

beforeAll(async () => {
  one = cliHome();
  other = cliHome();
  rmSync(storePath(other.folder));
  await Promise.all([
    fill(one, { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }),
    fill(other, { TZ: "America/St_Johns", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" }),
  ]);
});

async function fill(home: CliHome, env: Readonly<Record<string, string>>): Promise<void> {
  expect(await runProcess(home, ["backfill", ...RANGE], env)).toMatchObject({ status: 0 });
  expect(await runProcess(home, ["publish"], env)).toMatchObject({ status: 0 });
}

afterAll(() => {
  one?.[Symbol.dispose]();
  other?.[Symbol.dispose]();
});

test("two homes in two time zones and locales, one without the kept evidence, hold the same bytes", () => {
  expect(filesBelow(one, "content/editions")).toEqual(filesBelow(other, "content/editions"));
  expect(siteOf(one)).toEqual(siteOf(other));
});

test("the committed sample editions are what the program makes now", () => {
  const made = filesBelow(one, "content/editions");
  const advice =
    "Make them again and read the diff: npm run -s bellwether -- backfill --from 2025-04-09 --to 2025-05-08";
  for (const [path, text] of made)
    expect(readFileSync(join(COMMITTED, path), "utf8"), `${path}. ${advice}`).toBe(text);
  expect(made.size).toBeGreaterThanOrEqual(60);
});

test("running again touches no file", async () => {
  const times = (): number[] =>
    [...filesBelow(one, "content/editions").keys()].map(
      (path) => statSync(one.path("content/editions", path)).mtimeMs,
    );
  const before = times();
  const answer = await runProcess(one, ["backfill", "--from", "2025-05-07", "--to", "2025-05-08"]);
  expect(answer.status).toBe(0);
  expect(times()).toEqual(before);
});
