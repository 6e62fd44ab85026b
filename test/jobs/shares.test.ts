import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { filesBelow, run, type CliHome } from "../support/cli.ts";
import { freshSchema } from "../support/postgres.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { makeTickers } from "../support/tickers/make.ts";
import { join } from "node:path";
import type { Line } from "./spawn-worker.ts";
import { queueOf, startWorker, untilDone } from "./workers.ts";

const DAY = "2025-05-08";

/** A publication of so many shares that two workers part its subjects. */
function sharesHome(): CliHome {
  const folder = makeFolder("shares");
  makeTickers(folder, { count: 500, until: "2025-05-07", sessions: 120 });
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

const begins =
  (kind: string) =>
  ({ msg, kind: its, retries }: Line): boolean =>
    msg === "begun" && its === kind && retries === 0;

test("an edition of many subjects, whose workers are killed within a share of them and as it is put together, is that of one process, to the byte", async () => {
  using calm = sharesHome();
  expect(await run(calm, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
  using home = sharesHome();
  const env = { BELLWETHER_DATABASE: await freshSchema() };
  const workers = [startWorker(home, env), startWorker(home, env)];
  await Promise.all(workers.map((each) => each.line(({ msg }) => msg === "ready")));
  expect(await run(home, ["backfill", "--queue", "--from", DAY, "--to", DAY], env)).toMatchObject({
    status: 0,
  });
  for (const kind of ["subjects", "edition"]) {
    const holder = await Promise.any(
      workers.map((worker) => worker.line(begins(kind)).then(() => worker)),
    );
    await holder.kill();
    workers.splice(workers.indexOf(holder), 1, startWorker(home, env));
  }
  const { jobs } = await untilDone(await queueOf(home, env));
  expect(jobs.map(({ name, state }) => [name, state])).toEqual(
    expect.arrayContaining([
      [`subjects of ${DAY}, part 1 of 2`, "done"],
      [`subjects of ${DAY}, part 2 of 2`, "done"],
      [`edition ${DAY}`, "done"],
    ]),
  );
  const again = jobs.filter(({ retries }) => retries > 0).map(({ name }) => name.split(" ")[0]);
  expect(new Set(again)).toEqual(new Set(["subjects", "edition"]));
  expect(filesBelow(home, "content/editions")).toEqual(filesBelow(calm, "content/editions"));
  expect(existsSync(home.path("var/shares", DAY))).toBe(false);
});
