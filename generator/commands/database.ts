import { mistake } from "../base/problem.ts";
import { databaseOf, placeOf, type DatabasePlace } from "../publication/database-settings.ts";
import { loadPublication } from "../publication/publication.ts";
import type { MoveSource, MoveTarget } from "../store/move/end.ts";
import { moveStore, type Moved } from "../store/move/move.ts";
import { USUAL_PATIENCE, type Patience } from "../store/sql/patience.ts";
import { storePath } from "../store/store.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { runStages, type NamedStage, type Stage } from "./progress.ts";

/** What stands for the file of a publication. */
const FILE = "sqlite";

/** Copies the store of a publication to another place. @param place an address, or `sqlite` */
export async function moveDatabase(call: Call, place: string): Promise<Answer> {
  const { world, home } = call;
  const { name } = loadPublication(world, home, call.kit, call);
  const configured = databaseOf(world, home);
  const to = place === FILE ? undefined : placeOf(world, home, place, { name });
  const isThere = isSame(configured, to);
  if (isThere && to === undefined) {
    throw mistake({
      code: "move-source",
      message: "The store lies in var/bellwether.db already, and no server is configured.",
      advice: "Name the server that it is to be moved from as `database:` or BELLWETHER_DATABASE.",
    });
  }
  // Whoever has set the new place first means the file that was used until then.
  const from = isThere ? undefined : configured;
  const patience: Patience = { ...USUAL_PATIENCE, onWait: () => waiting(world) };
  const source = await sourceAt(call, from, patience);
  try {
    const target = await targetAt(call, to, patience);
    try {
      const { moved } = await runStages([stageOf(source, target)], {} as { moved?: Moved }, call);
      return answerOf(moved!, [source, target], isThere);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function isSame(one: DatabasePlace | undefined, other: DatabasePlace | undefined): boolean {
  return one?.shown === other?.shown;
}

async function sourceAt(
  { world, home }: Call,
  from: DatabasePlace | undefined,
  patience: Patience,
): Promise<MoveSource> {
  if (from) return (await import("../store/postgres/move-ends.ts")).postgresSource(from, patience);
  const path = storePath(home);
  if (!world.files.exists(path)) {
    throw mistake({
      code: "move-source",
      file: path,
      message: "There is no store to be moved.",
      advice: "Without one there is nothing to do: the first `bellwether gather` makes it.",
    });
  }
  return (await import("../store/sqlite/move-ends.ts")).sqliteSource(path, patience);
}

async function targetAt(
  { world, home }: Call,
  to: DatabasePlace | undefined,
  patience: Patience,
): Promise<MoveTarget> {
  if (to) return (await import("../store/postgres/move-ends.ts")).postgresTarget(to, patience);
  const { sqliteTarget } = await import("../store/sqlite/move-ends.ts");
  return sqliteTarget(world, storePath(home), patience);
}

function stageOf(source: MoveSource, target: MoveTarget): NamedStage<{ moved?: Moved }> {
  return {
    title: "Move",
    async run(context, stage: Stage) {
      const told = (what: string) => (done: number, total: number) => {
        stage.say(what);
        return stage.progress(done, total);
      };
      context.moved = await moveStore(source, target, {
        reading: told("reading what is there"),
        copying: told("copying"),
        proving: told("proving what arrived"),
      });
      const rows = rowsOf(context.moved).toLocaleString("en-GB");
      return context.moved.isNew ? `${rows} rows` : `all ${rows} rows were there already`;
    },
  };
}

function rowsOf({ proofs }: Moved): number {
  return proofs.reduce((sum, { rows }) => sum + rows, 0);
}

function answerOf(
  moved: Moved,
  [source, target]: readonly [MoveSource, MoveTarget],
  isConfigured: boolean,
): Answer {
  const { proofs, resumed } = moved;
  const width = Math.max(...proofs.map(({ table }) => table.length));
  const next = isConfigured
    ? "It is configured already."
    : `Use it from now on: ${target.shown.startsWith("postgres") ? `set \`database: ${target.shown}\` in bellwether.yaml, or BELLWETHER_DATABASE` : "take `database:` and BELLWETHER_DATABASE away"}.`;
  return {
    status: 0,
    lines: [
      ...proofs.map(
        ({ table, rows, digest }) =>
          `${table.padEnd(width)}  ${String(rows).padStart(10)} rows  ${digest.slice(0, 16)}`,
      ),
      `Every row is in ${target.shown}, by count and digest of each table${resumed > 0 ? `; ${resumed} had come before` : ""}.`,
      `${next} ${source.shown} stays as it was.`,
    ],
    value: { from: source.shown, to: target.shown, ...moved },
  };
}
