import { spawn } from "node:child_process";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { storePath } from "../../generator/store/store.ts";
import { provider } from "../gather/web/provider.ts";
import { CLI, run, runProcess, smallHome } from "../support/cli.ts";
import { freshSchema, sqlClient } from "../support/postgres.ts";

/** Two addresses of one host. */
const LIVE = `fetch:
  fear-greed.level: { live: { by: json, url: "https://one.example/a", rows: ".", date: d, value: v } }
  us10y.level: { live: { by: json, url: "https://one.example/b", rows: ".", date: d, value: v } }
`;

const ROWS = JSON.stringify([{ d: "2025-05-06", v: 30 }]);

test("all machines together ask a provider one request at a time and no more often than it wants, also when one is killed within a request", async () => {
  using home = smallHome();
  rmSync(storePath(home.folder));
  writeFileSync(home.path("live.yaml"), LIVE);
  const url = await freshSchema();
  const env = { BELLWETHER_DATABASE: url };
  expect(await run(home, ["gather"], env)).toMatchObject({ stderr: "" });
  const sql = await sqlClient(url);
  await sql.query(`
    CREATE TABLE turn (nth serial, free timestamptz);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO turn (free) VALUES (new.free); RETURN new; END $$;
    CREATE TRIGGER noted AFTER INSERT OR UPDATE ON pace FOR EACH ROW EXECUTE FUNCTION note()`);

  const { promise: isAsked, resolve: askedOnce } = Promise.withResolvers<void>();
  let [open, most] = [0, 0];
  const { base, seen } = await provider((_, response: ServerResponse) => {
    most = Math.max(most, ++open);
    response.once("close", () => open--);
    // The first is left without an answer, until whoever asked is killed.
    if (seen.length === 1) askedOnce();
    else response.setHeader("content-type", "application/json").end(ROWS);
  });
  const live = { ...env, BELLWETHER_HTTP_VIA: base };
  const args = ["gather", "--live"];
  const first = spawn(process.execPath, [CLI, ...args], {
    cwd: home.folder,
    env: { ...process.env, ...live },
    stdio: "ignore",
  });
  const gone = once(first, "exit");
  await isAsked;
  const others = [runProcess(home, args, live), runProcess(home, args, live)];
  first.kill("SIGKILL");
  await gone;
  for (const { stderr } of await Promise.all(others)) expect(stderr).toBe("");

  expect(seen).toHaveLength(5);
  expect(most).toBe(1);
  const { rows } = await sql.query(
    "SELECT extract(epoch FROM free - lag(free) OVER (ORDER BY nth))::float AS apart FROM turn ORDER BY nth",
  );
  expect(rows).toHaveLength(seen.length);
  // By the clock of the server: each turn began when the one before was over.
  expect(rows.slice(1).filter(({ apart }) => apart < 1)).toEqual([]);
});
