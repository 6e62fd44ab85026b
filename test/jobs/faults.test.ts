import { afterAll, beforeAll, expect, test } from "vitest";
import { cliHome, run, smallHome, type CliHome } from "../support/cli.ts";
import { freshSchema, sqlClient } from "../support/postgres.ts";
import { queueOf, startWorker } from "./workers.ts";
import { standingOfQueue } from "../../generator/jobs/standing.ts";

let home: CliHome;

const QUEUED = ["daily", "--queue", "--date", "2025-05-08"];

beforeAll(() => {
  home = smallHome();
});

afterAll(() => home?.[Symbol.dispose]());

test("where the store is a file, it is said what to set and that one machine needs no queue", async () => {
  for (const args of [QUEUED, ["work"], ["jobs"], ["jobs", "retry", "1"]]) {
    const { status, stdout, stderr } = await run(home, args);
    expect([args, status, stdout]).toEqual([args, 2, ""]);
    expect(stderr).toContain("(no-queue)");
    expect(stderr).toContain("One machine needs no queue");
    expect(stderr).toContain("BELLWETHER_DATABASE");
  }
});

test("a job of another version of the program is left to a worker of that version, and says so", async () => {
  using own = cliHome(home);
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  await run(own, ["database", "move", "--to", env.BELLWETHER_DATABASE]);
  expect(await run(own, QUEUED, env)).toMatchObject({ status: 0, stderr: "" });
  const queue = await queueOf(own, env);
  await queue.rows(`UPDATE SCHEMA.job SET data = jsonb_set(data, '{program}', '"9.9.9"')`);
  const worker = startWorker(own, env);
  const { why } = await worker.line(({ msg }) => msg === "failed");
  expect(why).toMatch(/put in by Bellwether 9\.9\.9; this worker is .*\(job-program\)/);
  await worker.kill();
  const listed = await run(own, ["jobs"], env);
  expect(listed.stdout).toMatch(/^again .* gather: .*Bellwether 9\.9\.9/m);
});

test("a job that fails for good is told with its reason, holds back what waits for it, and goes on when it is mended and tried again", async () => {
  using own = cliHome(home);
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  await run(own, ["database", "move", "--to", env.BELLWETHER_DATABASE]);
  expect(await run(own, QUEUED, env)).toMatchObject({ status: 0, stderr: "" });
  const queue = await queueOf(own, env);
  await queue.rows("UPDATE SCHEMA.job SET retry_limit = 0");
  // As when a newer program has brought the store up to date while a worker of an older one runs.
  const sql = await sqlClient(env.BELLWETHER_DATABASE);
  const before = (await sql.query("SELECT version FROM bellwether")).rows[0].version as number;
  await sql.query("UPDATE bellwether SET version = 99");
  const worker = startWorker(own, env);
  await worker.line(({ msg }) => msg === "failed");
  const failed = await run(own, ["jobs"], env);
  expect(failed.status).toBe(1);
  expect(failed.stdout).toMatch(/^failed [0-9a-f]{8} .* gather: .*\(store-version\)/m);
  expect(failed.stdout).toMatch(/^waits .* edition 2025-05-08: for gather/m);
  expect(failed.stdout).toContain("1 failed for good: bellwether jobs retry ID");
  const [job] = (await standingOfQueue(queue)).jobs;
  expect(await run(own, ["jobs", "retry", "nothing"], env)).toMatchObject({ status: 2 });
  await sql.query("UPDATE bellwether SET version = $1", [before]);
  const retried = await run(own, ["jobs", "retry", job!.id.slice(0, 8), "--json"], env);
  expect(JSON.parse(retried.stdout)).toMatchObject({ name: "gather" });
  await worker.line(({ msg, kind }) => msg === "done" && kind === "edition");
  await worker.kill();
});

test("figures of a worker and of its queue are served as Prometheus reads them", async () => {
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  const worker = startWorker(home, env, ["--metrics", "0"]);
  const { address } = await worker.line(({ msg }) => msg === "metrics");
  const text = await (await fetch(`${address}metrics`)).text();
  expect(text).toMatch(/^bellwether_queue_jobs\{state="failed"\} 0$/m);
  expect(text).toMatch(/^bellwether_queue_workers 1$/m);
  await worker.kill();
});
