import { mistake } from "../base/problem.ts";
import { MAIL } from "../deliver/send/keep.ts";
import { openMailStore } from "../store/mail/open.ts";
import type { World } from "../world/world.ts";
import type { Job } from "./job.ts";
import { openQueue, openQueueToRead, type Queue } from "./queue.ts";

/** How a job stands: it runs, may be begun, waits for another, is tried again later, failed for good, or is done. */
export type JobState = "runs" | "ready" | "waits" | "again" | "failed" | "done";

/** One job, as people are told of it. */
export interface JobStanding {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  /** Since when, or from when on where it is tried again later. */
  readonly at: string;
  /** How often it was begun again. */
  readonly retries: number;
  /** The jobs that it waits for. */
  readonly after: readonly string[];
  /** What came of it, or why it failed the last time. */
  readonly said?: string;
}

/** How the queue stands. */
export interface QueueStanding {
  /** Workers that were heard of within the last half minute. */
  readonly workers: number;
  /** Those of them that do what takes this folder of the publication. */
  readonly workersHere: number;
  /** All that is not done, and what was done within a day; what runs first, what was done last. */
  readonly jobs: readonly JobStanding[];
}

/** More jobs than a person reads. */
const MOST = 500;

const ORDER: readonly JobState[] = ["failed", "runs", "again", "ready", "waits", "done"];

/** What the queue has to do, does and has done. */
export async function standingOfQueue(queue: Queue): Promise<QueueStanding> {
  const workers = await queue.workers();
  const rows = await queue.rows(
    `SELECT id, singleton_key AS name, state, blocked, retry_count AS retries, output,
       start_after > clock_timestamp() AS later,
       coalesce(CASE WHEN state = 'retry' THEN start_after END, completed_on, started_on, created_on) AS at,
       ARRAY(SELECT other.singleton_key FROM SCHEMA.job_dependency
         JOIN SCHEMA.job other ON other.name = parent_name AND other.id = parent_id
         WHERE child_name = job.name AND child_id = job.id AND other.state <> 'completed' ORDER BY 1) AS after
     FROM SCHEMA.job WHERE singleton_key IS NOT NULL AND NOT name LIKE '\\_\\_%'
       AND (state <> 'completed' OR completed_on > clock_timestamp() - interval '1 day')
     ORDER BY at LIMIT ${MOST}`,
  );
  const jobs = rows.map(jobOf);
  return {
    workers: workers.length,
    workersHere: workers.filter(({ folder }) => folder === queue.names[0]).length,
    jobs: ORDER.flatMap((state) => jobs.filter((each) => each.state === state)),
  };
}

/** The same of the queue of a publication; undefined where nothing was ever put in. @throws Failure (2) where there can be none */
export async function standingIn(world: World, home: string): Promise<QueueStanding | undefined> {
  const queue = await openQueueToRead(world, home);
  try {
    return queue && (await standingOfQueue(queue));
  } finally {
    await queue?.close();
  }
}

/** How many jobs stand how. */
export function countsOf({ jobs }: QueueStanding): Readonly<Record<JobState, number>> {
  const counts = { runs: 0, ready: 0, waits: 0, again: 0, failed: 0, done: 0 };
  for (const { state } of jobs) counts[state]++;
  return counts;
}

/**
 * Has a job tried again that failed for good, with all that waits for it.
 * @param id its first characters suffice where no other job has them.
 * @throws Failure (2) where no failed job is meant by it, or several are.
 */
export async function retryIn(world: World, home: string, id: string): Promise<JobStanding> {
  const queue = await openQueue(world, home);
  try {
    return await retryJob(world, home, queue, id);
  } finally {
    await queue.close();
  }
}

async function retryJob(
  world: World,
  home: string,
  queue: Queue,
  id: string,
): Promise<JobStanding> {
  const { jobs } = await standingOfQueue(queue);
  const meant = jobs.filter((each) => each.state === "failed" && each.id.startsWith(id));
  const [job] = meant;
  if (job === undefined || meant.length > 1) throw unknownJob(id, meant.length);
  const [row] = await queue.rows("SELECT name, data FROM SCHEMA.job WHERE id = $1", job.id);
  const { task } = row!["data"] as Job;
  // Whoever asks for it has looked at the mails that were refused.
  if (task.kind === "send") await forgiveItem(world, home, task.item);
  await queue.guard(() => queue.boss.retry(String(row!["name"]), job.id));
  return job;
}

async function forgiveItem(world: World, home: string, item: string): Promise<void> {
  const store = await openMailStore(world, home);
  try {
    await store.deliveries.forgive(MAIL, item);
  } finally {
    await store.close();
  }
}

function jobOf(row: Readonly<Record<string, unknown>>): JobStanding {
  const said = saidIn(row["output"]);
  return {
    id: String(row["id"]),
    name: String(row["name"]),
    state: stateOf(row),
    at: (row["at"] as Date).toISOString(),
    retries: Number(row["retries"]),
    after: row["after"] as string[],
    ...(said !== undefined && { said }),
  };
}

function stateOf({ state, blocked, later }: Readonly<Record<string, unknown>>): JobState {
  if (state === "completed") return "done";
  if (state === "failed" || state === "cancelled") return "failed";
  if (state === "active") return "runs";
  if (blocked === true) return "waits";
  return later === true ? "again" : "ready";
}

/** What a worker left, or the queue itself where a worker was not heard of any more. */
function saidIn(output: unknown): string | undefined {
  if (typeof output !== "object" || output === null) return undefined;
  const { said, why } = output as { readonly said?: unknown; readonly why?: unknown };
  if (typeof said === "string") return said;
  if (typeof why === "string") return why;
  return "Its worker was not heard of any more: it was killed, or cut off from the database.";
}

function unknownJob(id: string, meant: number): Error {
  return mistake({
    code: "unknown-job",
    message:
      meant === 0
        ? `No job that failed has an id that begins with "${id}".`
        : `${meant} jobs that failed have an id that begins with "${id}".`,
    advice: "`bellwether jobs` lists them; what is tried again by itself needs no command.",
  });
}
