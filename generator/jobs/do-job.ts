import { Failure, mistake, outage } from "../base/problem.ts";
import {
  mailingFor,
  mailSettings,
  openSending,
  withMailStore,
} from "../deliver/send/open-sending.ts";
import { queueIssue, sendQueued } from "../deliver/send/send.ts";
import { MAIL } from "../deliver/send/keep.ts";
import { gather } from "../gather/gather.ts";
import { gatherLive } from "../gather/live/gather-live.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import { withCharts } from "../newsroom/kit.ts";
import { openNewsroom, type Newsroom } from "../newsroom/newsroom.ts";
import { makeEdition } from "../newsroom/pipeline.ts";
import { keptShares } from "../newsroom/kept-shares.ts";
import { aheadOf } from "../newsroom/shares.ts";
import { openKit } from "../newsroom/plugins.ts";
import { drawShare, publishEditions } from "../newsroom/publishing.ts";
import type { Store } from "../store/store.ts";
import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";
import type { HeldStore } from "./held-store.ts";
import type { Job, Task } from "./job.ts";
import { partOf } from "./parts.ts";
import { putInDue, putInLater } from "./put-in.ts";

/**
 * Does a job. Whatever was done of it before, by a worker that was killed or cut off, it makes the same.
 * @param held what the jobs before have left open.
 * @returns what came of it, as a sentence.
 * @throws Failure for what stops the command of that name, and (2) where another version of the program put it in.
 */
export async function doJob(
  world: World,
  home: string,
  { task, live, program }: Job,
  held: HeldStore,
): Promise<string> {
  const own = programVersion(world);
  if (program !== own) throw otherProgram(program, own);
  const newsroom = openNewsroom(world, home, await openKit(world, home), { live });
  if (task.kind === "daily") {
    const put = await putInDue(newsroom, live);
    return put.days.length === 0 ? "Nothing is due." : `Put in ${put.days.join(", ")}.`;
  }
  if (task.kind === "issue") return putReadersIn(newsroom, live, task);
  if (task.kind === "send") return sendShare(newsroom, live, task);
  return held.use(world, home, (store) => doTask(newsroom, live, store, task));
}

async function doTask(
  newsroom: Newsroom,
  live: boolean,
  store: Store,
  task: Exclude<Task, { kind: "daily" | "issue" | "send" }>,
): Promise<string> {
  const { world, kit, publication } = newsroom;
  switch (task.kind) {
    case "gather": {
      const { series } = await gather(world, publication, store, { share: task });
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
    case "subjects": {
      const shares = await keptShares(newsroom, store, live);
      const { findings, articles } = await shares.make(task.day, task);
      return `${findings.length} findings, ${articles.length} articles tried`;
    }
    case "edition": {
      const { day, shares: of } = task;
      const shares = of === undefined ? undefined : await keptShares(newsroom, store, live);
      const ahead = shares && aheadOf(await shares.all(day, of!));
      const { articles } = await makeEdition(newsroom, store, day, ahead);
      shares?.forget(day);
      const errors = articles.filter(({ report }) => report.errors > 0).length;
      return `${articles.length} articles, ${errors} with errors`;
    }
    case "pages":
      return `${await drawShare({ ...newsroom, kit: await withCharts(kit) }, store, task)} files drawn`;
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

/** Makes what is mailed of a day and puts its readers into the ledger. */
async function putReadersIn(
  { world, kit, publication: { home } }: Newsroom,
  live: boolean,
  { day: edition, format, at }: Extract<Task, { kind: "issue" }>,
): Promise<string> {
  const house = { world, home, kit, live };
  const settings = mailSettings(house);
  const mailing = await mailingFor(house, { edition, format }, settings, () => {});
  return withMailStore(house, async (store) => {
    const sending = await openSending(house, store, settings);
    await queueIssue(sending, mailing, { at });
    await sending.transport.close();
    const counts = Object.values(await store.deliveries.counts(MAIL, mailing.issue.id));
    return `${counts.reduce((sum, count) => sum + count, 0)} readers of ${mailing.issue.id}`;
  });
}

/**
 * Sends of an issue what no other sender has, until nothing is due; what is due later is put in for then.
 * @throws Failure (3) where the server takes nothing, or the worker was asked to stop: others go on.
 */
async function sendShare(
  newsroom: Newsroom,
  live: boolean,
  { item }: Extract<Task, { kind: "send" }>,
): Promise<string> {
  const { world, kit, publication } = newsroom;
  const house = { world, home: publication.home, kit, live };
  let isAsked = false;
  const stopped = world.stopped().then(() => void (isAsked = true));
  const report = await withMailStore(house, async (store) => {
    const sending = await openSending(house, store, mailSettings(house));
    return sendQueued({ ...sending, stopped }, item, { patienceMs: 0 });
  });
  if (report.fault) throw new Failure(3, report.fault);
  if (isAsked) throw askedToStop();
  const isHalted = report.stopped !== undefined;
  const next = isHalted ? undefined : report.next;
  if (next !== undefined) await putInLater(newsroom, item, next, live);
  const { accepted = 0, refused = 0 } = report.run;
  const { uncertain } = report.counts;
  return [
    `${accepted} mails`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(uncertain > 0 ? [`${uncertain} of the issue uncertain`] : []),
    ...(next === undefined ? [] : [`goes on at ${next.slice(0, 19)}Z`]),
    ...(isHalted ? [`ended early: ${report.stopped}`] : []),
  ].join(", ");
}

function askedToStop(): Error {
  return outage({
    code: "job-stopped",
    message: "The worker was asked to stop while it sent an issue.",
    advice: "Nothing is lost: another worker goes on, or this one when it is started again.",
  });
}

function otherProgram(program: string, own: string): Error {
  return mistake({
    code: "job-program",
    message: `The job was put in by Bellwether ${program}; this worker is ${own}.`,
    advice:
      "Run the same version on all machines. A worker of that version takes it at the next try.",
  });
}
