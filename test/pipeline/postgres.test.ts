import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storePath } from "../../generator/store/store.ts";
import { cliHome, filesBelow, run, runProcess, siteOf, type CliHome } from "../support/cli.ts";
import { freshSchema } from "../support/postgres.ts";

const DAYS = ["backfill", "--from", "2025-05-05", "--to", "2025-05-07"];

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
  expect(editions.size).toBeGreaterThan(10);
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
  expect(doctor.stdout).toContain(`schema ${url.searchParams.get("schema")}, store 1`);
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
