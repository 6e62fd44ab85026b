import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";

/** Begins a thread that runs a file of the program; what Node has translated of it for this process it takes over. */
export function beginThread(file: string, workerData: unknown): Worker {
  const cache = getCompileCacheDir();
  const env = cache === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: cache } };
  return new Worker(file, { workerData, ...env });
}
