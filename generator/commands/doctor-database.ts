import { join } from "node:path";
import { Failure, formatProblem } from "../base/problem.ts";
import type { Look } from "../deliver/doctor/look.ts";
import { databaseOf } from "../publication/database-settings.ts";
import { storePath } from "../store/store.ts";
import type { Call } from "./call.ts";

/** Clocks further apart than this mix up what came before what, in milliseconds. */
const APART = 2000;

/** Looks at the database that holds the store. */
export async function lookAtDatabase({ world, home }: Call): Promise<Look> {
  const what = "database";
  const findings: string[] = [];
  try {
    const place = databaseOf(world, home);
    if (place === undefined) {
      const isThere = world.files.exists(storePath(home));
      return { what, said: isThere ? "SQLite, var/bellwether.db" : "SQLite, none yet", findings };
    }
    const { inspectDatabase } = await import("../store/postgres/inspect.ts");
    const found = await inspectDatabase(place, () => world.now());
    if (!found.mayWrite) {
      findings.push(
        `${found.user} may only read: commands that write need a user to whom the schema's owner has granted INSERT and UPDATE, or the owner.`,
      );
    }
    if (found.version !== undefined && found.version < found.newest) {
      findings.push(
        `The store has version ${found.version} of ${found.newest}: the next command that may write brings it up to date.`,
      );
    }
    if (Math.abs(found.ahead) > APART) {
      const seconds = (Math.abs(found.ahead) / 1000).toFixed(1);
      findings.push(
        `The server's clock is ${seconds} s ${found.ahead > 0 ? "ahead of" : "behind"} this machine's: set both by a time server (NTP).`,
      );
    }
    const mail = world.files.exists(join(home, "var", "mail.db"))
      ? "; subscribers and deliveries stay in var/mail.db on this machine"
      : "";
    const store = found.version === undefined ? "no store yet" : `store ${found.version}`;
    return {
      what,
      said: `Postgres ${found.server}, schema ${place.schema}, ${store}${mail}`,
      findings,
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { what, said: "cannot be used", findings: error.problems.map(formatProblem) };
  }
}
