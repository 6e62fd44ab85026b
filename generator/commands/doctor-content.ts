import { madeElsewhere, type MadeElsewhere } from "../articles/last-made.ts";
import { Failure, formatProblem } from "../base/problem.ts";
import type { Look } from "../deliver/doctor/look.ts";
import { withStoreToRead } from "../newsroom/with-store.ts";
import { databaseOf } from "../publication/database-settings.ts";
import type { Call } from "./call.ts";

/** Looks whether this folder has the articles that other machines have, where they share a store. */
export async function lookAtContent({ world, home }: Call): Promise<Look> {
  const what = "content";
  try {
    if (databaseOf(world, home) === undefined)
      return { what, said: "of this machine alone", findings: [] };
    const found = await withStoreToRead(world, home, (store) => madeElsewhere(world, home, store));
    if (found === undefined) return { what, said: "no edition yet", findings: [] };
    return { what, said: saidOf(found), findings: findingsOf(found) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { what, said: "cannot be compared", findings: error.problems.map(formatProblem) };
  }
}

function saidOf({ day, articles, changed }: MadeElsewhere): string {
  const since = changed.length > 0 ? `, ${changed.length} changed here and not yet approved` : "";
  return `the newest edition is of ${day}, ${articles} articles${since}`;
}

function findingsOf({ missing, other }: MadeElsewhere): string[] {
  const findings: string[] = [];
  if (missing.length > 0)
    findings.push(
      `${missing.length} are not in this folder (${missing[0]}${missing.length > 1 ? ", …" : ""}), and were made in another: share the folder by a disk, or bring content/ over (git pull) before anything is published from here.`,
    );
  if (other.length > 0)
    findings.push(
      `${other.length} are others in this folder (${other[0]}${other.length > 1 ? ", …" : ""}), made from other data, templates or another version: bring content/ and templates/ to one state, or make the edition again here.`,
    );
  return findings;
}
