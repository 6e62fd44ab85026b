import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { versionIn } from "../sql/reader.ts";
import { packedFrom, type Packed } from "./packed.ts";
import { sqlOver } from "./sql.ts";

/** What a thread is told to read. */
export interface ColumnsAsked {
  readonly path: string;
  /** In the order in which they are wanted. */
  readonly series: readonly string[];
}

/** What it hands over: of which version of the store it reads, then series by series what is stored of them. */
export type ColumnsRead =
  | { readonly version: string }
  | { readonly read: readonly (readonly [series: string, packed: Packed])[] };

/** So many series are handed over together. */
const TOGETHER = 100;

/** The thread that reads what is stored of series, all of it at one instant of the database, while the main one does something else. */
async function readAll({ path, series }: ColumnsAsked): Promise<void> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.exec("BEGIN");
    tell({ version: await versionIn(sqlOver(database)) });
    for (let at = 0; at < series.length; at += TOGETHER) {
      const read = series
        .slice(at, at + TOGETHER)
        .map((id) => [id, packedFrom(database, id)] as const);
      tell(
        { read },
        read.flatMap(([, { values, periods }]) => [values, periods].map(bufferOf)),
      );
    }
  } finally {
    database.close();
  }
}

function bufferOf({ buffer }: Float64Array | Int32Array): ArrayBuffer {
  return buffer as ArrayBuffer;
}

function tell(what: ColumnsRead, buffers: readonly ArrayBuffer[] = []): void {
  parentPort!.postMessage(what, [...buffers]);
}

await readAll(workerData as ColumnsAsked);
