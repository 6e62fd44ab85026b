import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";
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

/** Has the queue put in each day's work after its cut-off. Of all workers that may, one does, whichever is there. */
export async function scheduleDays(
  world: World,
  { boss, names: [folder] }: Queue,
  { cutoff, live }: { readonly cutoff: string; readonly live: boolean },
): Promise<void> {
  const { hour, minute } = editionTime(cutoff);
  const job: Job = { task: { kind: "daily" }, live, program: programVersion(world) };
  await boss.schedule(folder, `${minute} ${hour} * * *`, job, {
    tz: "UTC",
    singletonKey: nameOf(job.task),
    priority: PRIORITIES.daily,
  });
}
