import { openNewsroom } from "../newsroom/newsroom.ts";
import { loadPublication } from "../publication/publication.ts";
import {
  putIn,
  putInDue,
  putInIssue,
  type Asked,
  type AskedIssue,
  type PutIn,
} from "../jobs/put-in.ts";
import {
  countsOf,
  retryIn,
  standingIn,
  type JobStanding,
  type QueueStanding,
} from "../jobs/standing.ts";
import { work } from "../jobs/work.ts";
import { jsonLog, plainLog } from "../jobs/work-log.ts";
import { mailingFor, mailSettings } from "../deliver/send/open-sending.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import type { LogForm } from "./server-log.ts";
import { inOrder, refuseEmpty } from "./editions.ts";

/** Puts the editions of days into the queue; without days, those that the last cut-off asks for. */
export async function queueEditions(
  call: Call,
  asked?: Pick<Asked, "from" | "to" | "priority">,
): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  refuseEmpty(newsroom);
  const put = asked
    ? await putIn(newsroom, { ...asked, ...inOrder(asked, call.world), live: call.live })
    : await putInDue(newsroom, call.live);
  return { status: 0, lines: putLines(put), value: put };
}

/** Puts in that an issue is sent, which is made once before: whoever asks for it hears at once what stands in its way. */
export async function queueIssue(call: Call, asked: Omit<AskedIssue, "live">): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call.kit, call);
  const { day: edition, format } = asked;
  await mailingFor(call, { edition, format }, mailSettings(call), waiting);
  const put = await putInIssue(newsroom, { ...asked, live: call.live });
  const line =
    put.jobs === 0
      ? `${put.item}: in the queue already`
      : `${put.item}: put in, for ${asked.senders} senders. How they stand: bellwether jobs`;
  return { status: 0, lines: [line], value: put };
}

function putLines({ days, there, jobs }: PutIn): string[] {
  return [
    ...there.map((day) => `${day}: in the queue already`),
    ...days.map((day) => `${day}: put in`),
    ...(jobs > 0 ? [`${jobs} jobs. How they stand: bellwether jobs`] : []),
  ];
}

/** How a worker is started. */
export interface WorkRequest {
  readonly concurrency: number;
  readonly schedule?: boolean;
  readonly log: LogForm;
  readonly metrics?: number;
  readonly metricsHost: string;
}

/** Works until the program is asked to stop. */
export async function workOn(
  { world, home, kit, live }: Call,
  { concurrency, schedule = false, log, metrics, metricsHost: host }: WorkRequest,
): Promise<Answer> {
  const { cutoff } = loadPublication(world, home, kit, { live });
  const told = log === "json" ? await jsonLog(world) : plainLog(world);
  const figures =
    metrics === undefined
      ? undefined
      : await (
          await import("../jobs/metrics.ts")
        ).serveMetrics(world, home, { host, port: metrics, listener: told });
  if (figures) told.metrics(figures.address);
  await work(world, home, {
    concurrency,
    ...(schedule && { schedule: { cutoff, live } }),
    listener: {
      ...told,
      ended(job) {
        told.ended(job);
        figures?.listener.ended(job);
      },
    },
  }).finally(() => figures?.close());
  return { status: 0, lines: [], value: undefined };
}

/** What the queue has to do, does and has done: 1 where something awaits a person. */
export async function listJobs({ world, home }: Call): Promise<Answer> {
  const standing = await standingIn(world, home);
  if (standing === undefined) {
    const line = "Nothing was ever put in: bellwether daily --queue puts in a day's work.";
    return { status: 0, lines: [line], value: { workers: 0, workersHere: 0, jobs: [] } };
  }
  const awaiting = awaitingLines(standing);
  return {
    status: awaiting.length > 0 ? 1 : 0,
    lines: [headLine(standing), ...awaiting, ...standing.jobs.map(jobLine)],
    value: standing,
  };
}

/** Has a job that failed tried again. */
export async function retry({ world, home }: Call, id: string): Promise<Answer> {
  const job = await retryIn(world, home, id);
  return { status: 0, lines: [`${job.name} is tried again.`], value: job };
}

/** What awaits a person. */
export function awaitingLines(standing: QueueStanding): string[] {
  const { failed, ready } = countsOf(standing);
  const { workers, workersHere } = standing;
  return [
    ...(failed > 0 ? [`${failed} failed for good: bellwether jobs retry ID, when mended.`] : []),
    ...(ready > 0 && workers === 0 ? ["Nobody works: start bellwether work."] : []),
    ...(ready > 0 && workers > 0 && workersHere === 0
      ? [
          "No worker has this folder of the publication, on which editions are made: start one here.",
        ]
      : []),
  ];
}

/** How many workers there are, and how many jobs stand how. */
export function headLine(standing: QueueStanding): string {
  const { runs, ready, waits, again, failed } = countsOf(standing);
  return `${standing.workers} workers; ${runs} run, ${ready} ready, ${waits} wait for others, ${again} tried again later, ${failed} failed`;
}

function jobLine({ id, name, state, at, retries, after, said }: JobStanding): string {
  const details = [
    ...(after.length > 0 ? [`for ${after.join("; ")}`] : []),
    ...(retries > 0 ? [`${retries + 1} tries`] : []),
    ...(said === undefined ? [] : [said]),
  ];
  const told = details.length > 0 ? `: ${details.join(", ")}` : "";
  return `${state.padEnd(6)} ${id.slice(0, 8)}  ${at.slice(0, 19)}Z  ${name}${told}`;
}
