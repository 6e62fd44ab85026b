import { mistake } from "../base/problem.ts";
import { gather } from "../gather/gather.ts";
import { gatherLive } from "../gather/live/gather-live.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom, withStore, type Newsroom } from "../newsroom/newsroom.ts";
import { makeEdition } from "../newsroom/pipeline.ts";
import { openKit } from "../newsroom/plugins.ts";
import { publishEditions } from "../newsroom/publishing.ts";
import type { Store } from "../store/store.ts";
import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";
import type { Job, Task } from "./job.ts";
import { partOf } from "./parts.ts";
import { putInDue } from "./put-in.ts";

/**
 * Does a job. Whatever was done of it before, by a worker that was killed or cut off, it makes the same.
 * @returns what came of it, as a sentence.
 * @throws Failure for what stops the command of that name, and (2) where another version of the program put it in.
 */
export async function doJob(
  world: World,
  home: string,
  { task, live, program }: Job,
): Promise<string> {
  const own = programVersion(world);
  if (program !== own) throw otherProgram(program, own);
  const newsroom = openNewsroom(world, home, await openKit(world, home), { live });
  if (task.kind === "daily") {
    const put = await putInDue(newsroom, live);
    return put.days.length === 0 ? "Nothing is due." : `Put in ${put.days.join(", ")}.`;
  }
  return withStore(
    world,
    home,
    () => {},
    (store) => doTask(newsroom, store, task),
  );
}

async function doTask(
  newsroom: Newsroom,
  store: Store,
  task: Exclude<Task, { kind: "daily" }>,
): Promise<string> {
  const { world, kit, publication } = newsroom;
  switch (task.kind) {
    case "gather": {
      const { series } = await gather(world, publication, store);
      const refused = series.reduce((sum, each) => sum + each.refused.length, 0);
      return `${series.length} series, ${refused} values refused`;
    }
    case "fetch": {
      const { sources } = task;
      const { series, requests, faults } = await gatherLive(world, kit, publication, store, {
        sources,
      });
      if (faults.length > 0) throw mistake(faults);
      const failed = series.filter(({ fault }) => fault !== undefined).length;
      return `${series.length} series, ${failed} not reached, ${requests} requests`;
    }
    case "records": {
      const office = await openRecords(newsroom, store);
      const records = office.upTo(task.until, partOf(newsroom.narratives, task));
      await records.prepare(async () => {});
      await office.keep();
      return `to ${task.until}`;
    }
    case "edition": {
      const { articles } = await makeEdition(newsroom, store, task.day);
      const errors = articles.filter(({ report }) => report.errors > 0).length;
      return `${articles.length} articles, ${errors} with errors`;
    }
    case "publish": {
      const { articles, held } = await publishEditions(
        { ...newsroom, kit: await withCharts(kit) },
        store,
        { search: true },
      );
      return `${articles} articles, ${held.length} held back`;
    }
  }
}

function otherProgram(program: string, own: string): Error {
  return mistake({
    code: "job-program",
    message: `The job was put in by Bellwether ${program}; this worker is ${own}.`,
    advice:
      "Run the same version on all machines. A worker of that version takes it at the next try.",
  });
}
