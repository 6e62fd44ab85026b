import { parentPort, workerData } from "node:worker_threads";
import { Failure, ownFault, shownProblems } from "../base/problem.ts";
import { clockedFrom } from "../world/clock.ts";
import { realWorld } from "../world/disk.ts";
import { doJob } from "./do-job.ts";
import { heldStore } from "./held-store.ts";
import { STOP, type Answer, type Order, type Place } from "./job-slot.ts";

/** The thread in which the jobs of one slot are done, so that whoever holds them stays free to say that it does. */
const { home, env } = workerData as Place;

const held = heldStore();

/** Resolves when the job under way is to come to an early end. */
let stop = Promise.withResolvers<void>();

parentPort!.on("message", (told: Order | typeof STOP) => {
  if (told === STOP) return stop.resolve();
  stop = Promise.withResolvers();
  const { promise } = stop;
  const world = { ...clockedFrom(realWorld(), told.now), env, stopped: () => promise };
  void doJob(world, home, told.job, held)
    .then((said): Answer => ({ said }), refused)
    .then((answer) => parentPort!.postMessage(answer));
});

function refused(error: unknown): Answer {
  if (!(error instanceof Failure)) return { exit: 3, problems: [ownFault(error)] };
  return { exit: error.exit, problems: shownProblems(home, error.problems) };
}
