import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Columns } from "../columns.ts";
import type { ReadingAhead } from "../sql/ahead.ts";
import type { ColumnsAsked, ColumnsRead } from "./columns-thread.ts";
import { unpacker } from "./packed.ts";

/** Begins to read series of a database's file in a thread of its own. */
export function readAhead(path: string, series: readonly string[]): ReadingAhead {
  const file = join(import.meta.dirname, `columns-thread${extname(import.meta.filename)}`);
  const worker = new Worker(file, { workerData: { path, series } satisfies ColumnsAsked });
  const unpacked = unpacker();
  const found = new Map<string, Columns>();
  const left = new Set(series);
  let version: string | undefined;
  let wake: (() => void) | undefined;
  worker
    .on("message", (told: ColumnsRead) => {
      if ("version" in told) return void ({ version } = told);
      for (const [id, packed] of told.read) {
        found.set(id, unpacked(packed));
        left.delete(id);
      }
      wake?.();
    })
    // A fault of the database is met again by whoever reads what is missing here.
    .on("error", () => {})
    .on("exit", () => {
      left.clear();
      wake?.();
    })
    // Whoever has no use for what it reads does not wait for it.
    .unref();
  return {
    async read(ids) {
      worker.ref();
      while (ids.some((id) => left.has(id))) await new Promise<void>((go) => (wake = go));
      worker.unref();
      const columns = new Map<string, Columns>();
      for (const id of ids) {
        const its = found.get(id);
        if (its) columns.set(id, its);
        found.delete(id);
      }
      return { version, columns };
    },
    async close() {
      await worker.terminate();
    },
  };
}
