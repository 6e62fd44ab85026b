import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow, run, smallHome, type CliHome } from "../support/cli.ts";
import { freshSchema, startPostgres } from "../support/postgres.ts";
import { proxyTo } from "./proxy.ts";
import { emptied, queueOf, startWorker, untilDone } from "./workers.ts";
import type { Line } from "./spawn-worker.ts";

/** A publication with an edition that one process has made. */
let calm: CliHome;
let editions: Map<string, string>;

const QUEUED = ["daily", "--queue", "--date", "2025-05-08"];

beforeAll(async () => {
  calm = smallHome();
  expect(await run(calm, ["daily", "--date", "2025-05-08"])).toMatchObject({ status: 0 });
  editions = filesBelow(calm, "content/editions");
});

afterAll(() => calm?.[Symbol.dispose]());

const begins =
  (kind: string) =>
  ({ msg, kind: its, retries }: Line): boolean =>
    msg === "begun" && its === kind && retries === 0;

test("workers that are killed within each kind of job are made up for by others, and the edition is the same to the byte", async () => {
  using home = emptied(calm);
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  expect(await run(home, QUEUED, env)).toMatchObject({ status: 0 });
  const workers = [startWorker(home, env), startWorker(home, env)];
  for (const kind of ["gather", "records", "edition", "publish"]) {
    const holder = await Promise.any(
      workers.map((worker) => worker.line(begins(kind)).then(() => worker)),
    );
    await holder.kill();
    workers.splice(workers.indexOf(holder), 1, startWorker(home, env));
  }
  const { jobs } = await untilDone(await queueOf(home, env));
  expect(jobs.map(({ state }) => state)).toEqual(jobs.map(() => "done"));
  const again = jobs.filter(({ retries }) => retries > 0).map(({ name }) => name.split(" ")[0]);
  expect(new Set(again)).toEqual(new Set(["gather", "records", "edition", "publish"]));
  expect(filesBelow(home, "content/editions")).toEqual(editions);
  expect(await run(home, ["audit", "verify"], env)).toMatchObject({ status: 0 });
});

test("a database that is killed within a job and started again is waited for", async () => {
  using home = emptied(calm);
  const server = await startPostgres();
  try {
    const env = { BELLWETHER_DATABASE: await freshSchema(server.url) };
    expect(await run(home, QUEUED, env)).toMatchObject({ status: 0 });
    const worker = startWorker(home, env, ["--concurrency", "2"]);
    for (const kind of ["records", "edition"]) {
      await worker.line(begins(kind));
      await server.kill();
      await server.start();
    }
    const { jobs } = await untilDone(await queueOf(home, env));
    expect(jobs.map(({ state }) => state)).toEqual(jobs.map(() => "done"));
    expect(worker.child.exitCode).toBe(null);
    expect(filesBelow(home, "content/editions")).toEqual(editions);
    await worker.kill();
  } finally {
    await server.stop();
  }
});

test("a database that is away is waited for by a worker that begins", async () => {
  using home = emptied(calm);
  const server = await startPostgres();
  try {
    const env = { BELLWETHER_DATABASE: await freshSchema(server.url) };
    expect(await run(home, QUEUED, env)).toMatchObject({ status: 0 });
    await server.kill();
    const worker = startWorker(home, env, ["--metrics", "0"]);
    const { problem } = await worker.line(({ msg }) => msg === "trouble");
    expect(problem).toContain("(database-unreachable)");
    await server.start();
    await worker.line(({ msg, kind }) => msg === "done" && kind === "gather");
    await worker.kill();
  } finally {
    await server.stop();
  }
});

test("a worker that is cut off from the database lets go of its job, which another does", async () => {
  using home = emptied(calm);
  const url = await freshSchema();
  const proxy = await proxyTo(url);
  const env = { BELLWETHER_DATABASE: url };
  expect(await run(home, QUEUED, env)).toMatchObject({ status: 0 });
  const cutOff = startWorker(home, { BELLWETHER_DATABASE: proxy.url });
  await cutOff.line(begins("edition"));
  proxy.cut();
  startWorker(home, env);
  await cutOff.line(({ msg }) => msg === "lost");
  const { jobs } = await untilDone(await queueOf(home, env));
  expect(jobs.map(({ state }) => state)).toEqual(jobs.map(() => "done"));
  expect(jobs.find(({ name }) => name === "edition 2025-05-08")).toMatchObject({ retries: 1 });
  expect(filesBelow(home, "content/editions")).toEqual(editions);
  proxy.mend();
  expect(cutOff.child.exitCode).toBe(null);
});
