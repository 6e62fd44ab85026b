import { mistake, outage, type Failure } from "../../base/problem.ts";
import type { Sql } from "../sql/sql.ts";
import type { Table } from "../sql/tables.ts";
import type { MoveSource, MoveTarget } from "./end.ts";
import { batchesOf, countOf, lastKey, proofOf, type Proof } from "./rows.ts";

/** Is told how far a step has come, in rows. */
export type Progress = (done: number, total: number) => Promise<void>;

/** What a move did. */
export interface Moved {
  /** False where the target held the same already. */
  readonly isNew: boolean;
  /** Rows that an earlier move, which did not end, had brought. */
  readonly resumed: number;
  /** Of each table, in both places. */
  readonly proofs: readonly Proof[];
}

/** The steps of a move, each with its progress. */
export interface MoveSteps {
  readonly reading: Progress;
  readonly copying: Progress;
  readonly proving: Progress;
}

/**
 * Copies the tables of a store to another place, row by row, and proves that every one arrived; the source stays as it is, and nobody writes to it
 * meanwhile. A move that was broken off goes on where it was, unless the source has changed since: then it begins anew.
 * @throws Failure (2) for a target that holds something else; (3) where what arrived differs.
 */
export function moveStore(
  tables: readonly Table[],
  source: MoveSource,
  target: MoveTarget,
  steps: MoveSteps,
): Promise<Moved> {
  return source.held(async (from) => {
    const proofs = await proofsOf(tables, from, steps.reading);
    const present = await target.present();
    if (present && !(await isEmpty(tables, present))) {
      const there = await proofsOf(tables, present, steps.proving);
      if (differing(proofs, there).length === 0) return { isNew: false, resumed: 0, proofs };
      throw filled(target);
    }
    const about = JSON.stringify(proofs);
    if ((await target.begun()) !== about) await target.begin(about);
    const resumed = await copyMissing(tables, from, target, totalOf(proofs), steps.copying);
    const wrong = differing(proofs, await proofsOf(tables, target.sql, steps.proving));
    if (wrong.length > 0) {
      await target.begin("");
      throw outage({
        code: "move-differs",
        file: target.shown,
        message: `What arrived differs from what was sent in ${wrong.join(", ")}.`,
        advice: `What had arrived was removed, and ${source.shown} is as it was. Run the command again; if that does not help, look at the disks of both machines.`,
      });
    }
    await target.finish(async () => {
      if (present && !(await isEmpty(tables, present))) throw filled(target);
    });
    return { isNew: true, resumed, proofs };
  });
}

function filled({ shown: file }: MoveTarget): Failure {
  return mistake({
    code: "move-target",
    file,
    message: "Something else is stored there than in what is to be moved.",
    advice: "Nothing was changed. Name another place, or remove what is there.",
  });
}

/** @returns how many rows were there already. */
async function copyMissing(
  tables: readonly Table[],
  from: Sql,
  target: MoveTarget,
  total: number,
  progress: Progress,
): Promise<number> {
  let resumed = 0;
  let done = 0;
  for (const table of tables) {
    const there = await countOf(target.sql, table);
    resumed += there;
    done += there;
    for await (const rows of batchesOf(from, table, await lastKey(target.sql, table))) {
      await target.add(table, rows);
      await progress((done += rows.length), total);
    }
  }
  return resumed;
}

async function proofsOf(tables: readonly Table[], sql: Sql, progress: Progress): Promise<Proof[]> {
  let total = 0;
  for (const table of tables) total += await countOf(sql, table);
  let done = 0;
  const proofs: Proof[] = [];
  for (const table of tables)
    proofs.push(await proofOf(sql, table, (count) => progress((done += count), total)));
  return proofs;
}

function totalOf(proofs: readonly Proof[]): number {
  return proofs.reduce((sum, { rows }) => sum + rows, 0);
}

/** Names of the tables that are not the same. */
function differing(sent: readonly Proof[], arrived: readonly Proof[]): string[] {
  return sent.flatMap(({ table, rows, digest }, at) =>
    arrived[at]?.rows === rows && arrived[at].digest === digest ? [] : [table],
  );
}

/** True for a store in which nothing was ever kept. */
async function isEmpty(tables: readonly Table[], sql: Sql): Promise<boolean> {
  for (const table of tables)
    if (!table.isNeverEmpty && (await countOf(sql, table)) > 0) return false;
  return true;
}
