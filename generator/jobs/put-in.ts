import type { FlowJob } from "pg-boss";
import { addDays, dayOf, daysFrom, type Day } from "../base/day.ts";
import { missedUntil } from "../articles/editions.ts";
import { cutoffOf } from "../narrate/edition.ts";
import { keptUntil } from "../narrate/evidence/cache.ts";
import { type Newsroom } from "../newsroom/newsroom.ts";
import { partedSubjects } from "../newsroom/shares.ts";
import { withStore } from "../newsroom/with-store.ts";
import { issueId } from "../deliver/issue/issue.ts";
import type { Store } from "../store/store.ts";
import { programVersion } from "../world/program.ts";
import type { WallTime } from "../deliver/send/local-hour.ts";
import type { Format } from "../publication/mail/formats.ts";
import { isOfFolder, nameOf, PRIORITIES, type Job, type Task } from "./job.ts";
import {
  gatherParts,
  isLongPast,
  recordParts,
  sharesOf,
  sourceGroups,
  subjectShares,
} from "./parts.ts";
import { openQueue, type Queue, type WorkerThere } from "./queue.ts";

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
 * worked out in parts, then each edition made, where subjects are many from shares of them, then, daily, the site, of which shares are drawn before.
 * @throws Failure (2) where there is no queue.
 */
export async function putIn(newsroom: Newsroom, asked: Asked): Promise<PutIn> {
  return withQueue(newsroom, async (queue, store) => {
    const until = await keptUntil(store);
    const isPast = isLongPast(until, asked.to);
    return alone(store, queue, async (waiting) => {
      const days = daysFrom(asked.from, asked.to);
      const there = days.filter((day) => waiting.has(nameOf({ kind: "edition", day })));
      const fresh = days.filter((day) => !there.includes(day));
      const slots = slotsOf(await queue.workers(), queue.names[0]);
      const jobs =
        fresh.length === 0 ? [] : flowOf(newsroom, asked, fresh, { isPast, slots }, queue);
      if (jobs.length > 0) await queue.guard(() => queue.boss.flow(jobs));
      return { days: fresh, there, jobs: jobs.length };
    });
  });
}

/** Which issue is to be sent, and by how many senders at once. */
export interface AskedIssue {
  readonly day: Day;
  readonly format: Format;
  /** To each reader at this time of their own day. */
  readonly at?: WallTime | undefined;
  readonly senders: number;
  readonly live: boolean;
}

/**
 * Puts in that an issue is sent, unless it is in the queue: its readers come into the ledger, then so many senders share them.
 * @returns how many jobs it is; none where it was in the queue already.
 * @throws Failure (2) where there is no queue.
 */
export function putInIssue(
  newsroom: Newsroom,
  { day, format, at, senders, live }: AskedIssue,
): Promise<{ readonly item: string; readonly jobs: number }> {
  const item = issueId(day, format, newsroom.publication.language);
  return withQueue(newsroom, (queue, store) =>
    alone(store, queue, async (waiting) => {
      const flow = flowIn(newsroom, queue, { priority: "daily", live });
      const issue = flow.add({ kind: "issue", day, format, at }, []);
      for (let part = 1; part <= senders; part++)
        flow.add({ kind: "send", item, part, of: senders }, [issue]);
      const isThere = [...waiting].some(
        (name) => name === issue || String(name).startsWith(`send ${item}, sender `),
      );
      if (isThere) return { item, jobs: 0 };
      await queue.guard(() => queue.boss.flow(flow.jobs));
      return { item, jobs: flow.jobs.length };
    }),
  );
}

/** Puts in that an issue is gone on with when its next mails are due, unless that is in the queue. @param from ISO 8601 UTC. */
export function putInLater(
  newsroom: Newsroom,
  item: string,
  from: string,
  live: boolean,
): Promise<void> {
  return withQueue(newsroom, (queue, store) =>
    alone(store, queue, async (_, ahead) => {
      const flow = flowIn(newsroom, queue, { priority: "daily", live });
      const name = flow.add({ kind: "send", item, part: 1, of: 1 }, []);
      if (ahead.has(name)) return;
      const [{ name: into, data, options }] = flow.jobs as [FlowJob];
      await queue.guard(() => queue.boss.send(into, data!, { ...options, startAfter: from }));
    }),
  );
}

