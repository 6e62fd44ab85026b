import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openQueue } from "../../generator/jobs/queue.ts";
import { standingOfQueue } from "../../generator/jobs/standing.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { run, type CliHome } from "../support/cli.ts";
import { freshSchema } from "../support/postgres.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { makeTickers } from "../support/tickers/make.ts";

const DAY = "2025-05-08";

/** A publication of so many shares that workers part what is made of them. */
let home: CliHome;

beforeAll(() => {
  const folder = makeFolder("put-in");
  makeTickers(folder, { count: 500, until: "2025-05-07", sessions: 5 });
  home = {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
});

afterAll(() => home?.[Symbol.dispose]());

/** The jobs that a day's work is where so many are done at a time, each with those that it waits for. */
async function jobsOfDay(slots: number): Promise<Record<string, readonly string[]>> {
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  // Known as one who works, and takes no job: it is what is put in that counts.
  const worker = await openQueue({ ...realWorld(), env }, home.folder, {
    isScheduler: false,
    slots,
    onError: () => {},
  });
  onTestFinished(() => worker.close());
  expect(await run(home, ["daily", "--queue", "--date", DAY], env)).toMatchObject({
    status: 0,
    stderr: "",
  });
  const { jobs } = await standingOfQueue(worker);
  return Object.fromEntries(jobs.map(({ name, after }) => [name, after]));
}

test("of many subjects whose folder has workers, a site is drawn in shares once the edition is there, and published once all are drawn", async () => {
  const jobs = await jobsOfDay(2);
  const shares = [1, 2].map((part) => `pages, part ${part} of 2`);
  expect(Object.keys(jobs).filter((name) => name.startsWith("pages"))).toEqual(shares);
  for (const share of shares) expect(jobs[share]).toEqual([`edition ${DAY}`]);
  expect(jobs["publish"]).toEqual(shares);
});

test("where nobody could draw beside another, the site is drawn by whoever publishes it", async () => {
  const jobs = await jobsOfDay(1);
  expect(Object.keys(jobs).filter((name) => name.startsWith("pages"))).toEqual([]);
  expect(jobs["publish"]).toEqual([`edition ${DAY}`]);
});
