import { parentPort, workerData } from "node:worker_threads";
import { Failure, ownFault, shownProblems } from "../base/problem.ts";
import { clockedFrom } from "../world/clock.ts";
import { realWorld } from "../world/disk.ts";
import type { Tracing } from "../world/spans.ts";
import { traced } from "../world/traced.ts";
import type { World } from "../world/world.ts";
import { doJob } from "./do-job.ts";
import { heldStore } from "./held-store.ts";
import { nameOf, type Job } from "./job.ts";
import { STOP, type Answer, type Order, type Place } from "./job-slot.ts";

/** The thread in which the jobs of one slot are done, so that whoever holds them stays free to say that it does. */
const { home, env } = workerData as Place;

const held = heldStore();

/** For all jobs of the thread, where traces are wanted. */
let tracing: Tracing | undefined;

/** Resolves when the job under way is to come to an early end. */
let stop = Promise.withResolvers<void>();

parentPort!.on("message", (told: Order | typeof STOP) => {
  if (told === STOP) return stop.resolve();
  stop = Promise.withResolvers();
  const { promise } = stop;
  const world = { ...clockedFrom(realWorld(), told.now), env, stopped: () => promise };
  void answerOf(world, told).then((answer) => parentPort!.postMessage(answer));
});

/** What is traced is sent before the job is said to have ended: whoever hears of it may end the thread. */
async function answerOf(world: World, { job }: Order): Promise<Answer> {
  tracing ??= (await traced(world)).tracing;
  const doing = (): Promise<string> =>
    doJob({ ...world, ...(tracing && { tracing }) }, home, job, held);
  const done = tracing ? inSpan(tracing, job, doing) : doing();
  const answer = await done.then((said): Answer => ({ said }), refused);
  await tracing?.flush();
  return answer;
}

/** A child of the span in which the job was put in, on whatever machine that was. */
function inSpan(
  { within, span }: Tracing,
  { task, traceparent }: Job,
  doing: () => Promise<string>,
): Promise<string> {
  const about = {
    "bellwether.job": nameOf(task),
    ...("day" in task && { "bellwether.edition": task.day }),
  };
  return within(traceparent, () => span(`job ${task.kind}`, about, doing));
}

function refused(error: unknown): Answer {
  if (!(error instanceof Failure)) return { exit: 3, problems: [ownFault(error)] };
  return { exit: error.exit, problems: shownProblems(home, error.problems) };
}