/** Opens queue and store for as long as `work` takes. */
async function withQueue<T>(
  { world, publication: { home } }: Newsroom,
  work: (queue: Queue, store: Store) => Promise<T>,
): Promise<T> {
  const queue = await openQueue(world, home);
  try {
    return await withStore(
      world,
      home,
      () => {},
      (store) => work(queue, store),
    );
  } finally {
    await queue.close();
  }
}

/**
 * Does what puts in jobs while nobody else does: of two that put in the same at once, the second finds what the first has put in.
 * @param work is told the names of the jobs that are to be done or under way, and of those that are yet to be begun.
 */
function alone<T>(
  store: Store,
  queue: Queue,
  work: (waiting: ReadonlySet<unknown>, ahead: ReadonlySet<unknown>) => Promise<T>,
): Promise<T> {
  return store.write(async () => {
    const rows = await queue.rows(
      "SELECT singleton_key, state FROM SCHEMA.job WHERE name = ANY($1) AND state IN ('created', 'retry', 'active')",
      queue.names,
    );
    const namesOf = (some: typeof rows): Set<unknown> =>
      new Set(some.map((row) => row["singleton_key"]));
    return work(namesOf(rows), namesOf(rows.filter(({ state }) => state !== "active")));
  });
}

/** Jobs that wait for each other, as they are put together. */
interface Flow {
  readonly jobs: FlowJob[];
  /** Adds a job that waits for others; returns its name. */
  add(task: Task, dependsOn: readonly string[]): string;
}

function flowIn(
  { world }: Newsroom,
  queue: Queue,
  { priority, live }: Pick<Asked, "priority" | "live">,
): Flow {
  const program = programVersion(world);
  const traceparent = world.tracing?.traceparent();
  const jobs: FlowJob[] = [];
  return {
    jobs,
    add(task, dependsOn) {
      const name = nameOf(task);
      const data: Job = { task, live, program, ...(traceparent !== undefined && { traceparent }) };
      jobs.push({
        ref: name,
        name: isOfFolder(task) ? queue.names[0] : queue.names[1],
        data,
        options: { singletonKey: name, priority: PRIORITIES[priority] },
        dependsOn: [...dependsOn],
      });
      return name;
    },
  };
}

/** So many jobs workers do at a time. */
interface Slots {
  readonly anywhere: number;
  /** Those of this folder. */
  readonly here: number;
}

function slotsOf(workers: readonly WorkerThere[], own: string): Slots {
  const here = workers.filter(({ folder }) => folder === own);
  return { anywhere: allSlots(workers), here: allSlots(here) };
}

function allSlots(workers: readonly WorkerThere[]): number {
  return workers.reduce((sum, { slots }) => sum + slots, 0);
}

function flowOf(
  newsroom: Newsroom,
  { to, priority, live }: Asked,
  days: readonly Day[],
  { isPast, slots }: { readonly isPast: boolean; readonly slots: Slots },
  queue: Queue,
): FlowJob[] {
  const { jobs, add } = flowIn(newsroom, queue, { priority, live });
  const after = (tasks: readonly Task[], dependsOn: readonly string[]): readonly string[] =>
    tasks.length === 0 ? dependsOn : tasks.map((task) => add(task, dependsOn));
  const all = [...newsroom.publication.catalogue.series.values()];
  const groups = live ? sourceGroups(all) : [];
  const gathered = after(
    sharesOf(gatherParts(slots.here, all)).map((share) => ({ kind: "gather", ...share })),
    [],
  );
  const fetched = after(
    groups.map((sources) => ({ kind: "fetch", sources })),
    gathered,
  );
  const known = after(
    sharesOf(isPast ? recordParts(slots.anywhere) : 0).map((share) => ({
      kind: "records",
      until: to,
      ...share,
    })),
    fetched,
  );
  const of = subjectShares(slots.here, days.length, partedSubjects(newsroom).length);
  const made = days.map((day) => {
    if (of === 1) return add({ kind: "edition", day }, known);
    const shares = after(
      sharesOf(of).map((share) => ({ kind: "subjects", day, ...share })),
      known,
    );
    return add({ kind: "edition", day, shares: of }, shares);
  });
  if (priority !== "daily") return jobs;
  const pages = subjectShares(slots.here, 1, newsroom.publication.catalogue.subjects.size);
  const drawn = after(
    sharesOf(pages === 1 ? 0 : pages).map((share) => ({ kind: "pages", ...share })),
    made,
  );
  add({ kind: "publish" }, drawn);
  return jobs;
}
