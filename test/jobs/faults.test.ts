import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliHome, run, smallHome, type CliHome } from "../support/cli.ts";
import { sqlClient } from "../support/postgres.ts";
import { databaseHolding } from "../support/store.ts";
import { queueOf, startWorker } from "./workers.ts";
import { parseFigures } from "../support/prometheus.ts";
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
  const env = { BELLWETHER_DATABASE: await databaseHolding(own.folder) };
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
  const env = { BELLWETHER_DATABASE: await databaseHolding(own.folder) };
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
  using own = cliHome(home);
  const env = { BELLWETHER_DATABASE: await databaseHolding(own.folder) };
  const worker = startWorker(own, env, ["--metrics", "0"]);
  const { address } = await worker.line(({ msg }) => msg === "metrics");
  const text = async (): Promise<string> => (await fetch(`${address}metrics`)).text();
  await expect.poll(text).toMatch(/^bellwether_queue_workers 1$/m);
  await run(own, ["daily", "--queue", "--date", "2025-05-08"], env);
  await worker.line(({ msg, kind }) => msg === "done" && kind === "edition");
  const figures = parseFigures(await text());
  expect([...figures].map(([name, { type }]) => [name, type])).toEqual([
    ["bellwether_jobs_ended_total", "counter"],
    ["bellwether_job_seconds", "histogram"],
    ["bellwether_queue_jobs", "gauge"],
    ["bellwether_queue_workers", "gauge"],
  ]);
  for (const { help } of figures.values()) expect(help).toMatch(/^[A-Z].*\.$/);
  const ofName = (name: string) => figures.get(name)!.samples;
  expect(ofName("bellwether_queue_jobs")).toContainEqual(
    expect.objectContaining({ labels: { state: "failed" }, value: 0 }),
  );
  expect(ofName("bellwether_jobs_ended_total")).toContainEqual(
    expect.objectContaining({ labels: { kind: "edition", how: "done" }, value: 1 }),
  );
  expect(ofName("bellwether_job_seconds")).toContainEqual({
    name: "bellwether_job_seconds_count",
    labels: { kind: "edition" },
    value: 1,
  });
  const { headers } = await fetch(`${address}metrics`);
  expect(headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const wrong of ["a 1\n", "# HELP a b\na 1\n", "# HELP a b\n# TYPE a gauge\na 1"])
    expect(() => parseFigures(wrong)).toThrow(/sample|last line/);
  await worker.kill();
});

test("of several workers that may put in each day's work one does, five minutes after the cut-off", async () => {
  using own = cliHome(home);
  const env = { BELLWETHER_DATABASE: await databaseHolding(own.folder) };
  const workers = [startWorker(own, env, ["--schedule"]), startWorker(own, env, ["--schedule"])];
  for (const each of workers) await each.line(({ msg }) => msg === "ready");
  const queue = await queueOf(own, env);
  const [schedule, ...others] = await queue.rows("SELECT name, cron, data FROM SCHEMA.schedule");
  expect([schedule, others]).toEqual([
    expect.objectContaining({ name: queue.names[0], cron: "5 12 * * *" }),
    [],
  ]);
  // As when the hour has come.
  await queue.boss.send(queue.names[0], schedule!["data"] as object, { singletonKey: "daily" });
  const done = workers.map((each) =>
    each.line(({ msg, kind }) => msg === "done" && kind === "daily"),
  );
  const { said } = await Promise.any(done);
  expect(said).toMatch(/^Put in \d{4}-\d{2}-\d{2}\.$/);
});

test("a publication is given what it takes to run by several workers, once", async () => {
  using own = cliHome(home);
  const made = await run(own, ["init", "--deploy"]);
  expect(made).toMatchObject({ status: 0, stderr: "" });
  const file = own.path("compose.yaml");
  const { services } = parse(readFileSync(file, "utf8")) as {
    readonly services: { readonly worker: { readonly command: string } };
  };
  const [program, ...args] = services.worker.command.split(" ");
  expect(program).toBe("node_modules/.bin/bellwether");
  // Its options are such as the command takes: what it lacks here is a server.
  expect(
    (
      await run(
        own,
        args.filter((each) => each !== "--live"),
      )
    ).stderr,
  ).toContain("(no-queue)");
  writeFileSync(file, "services: {}\n");
  expect((await run(own, ["init", "--deploy"])).stdout).toContain("stays as it is");
  expect(readFileSync(file, "utf8")).toBe("services: {}\n");
});
