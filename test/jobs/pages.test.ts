import { expect, test } from "vitest";
import { nameOf, type Job, type Task } from "../../generator/jobs/job.ts";
import type { Queue } from "../../generator/jobs/queue.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { programVersion } from "../../generator/world/program.ts";
import { run, siteOf, smallHome } from "../support/cli.ts";
import { freshSchema } from "../support/postgres.ts";
import { emptied, queueOf, startWorker, untilDone } from "./workers.ts";

const DAY = ["--date", "2025-05-08"];

/** Puts in that a site is made of pages that are drawn in two shares: what it takes thousands of subjects for otherwise. */
async function putInSite({ boss, names: [folder] }: Queue): Promise<void> {
  const job = (task: Task, dependsOn: string[]) => {
    const data: Job = { task, live: false, program: programVersion(realWorld()) };
    const ref = nameOf(task);
    return { ref, name: folder, data, options: { singletonKey: ref }, dependsOn };
  };
  const shares = [1, 2].map((part) => job({ kind: "pages", part, of: 2 }, []));
  const site = job(
    { kind: "publish" },
    shares.map(({ ref }) => ref),
  );
  await boss.flow([...shares, site]);
}

test("a site whose worker is killed while it draws pages is that of one process, to the byte", async () => {
  using calm = smallHome();
  expect(await run(calm, ["daily", ...DAY])).toMatchObject({ status: 0 });
  using home = emptied(calm);
  expect(await run(calm, ["publish"])).toMatchObject({ status: 0 });
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  expect(await run(home, ["daily", ...DAY], env)).toMatchObject({ status: 0 });
  const queue = await queueOf(home, env);
  await putInSite(queue);
  const first = startWorker(home, env);
  await first.line(({ msg, kind }) => msg === "begun" && kind === "pages");
  await first.kill();
  startWorker(home, env);
  const { jobs } = await untilDone(queue);
  expect(jobs.map(({ name, state }) => [name, state]).toSorted()).toEqual([
    ["pages, part 1 of 2", "done"],
    ["pages, part 2 of 2", "done"],
    ["publish", "done"],
  ]);
  expect(jobs.some(({ retries }) => retries > 0)).toBe(true);
  expect(siteOf(home)).toEqual(siteOf(calm));
});
