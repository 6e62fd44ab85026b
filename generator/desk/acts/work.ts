import { setImmediate } from "node:timers/promises";
import { Hono, type Context } from "hono";
import { Failure, formatProblem, ownFault } from "../../base/problem.ts";
import { newToken } from "../../base/tokens.ts";
import { goTo, show, type Desk } from "../frame.ts";
import { keptJobs, type Job, type Outcome } from "./jobs.ts";

/** Told after each step. */
export type Progress = (done: number, total: number) => void;

/** Work that may take longer than a page waits for: it shows how far it is, with script and without. */
export interface Work {
  readonly pages: Hono;
  /** Does it, and answers when it is done or after a moment, whichever is sooner. */
  start(
    context: Context,
    name: string,
    work: (progress: Progress) => Promise<Outcome>,
  ): Promise<Response>;
}

const MOMENT_MS = 1200;

const AGAIN_SECONDS = 1;

export function openWork(desk: Desk): Work {
  const jobs = new Map<string, Job>();
  const kept = keptJobs(desk.store);
  const answer = (context: Context, id: string, job: Job): Response => {
    if (job.outcome) return goTo(context, job.outcome.path, job.outcome.said, job.outcome.count);
    if (job.problems)
      return show(
        desk,
        context,
        "message",
        { title: `${job.name} did not succeed`, status: 422 },
        {
          problems: job.problems.map((message) => ({ message })),
          back: "/",
        },
      );
    return context.redirect(`/work/${id}`, 303);
  };
  return {
    pages: new Hono().get("/work/:id", async (context) => {
      const id = context.req.param("id");
      // Another process may be at it.
      const job = jobs.get(id) ?? (await kept.find(id));
      if (!job) return context.redirect("/", 303);
      if (job.outcome || job.problems) return answer(context, id, job);
      const { name, done, total } = job;
      return show(
        desk,
        context,
        "work",
        { title: name, again: AGAIN_SECONDS },
        { name, done, total },
      );
    }),
    async start(context, name, work) {
      const id = newToken();
      const job: Job = { name, done: 0, total: 0 };
      jobs.set(id, job);
      const running = work((done, total) =>
        kept.note(id, Object.assign(job, { done, total })),
      ).then(
        (outcome) => kept.end(id, Object.assign(job, { outcome })),
        (error: unknown) => {
          const problems = error instanceof Failure ? error.problems : [ownFault(error)];
          return kept.end(id, Object.assign(job, { problems: problems.map(formatProblem) }));
        },
      );
      await setImmediate();
      await Promise.race([running, desk.newsroom.world.net.wait(MOMENT_MS)]);
      return answer(context, id, job);
    },
  };
}
