import { Failure, formatProblem } from "../base/problem.ts";
import type { Look } from "../deliver/doctor/look.ts";
import { standingIn } from "../jobs/standing.ts";
import { databaseOf } from "../publication/database-settings.ts";
import type { Call } from "./call.ts";
import { awaitingLines, headLine } from "./jobs.ts";

/** Looks at the queue of a publication whose store is on a server. */
export async function lookAtQueue({ world, home }: Call): Promise<Look> {
  const what = "queue";
  try {
    if (databaseOf(world, home) === undefined)
      return { what, said: "none, as one machine needs", findings: [] };
    const standing = await standingIn(world, home);
    if (standing === undefined) return { what, said: "none yet", findings: [] };
    return { what, said: headLine(standing), findings: awaitingLines(standing) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { what, said: "cannot be used", findings: error.problems.map(formatProblem) };
  }
}
