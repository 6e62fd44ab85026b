import type { FlowJob } from "pg-boss";
import { addDays, dayOf, daysFrom, type Day } from "../base/day.ts";
import { missedUntil } from "../articles/editions.ts";
import { cutoffOf } from "../narrate/edition.ts";
import { keptUntil } from "../narrate/evidence/cache.ts";
import { withStore, type Newsroom } from "../newsroom/newsroom.ts";
import { programVersion } from "../world/program.ts";
import { isOfFolder, nameOf, PRIORITIES, type Job, type Task } from "./job.ts";
import { isLongPast, PARTS, sourceGroups } from "./parts.ts";
import { openQueue, type Queue } from "./queue.ts";

/** Days whose editions are asked for, both included. */
export interface Asked {
  readonly from: Day;
  readonly to: Day;
  readonly priority: keyof typeof PRIORITIES;
  readonly live: boolean;
}

/** What was put into the queue. */
export interface PutIn {
  /** Editions that were put in. */
  readonly days: readonly Day[];
  /** Editions that were in it already. */
  readonly there: readonly Day[];
  readonly jobs: number;
}

/** The editions of the last cut-off, with those that were missed since the last one where sources are live. */
export async function putInDue(newsroom: Newsroom, live: boolean): Promise<PutIn> {
  const { world, publication } = newsroom;
  const today = dayOf(world.now());
  const to = cutoffOf(today, publication.cutoff) <= world.now() ? today : addDays(today, -1);
  const { from } = live ? missedUntil(world, publication.home, to) : { from: to };
  return putIn(newsroom, { from, to, priority: "daily", live });
}

/**
 * Puts in all that the editions of these days take, unless they are in the queue: files are read, then sources asked, then records
 * worked out in parts, then each edition made, then, daily, the site.
 * @throws Failure (2) where there is no queue.
 */
export async function putIn(newsroom: Newsroom, asked: Asked): Promise<PutIn> {
  const { world, publication } = newsroom;
  const { home } = publication;
  const queue = await openQueue(world, home);
  try {
    return await withStore(
      world,
      home,
      () => {},
      async (store) => {
        const until = await keptUntil(store);
        const isPast = isLongPast(until, asked.to);
        // Of two that put in the same at once, the second finds what the first has put in.
        return store.write(async () => {
          const waiting = await unfinished(queue);
          const days = daysFrom(asked.from, asked.to);
          const there = days.filter((day) => waiting.has(nameOf({ kind: "edition", day })));
          const fresh = days.filter((day) => !there.includes(day));
          const jobs = fresh.length === 0 ? [] : flowOf(newsroom, asked, fresh, isPast, queue);
          if (jobs.length > 0) await queue.guard(() => queue.boss.flow(jobs));
          return { days: fresh, there, jobs: jobs.length };
        });
      },
    );
  } finally {
    await queue.close();
  }
}

/** The names of the jobs that are to be done or under way. */
async function unfinished(queue: Queue): Promise<ReadonlySet<unknown>> {
  const rows = await queue.rows(
    "SELECT singleton_key FROM SCHEMA.job WHERE name = ANY($1) AND state IN ('created', 'retry', 'active')",
    queue.names,
  );
  return new Set(rows.map((row) => row["singleton_key"]));
}

function flowOf(
  { world, publication }: Newsroom,
  { to, priority, live }: Asked,
  days: readonly Day[],
  isPast: boolean,
  queue: Queue,
): FlowJob[] {
  const program = programVersion(world);
  const jobs: FlowJob[] = [];
  const add = (task: Task, dependsOn: readonly string[]): string => {
    const name = nameOf(task);
    const data: Job = { task, live, program };
    jobs.push({
      ref: name,
      name: isOfFolder(task) ? queue.names[0] : queue.names[1],
      data,
      options: { singletonKey: name, priority: PRIORITIES[priority] },
      dependsOn: [...dependsOn],
    });
    return name;
  };
  const after = (tasks: readonly Task[], dependsOn: readonly string[]): readonly string[] =>
    tasks.length === 0 ? dependsOn : tasks.map((task) => add(task, dependsOn));
  const groups = live ? sourceGroups(publication.catalogue.series.values()) : [];
  const parts = Array.from({ length: isPast ? PARTS : 0 }, (_, at) => at + 1);
  const gathered = after([{ kind: "gather" }], []);
  const fetched = after(
    groups.map((sources) => ({ kind: "fetch", sources })),
    gathered,
  );
  const known = after(
    parts.map((part) => ({ kind: "records", until: to, part, of: PARTS })),
    fetched,
  );
  const made = after(
    days.map((day) => ({ kind: "edition", day })),
    known,
  );
  if (priority === "daily") add({ kind: "publish" }, made);
  return jobs;
}
