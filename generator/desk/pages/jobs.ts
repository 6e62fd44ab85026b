import { Hono } from "hono";
import {
  countsOf,
  retryIn,
  standingIn,
  type JobState,
  type QueueStanding,
} from "../../jobs/standing.ts";
import { databaseOf } from "../../publication/database-settings.ts";
import { fieldsOf, goTo, show, type Desk } from "../frame.ts";
import { instantWords } from "../words.ts";

/** The page asks for itself again after so many seconds while anything is to be done. */
const AGAIN_SECONDS = 5;

const NOTHING: QueueStanding = { workers: 0, workersHere: 0, jobs: [] };

const STATES: Readonly<Record<JobState, string>> = {
  failed: "Failed",
  runs: "Runs",
  again: "Tried again later",
  ready: "Ready",
  waits: "Waits for others",
  done: "Done within a day",
};

/** What the queue has to do, does and has done, where several machines share the work. */
export function jobsPage(desk: Desk): Hono {
  const { world, publication } = desk.newsroom;
  const { home } = publication;
  return new Hono()
    .get("/jobs", async (context) => {
      if (databaseOf(world, home) === undefined)
        return show(desk, context, "jobs", { title: "Jobs" }, { isAlone: true, groups: [] });
      const standing = (await standingIn(world, home)) ?? NOTHING;
      const counts = countsOf(standing);
      const isBusy = counts.runs + counts.ready + counts.again > 0;
      const groups = Object.entries(STATES).flatMap(([state, title]) => {
        const jobs = standing.jobs.filter((each) => each.state === state);
        return jobs.length === 0
          ? []
          : [
              {
                title,
                mayRetry: state === "failed",
                jobs: jobs.map(({ id, name, at, after, said, retries }) => ({
                  id,
                  name,
                  at: instantWords(at),
                  after: after.join("; "),
                  said: said ?? "",
                  tries: retries > 0 ? String(retries + 1) : "",
                })),
              },
            ];
      });
      return show(
        desk,
        context,
        "jobs",
        { title: "Jobs", ...(isBusy && { again: AGAIN_SECONDS }) },
        { isAlone: false, workers: String(standing.workers), isIdle: groups.length === 0, groups },
      );
    })
    .post("/jobs/retry", desk.access.require("editor"), async (context) => {
      const { id = "" } = await fieldsOf(context);
      await retryIn(world, home, id);
      return goTo(context, "/jobs", "job-retried");
    });
}
