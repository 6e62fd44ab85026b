import type { JobWithMetadata } from "pg-boss";
import { Failure, formatProblem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { jobSlot, type JobSlot } from "./job-slot.ts";
import { holdToToken } from "./folder.ts";
import { nameOf, PRIORITIES, type Job, type Task } from "./job.ts";
import { HEARTBEAT, openWhenThere, type Queue } from "./queue.ts";
import { scheduleDays } from "./schedule-days.ts";

/** How a worker works. */
export interface WorkOptions {
  /** So many jobs at a time, each in a thread of its own. */
  readonly concurrency: number;
  /** Whether this worker may be the one that puts in each day's work; of several that may, one does. */
  readonly schedule?: { readonly cutoff: string; readonly live: boolean };
  readonly listener: WorkListener;
}

/** Is told of what a worker does. */
export interface WorkListener {
  ready(): void;
  /** Its figures are served. */
  metrics(address: string): void;
  begun(job: Told): void;
  ended(job: Told & { readonly seconds: number } & Ended): void;
  /** Something beside the jobs, such as a connection that broke. */
  trouble(message: string): void;
}

/** A job as a worker tells of it. */
export interface Told {
  readonly id: string;
  readonly kind: Task["kind"];
  readonly name: string;
  /** How often it was begun before. */
  readonly retries: number;
}

/** How a job ended: `lost` where another worker may have it by now. */
export type Ended =
  | { readonly how: "done"; readonly said: string }
  | { readonly how: "failed" | "lost"; readonly why: string };

type Fetched = JobWithMetadata<Job>;

/** An idle slot looks for work so often, in milliseconds. */
const IDLE_MS = 500;

/** How often the queue is told that a job is held, in milliseconds. */
const BEAT_MS = (HEARTBEAT * 1000) / 4;

/** A server that says nothing for so long does not answer, in milliseconds. */
const SILENCE_MS = 15_000;

/** Works until the program is asked to stop; jobs that are under way then are finished. */
export async function work(world: World, home: string, options: WorkOptions): Promise<void> {
  const { concurrency, schedule, listener } = options;
  const queue = await openWhenThere(world, home, listener, {
    isScheduler: schedule !== undefined,
    slots: concurrency,
    onError: ({ message }) => listener.trouble(message),
  });
  try {
    if (schedule) await queue.guard(() => scheduleDays(world, queue, schedule));
  } catch (error) {
    await queue.close();
    throw error;
  }
  const stop = new AbortController();
  const slots = Array.from({ length: concurrency }, () => jobSlot({ home, env: world.env }));
  stop.signal.addEventListener("abort", () => slots.forEach((slot) => slot.stop()));
  const stopped = world.stopped().then(() => stop.abort());
  listener.ready();
  let copied: Error | undefined;
  await Promise.all(
    slots.map(async (slot) => {
      while (!stop.signal.aborted) {
        const job = await nextJob(queue).catch((error: Error) => listener.trouble(error.message));
        const why = job ? await isElsewhere(world, home, queue, job) : undefined;
        copied ??= why;
        if (why) stop.abort();
        else if (job) await hold(world, queue, slot, job, listener);
        else await Promise.race([stopped, world.net.wait(IDLE_MS)]);
      }
      await slot.close();
    }),
  );
  await queue.close();
  if (copied) throw copied;
}

/** Gives a job of the folder back where the folder that is meant is another one by now; returns what is to be said of it. */
async function isElsewhere(
  world: World,
  home: string,
  queue: Queue,
  { name, id, retryCount }: Fetched,
): Promise<Error | undefined> {
  if (name !== queue.names[0]) return undefined;
  try {
    await holdToToken(world, home, queue.folder);
  } catch (error) {
    // A database that does not answer is told of by the job.
    if (!(error instanceof Failure) || error.exit !== 2) return undefined;
    await queue.boss.fail(name, { id, retryCount }, { why: error.message }).catch(() => {});
    return error;
  }
  return undefined;
}

/** What is most urgent of the folder's own work, on which other jobs wait, and of all others'. */
async function nextJob({ boss, names }: Queue): Promise<Fetched | undefined> {
  for (const minPriority of [PRIORITIES.daily, PRIORITIES.backfill]) {
    for (const name of names) {
      const fetching = boss.fetch<Job>(name, { includeMetadata: true, minPriority });
      const [job] = await inTime(fetching);
      if (job) return job;
    }
  }
  return undefined;
}

/** Does a job, and says so as long as it takes; lets go of it where the queue was not told for too long. */
async function hold(
  world: World,
  queue: Queue,
  slot: JobSlot,
  job: Fetched,
  listener: WorkListener,
): Promise<void> {
  const { boss } = queue;
  const { task } = job.data;
  const told = { id: job.id, kind: task.kind, name: nameOf(task), retries: job.retryCount };
  const attempt = { id: job.id, retryCount: job.retryCount };
  const claim = holdClaim(boss, job.name, attempt);
  const began = performance.now();
  listener.begun(told);
  const end = await slot
    .run({ job: job.data, now: world.now() }, claim.lost)
    .then((said): Ended => ({ how: "done", said }))
    .catch(async (error: Error): Promise<Ended> => {
      const how = claim.lost.aborted ? "lost" : "failed";
      if (how === "failed" && isForPeople(error)) await holdBack(queue, attempt).catch(() => {});
      return { how, why: whyOf(error) };
    });
  claim.end();
  const ended = await settle(boss, job.name, attempt, end).catch((error: Error): Ended => ({
    how: "lost",
    why: error.message,
  }));
  // What waited for it need not wait until somebody looks.
  if (ended.how === "done") await inTime(boss.resolveFlow()).catch(() => {});
  listener.ended({ ...told, seconds: (performance.now() - began) / 1000, ...ended });
}

/** What no second try mends, and what may do harm if it is tried: a mail server that refuses what is sent. */
function isForPeople(error: Error): boolean {
  return error instanceof Failure && error.problems.some(({ code }) => code === "mail-server");
}

/** Has a job that is under way tried no further by itself: it waits for `jobs retry`. */
async function holdBack(queue: Queue, { id, retryCount }: Attempt): Promise<void> {
  await queue.rows(
    "UPDATE SCHEMA.job SET retry_limit = retry_count WHERE id = $1 AND retry_count = $2 AND state = 'active'",
    id,
    retryCount,
  );
}

/** What tells an attempt at a job from the next one. */
type Attempt = Pick<Fetched, "id" | "retryCount">;

/** Says every few seconds that a job is held; `lost` tells that another worker may have it, or soon will. */
function holdClaim(
  boss: Queue["boss"],
  name: string,
  attempt: Attempt,
): { readonly lost: AbortSignal; end(): void } {
  const lost = new AbortController();
  let heard = performance.now();
  const say = async (): Promise<void> => {
    const asked = performance.now();
    if (isSettled(await boss.touch(name, attempt))) heard = asked;
    else lost.abort();
  };
  const beat = setInterval(() => {
    if (performance.now() - heard > HEARTBEAT * 1000) lost.abort();
    // What goes wrong with one of them the next makes good, or none.
    else say().catch(() => {});
  }, BEAT_MS);
  return { lost: lost.signal, end: () => clearInterval(beat) };
}

/** Tells the queue how a job ended, unless another worker has it. */
async function settle(
  boss: Queue["boss"],
  name: string,
  attempt: Attempt,
  end: Ended,
): Promise<Ended> {
  if (end.how === "lost") return end;
  const answer = await inTime(
    end.how === "done"
      ? boss.complete(name, attempt, { said: end.said })
      : boss.fail(name, attempt, { why: end.why }),
  );
  return isSettled(answer) ? end : { how: "lost", why: "another worker has taken it" };
}

/** Whether the queue knows the job as that of who asks. */
function isSettled(answer: object): boolean {
  return (answer as { readonly affected?: number }).affected === 1;
}

function whyOf(error: Error): string {
  return error instanceof Failure ? error.problems.map(formatProblem).join("\n") : error.message;
}

/** A connection that was cut answers nothing, for minutes. */
function inTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const silence = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("The queue does not answer.")), SILENCE_MS);
  });
  return Promise.race([asked, silence]).finally(() => clearTimeout(timer));
}
