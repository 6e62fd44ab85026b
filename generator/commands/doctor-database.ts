import { basename } from "node:path";
import { Failure, formatProblem } from "../base/problem.ts";
import type { Look } from "../deliver/doctor/look.ts";
import { databaseOf } from "../publication/database-settings.ts";
import { PARTS, type PartName } from "../store/move/parts.ts";
import type { Inspection } from "../store/postgres/inspect.ts";
import type { Call } from "./call.ts";

/** Clocks further apart than this mix up what came before what, in milliseconds. */
const APART = 2000;

/** What each part is called here. */
const CALLED: Readonly<Record<PartName, string>> = { archive: "store", subscribers: "subscribers" };

/** Looks at the databases that hold the store, and the subscribers with the ledger. */
export async function lookAtDatabase({ world, home }: Call): Promise<Look> {
  const what = "database";
  const findings: string[] = [];
  const names = Object.keys(PARTS) as PartName[];
  const isInFile = (part: PartName): boolean => world.files.exists(PARTS[part].pathIn(home));
  try {
    const archive = databaseOf(world, home);
    if (archive === undefined) {
      const files = names
        .filter(isInFile)
        .map((part) => `var/${basename(PARTS[part].pathIn(home))}`);
      return { what, said: `SQLite, ${files.join(", ") || "none yet"}`, findings };
    }
    const { inspectDatabase } = await import("../store/postgres/inspect.ts");
    const said: string[] = [];
    const looks: Inspection[] = [];
    for (const part of names) {
      const { placeIn, schema } = PARTS[part];
      const found = await inspectDatabase(placeIn(archive), schema.steps, () => world.now());
      const name = CALLED[part];
      looks.push(found);
      said.push(found.version === undefined ? `no ${name} yet` : `${name} ${found.version}`);
      if (found.version === undefined && isInFile(part))
        findings.push(
          `The server holds no ${name}, and ${PARTS[part].pathIn(home)} does: \`bellwether database move --only ${part} --to\` and the address brings them over.`,
        );
      findings.push(...findingsOf(found, name));
    }
    const [{ server, ahead }] = looks as [Inspection];
    if (Math.abs(ahead) > APART) {
      const seconds = (Math.abs(ahead) / 1000).toFixed(1);
      findings.push(
        `The server's clock is ${seconds} s ${ahead > 0 ? "ahead of" : "behind"} this machine's: set both by a time server (NTP).`,
      );
    }
    const schema = `schema ${archive.schema}`;
    return { what, said: `Postgres ${server}, ${schema}, ${said.join("; ")}`, findings };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { what, said: "cannot be used", findings: error.problems.map(formatProblem) };
  }
}

function findingsOf({ user, mayWrite, version, newest }: Inspection, name: string): string[] {
  const findings: string[] = [];
  if (!mayWrite)
    findings.push(
      `${name}: ${user} may only read: commands that write need a user to whom the schema's owner has granted INSERT and UPDATE, or the owner.`,
    );
  if (version !== undefined && version < newest)
    findings.push(
      `${name}: version ${version} of ${newest}; the next command that may write brings it up to date.`,
    );
  return findings;
}
