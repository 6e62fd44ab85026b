import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";
import type { BeginThread } from "./world.ts";

/** Begins a thread of this process: what Node has translated of the program for it, the thread takes over. */
export const beginThread: BeginThread = (file, workerData) => {
  const cache = getCompileCacheDir();
  const env = cache === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: cache } };
  return new Worker(file, { workerData, ...env });
};
