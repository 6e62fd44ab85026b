import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STEPS } from "../../generator/store/postgres/schema.ts";
import { storePath } from "../../generator/store/store.ts";
import { cliHome, filesBelow, run, runProcess, siteOf, type CliHome } from "../support/cli.ts";
import { freshSchema, readerOf } from "../support/postgres.ts";

// Each test runs several commands from their beginning to their end, on two databases.

const DAYS = ["backfill", "--from", "2025-05-06", "--to", "2025-05-07"];

let onFile: CliHome;
let onServer: CliHome;
let env: { readonly BELLWETHER_DATABASE: string };

beforeAll(async () => {
  env = { BELLWETHER_DATABASE: await freshSchema() };
  [onFile, onServer] = [cliHome(), cliHome()];
  rmSync(storePath(onServer.folder));
});

afterAll(() => {
  onFile[Symbol.dispose]();
  onServer[Symbol.dispose]();
});

test("editions and the site made on Postgres are those made on SQLite, to the byte", async () => {
  const both = await Promise.all([run(onFile, DAYS), run(onServer, DAYS, env)]);
  expect(both.map(({ status, stderr }) => [status, stderr])).toEqual([
    [both[0].status, ""],
    [both[0].status, ""],
  ]);
  const editions = filesBelow(onServer, "content/editions");
  expect(editions.size).toBeGreaterThan(4);
  expect(editions).toEqual(filesBelow(onFile, "content/editions"));
  expect(await run(onFile, ["publish", "--no-search"])).toMatchObject({ status: 0 });
  expect(await run(onServer, ["publish", "--no-search"], env)).toMatchObject({ status: 0 });
  expect(siteOf(onServer)).toEqual(siteOf(onFile));
});

test("what was made there is checked, audited and made again without a change, and no command hangs", async () => {
  const check = ["check", "content/editions/2025-05-07/market-wrap.md"];
  for (const args of [check, ["audit", "verify"], DAYS, ["doctor"], ["sources"]]) {
    const [file, server] = [await run(onFile, args), await runProcess(onServer, args, env)];
    expect([args, server.status, server.stderr]).toEqual([args, file.status, ""]);
  }
});

test("the address is taken from the configuration as well, and is never printed with its password", async () => {
  const file = onServer.path("bellwether.yaml");
  const before = readFileSync(file, "utf8");
  const url = new URL(env.BELLWETHER_DATABASE);
  writeFileSync(file, `${before}\ndatabase:\n  url: ${url.href}\n  connections: 2\n`);
  const doctor = await run(onServer, ["doctor"]);
  const schema = `schema ${url.searchParams.get("schema")}, store ${STEPS.length};`;
  expect(doctor.stdout).toContain(schema);
  expect(doctor.stdout).toContain("no subscribers yet");
  url.port = "1";
  const refused = await run(onServer, ["sources"], { BELLWETHER_DATABASE: url.href });
  expect([refused.status, refused.stdout]).toEqual([3, ""]);
  expect(refused.stderr).toContain("127.0.0.1:1/postgres");
  for (const { stdout, stderr } of [doctor, refused])
    expect(stdout + stderr).not.toContain(url.password);
  writeFileSync(file, `${before}\ndatabase: mysql://somewhere/\n`);
  const mistaken = await run(onServer, ["sources"]);
  expect([mistaken.status, mistaken.stderr]).toEqual([
    2,
    expect.stringMatching(/^bellwether\.yaml:\d+:11: .*postgres:\/\//),
  ]);
  writeFileSync(file, before);
});

test("a store is brought over by a command, used there, and brought back; the old one stays", async () => {
  using home = cliHome(onFile);
  const url = await freshSchema();
  const there = { BELLWETHER_DATABASE: url };
  const early = await run(home, ["audit", "verify"], there);
  expect([early.status, early.stderr]).toEqual([2, expect.stringContaining("database move --to")]);
  const moved = await runProcess(home, ["database", "move", "--to", url]);
  expect(moved).toMatchObject({ status: 0, stderr: "" });
  expect(moved.stdout).toMatch(/observation +\d{5,} rows {2}[0-9a-f]{16}\n/);
  expect(moved.stdout + moved.stderr).not.toContain(new URL(url).password);
  const again = await run(home, ["database", "move", "--to", url, "--json"], there);
  expect(JSON.parse(again.stdout)).toMatchObject({ archive: { isNew: false } });
  rmSync(storePath(home.folder));
  const day = ["daily", "--date", "2025-05-08"];
  expect(await run(home, day, there)).toMatchObject({ stderr: "" });
  expect(await run(onFile, day)).toMatchObject({ stderr: "" });
  expect(filesBelow(home, "content/editions")).toEqual(filesBelow(onFile, "content/editions"));
  const back = await run(home, ["database", "move", "--to", "sqlite"], there);
  expect(back).toMatchObject({ status: 0, stderr: "" });
  const audits = [await run(home, ["audit", "verify"]), await run(onFile, ["audit", "verify"])];
  expect(audits[0]).toEqual(audits[1]);
  const nowhere = await run(home, ["database", "move", "--to", "sqlite"]);
  expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining("(move-source)")]);
});

test("a user that may only read checks, looks things up and publishes, and is told what it may not do", async () => {
  const url = new URL(env.BELLWETHER_DATABASE);
  const reader = { BELLWETHER_DATABASE: await readerOf(url.href) };
  const check = ["check", "content/editions/2025-05-07/market-wrap.md"];
  const reads = [
    check,
    ["sources"],
    ["audit", "verify"],
    ["corrections"],
    ["publish", "--no-search"],
  ];
  for (const args of [...reads, ["narratives", "backtest", "conditions/*"]]) {
    const [owner, other] = [await run(onServer, args, env), await run(onServer, args, reader)];
    expect([args, other]).toEqual([args, owner]);
  }
  const doctor = await run(onServer, ["doctor"], reader);
  expect([doctor.status, doctor.stdout]).toEqual([1, expect.stringContaining("may only read")]);
  for (const args of [
    ["daily", "--date", "2025-05-08"],
    ["import", "content/data/btc.csv", "--series", "btc.close"],
  ]) {
    const { status, stderr } = await run(onServer, args, reader);
    expect([args, status, stderr]).toEqual([args, 3, expect.stringContaining("(database-rights)")]);
  }
});
