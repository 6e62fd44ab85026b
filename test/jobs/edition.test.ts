import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow, run, siteOf, smallHome, type CliHome } from "../support/cli.ts";
import { freshSchema } from "../support/postgres.ts";
import { emptied, queueOf, startWorker, untilDone } from "./workers.ts";

/** A publication with an edition that one process has made. */
let calm: CliHome;
let editions: Map<string, string>;

const DAY = ["--date", "2025-05-08"];

beforeAll(async () => {
  calm = smallHome();
  expect(await run(calm, ["daily", ...DAY])).toMatchObject({ status: 0 });
  expect(await run(calm, ["publish"])).toMatchObject({ status: 0 });
  editions = filesBelow(calm, "content/editions");
});

afterAll(() => calm?.[Symbol.dispose]());

test("an edition and a site made by eight workers are those of one process, to the byte", async () => {
  using home = emptied(calm);
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  const put = await run(home, ["daily", "--queue", ...DAY], env);
  expect(put).toMatchObject({ status: 0, stderr: "" });
  expect(put.stdout).toBe("2025-05-08: put in\n7 jobs. How they stand: bellwether jobs\n");
  const again = await run(home, ["daily", "--queue", ...DAY], env);
  expect(again.stdout).toBe("2025-05-08: in the queue already\n");
  const unattended = await run(home, ["jobs"], env);
  expect(unattended).toMatchObject({ status: 1, stderr: "" });
  expect(unattended.stdout).toContain("Nobody works: start bellwether work.");
  const workers = Array.from({ length: 8 }, () => startWorker(home, env));
  const queue = await queueOf(home, env);
  const { jobs } = await untilDone(queue);
  expect(jobs.map(({ name, state, said }) => [name, state, said])).toEqual([
    ["gather", "done", expect.any(String)],
    ...[1, 2, 3, 4].map(() => [expect.stringMatching(/^records until/), "done", "to 2025-05-08"]),
    ["edition 2025-05-08", "done", expect.stringMatching(/articles, 0 with errors$/)],
    ["publish", "done", expect.stringMatching(/articles, 0 held back$/)],
  ]);
  expect(filesBelow(home, "content/editions")).toEqual(editions);
  expect(siteOf(home)).toEqual(siteOf(calm));
  const begun = workers.map(({ lines }) => lines.filter(({ msg }) => msg === "begun").length);
  expect(begun.reduce((sum, each) => sum + each)).toBe(7);
  expect(Math.max(...begun)).toBeLessThan(7);
});
