import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";
import { mistake, type Failure } from "../base/problem.ts";
import { nameOf, PRIORITIES, type Job } from "./job.ts";
import type { Queue } from "./queue.ts";

/** How long after the cut-off the edition is made, in minutes: what became public at the cut-off has arrived by then. */
const AFTER_CUTOFF = 5;

/** The hour and minute in UTC at which an edition is made. @param cutoff `HH:MM` */
export function editionTime(cutoff: string): { readonly hour: number; readonly minute: number } {
  const [hours = 0, minutes = 0] = cutoff.split(":").map(Number);
  const total = (hours * 60 + minutes + AFTER_CUTOFF) % 1440;
  return { hour: Math.floor(total / 60), minute: total % 60 };
}

/**
 * Has the queue put in each day's work after its cut-off. Of all workers that may, one does, whichever is there.
 * @throws Failure (2) where workers of another folder do that: each would make the edition, in a folder of its own.
 */
export async function scheduleDays(
  world: World,
  { boss, names: [folder], workers }: Queue,
  { cutoff, live }: { readonly cutoff: string; readonly live: boolean },
): Promise<void> {
  const there = await workers();
  for (const { name: other } of await boss.getSchedules()) {
    if (other === folder) continue;
    if (there.some((each) => each.folder === other)) throw otherFolder();
    await boss.unschedule(other);
  }
  const { hour, minute } = editionTime(cutoff);
  const job: Job = { task: { kind: "daily" }, live, program: programVersion(world) };
  await boss.schedule(folder, `${minute} ${hour} * * *`, job, {
    tz: "UTC",
    singletonKey: nameOf(job.task),
    priority: PRIORITIES.daily,
  });
}

function otherFolder(): Failure {
  return mistake({
    code: "folder-schedule",
    file: "var/folder",
    message: "Workers of another folder of this publication put in each day's work already.",
    advice:
      "Have all see one folder, on a disk that they share; or leave --schedule out here, and this one helps with sources and records alone.",
  });
}
