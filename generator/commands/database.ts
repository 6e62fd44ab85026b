import { mistake, type Failure } from "../base/problem.ts";
import { databaseOf, placeOf, type DatabasePlace } from "../publication/database-settings.ts";
import { loadPublication } from "../publication/publication.ts";
import type { MoveSource, MoveTarget } from "../store/move/end.ts";
import { moveStore, type Moved } from "../store/move/move.ts";
import { PARTS, type Part, type PartName } from "../store/move/parts.ts";
import { USUAL_PATIENCE, type Patience } from "../store/sql/patience.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { runStages, type NamedStage, type Stage } from "./progress.ts";

/** What stands for the files of a publication. */
const FILE = "sqlite";

interface Ends {
  readonly from: DatabasePlace | undefined;
  readonly to: DatabasePlace | undefined;
  /** What is moved to is where the configuration says. */
  readonly isConfigured: boolean;
}

/** What came of the parts that were there. */
type Results = Partial<Record<PartName, Moved>>;

/**
 * Copies what a publication keeps in databases to another place.
 * @param place an address, or `sqlite`
 * @param only one part of it
 */
export async function moveDatabase(call: Call, place: string, only?: PartName): Promise<Answer> {
  const { world, home } = call;
  const { name } = loadPublication(world, home, call.kit, call);
  const configured = databaseOf(world, home);
  const to = place === FILE ? undefined : placeOf(world, home, place, { name });
  const isConfigured = configured?.shown === to?.shown;
  if (isConfigured && to === undefined) {
    throw mistake({
      code: "move-source",
      message: "All lies in files in var already, and no server is configured.",
      advice: "Name the server that it is to be moved from as `database:` or BELLWETHER_DATABASE.",
    });
  }
  // Whoever has set the new place first means the files that were used until then.
  const ends = { from: isConfigured ? undefined : configured, to, isConfigured };
  const stages: NamedStage<Results>[] = [];
  for (const part of only ? [only] : (Object.keys(PARTS) as PartName[]))
    if (await isThere(call, part, ends)) stages.push(stageOf(call, part, ends));
    else if (only === part || part === "archive") throw nothingThere(call, part, ends);
  const results = await runStages(stages, {} as Results, call);
  return answerOf(results, ends);
}

async function isThere({ world, home }: Call, part: PartName, { from }: Ends): Promise<boolean> {
  const { pathIn, placeIn, schema } = PARTS[part];
  if (from === undefined) return world.files.exists(pathIn(home));
  return (await import("../store/postgres/move-ends.ts")).isOnServer(placeIn(from), schema);
}

function nothingThere({ home }: Call, part: PartName, { from }: Ends): Failure {
  return mistake({
    code: "move-source",
    file: from?.shown ?? PARTS[part].pathIn(home),
    message:
      part === "archive"
        ? "There is no store to be moved."
        : "There are no subscribers and no deliveries to be moved.",
    advice: "Without one there is nothing to do: the first command that needs it makes it.",
  });
}

function stageOf(call: Call, part: PartName, ends: Ends): NamedStage<Results> {
  return {
    title: PARTS[part].title,
    async run(results, stage: Stage) {
      const moved = await movePart(call, part, ends, stage);
      results[part] = moved;
      const rows = rowsOf(moved).toLocaleString("en-GB");
      return moved.isNew ? `${rows} rows` : `all ${rows} rows were there already`;
    },
  };
}

async function movePart(call: Call, part: PartName, ends: Ends, stage: Stage): Promise<Moved> {
  const patience: Patience = { ...USUAL_PATIENCE, onWait: () => waiting(call.world) };
  const told = (what: string) => (done: number, total: number) => {
    stage.say(what);
    return stage.progress(done, total);
  };
  const source = await sourceOf(call, PARTS[part], ends, patience);
  try {
    const target = await targetOf(call, PARTS[part], ends, patience);
    try {
      return await moveStore(PARTS[part].tables, source, target, {
        reading: told("reading what is there"),
        copying: told("copying"),
        proving: told("proving what arrived"),
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function sourceOf(
  { home }: Call,
  { pathIn, file, placeIn, schema }: Part,
  { from }: Ends,
  patience: Patience,
): Promise<MoveSource> {
  if (from === undefined)
    return (await import("../store/sqlite/move-ends.ts")).sqliteSource(
      pathIn(home),
      file,
      patience,
    );
  const { postgresSource } = await import("../store/postgres/move-ends.ts");
  return postgresSource(placeIn(from), schema, patience);
}

async function targetOf(
  { world, home }: Call,
  { pathIn, file, placeIn, schema }: Part,
  { to }: Ends,
  patience: Patience,
): Promise<MoveTarget> {
  if (to === undefined)
    return (await import("../store/sqlite/move-ends.ts")).sqliteTarget(
      world,
      pathIn(home),
      file,
      patience,
    );
  const { postgresTarget } = await import("../store/postgres/move-ends.ts");
  return postgresTarget(placeIn(to), schema, patience);
}

function rowsOf({ proofs }: Moved): number {
  return proofs.reduce((sum, { rows }) => sum + rows, 0);
}

function answerOf(results: Results, { from, to, isConfigured }: Ends): Answer {
  const moved = Object.values(results);
  const proofs = moved.flatMap((each) => each.proofs);
  const resumed = moved.reduce((sum, each) => sum + each.resumed, 0);
  const width = Math.max(...proofs.map(({ table }) => table.length));
  const [there, before] = [to?.shown ?? "var", from?.shown ?? "var"];
  const next = isConfigured
    ? "It is configured already."
    : `Use it from now on: ${to ? `set \`database: ${to.shown}\` in bellwether.yaml, or BELLWETHER_DATABASE` : "take `database:` and BELLWETHER_DATABASE away"}.`;
  return {
    status: 0,
    lines: [
      ...proofs.map(
        ({ table, rows, digest }) =>
          `${table.padEnd(width)}  ${String(rows).padStart(10)} rows  ${digest.slice(0, 16)}`,
      ),
      `Every row is in ${there}, by count and digest of each table${resumed > 0 ? `; ${resumed} had come before` : ""}.`,
      `${next} What was in ${before} stays as it was.`,
    ],
    value: { from: before, to: there, ...results },
  };
}
