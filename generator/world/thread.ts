import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";

/** A thread that answers by message. */
export type Thread = Pick<Worker, "on" | "postMessage" | "terminate">;

/** Begins a thread that runs a file of the program. */
export type BeginThread = (file: string, workerData: unknown) => Thread;

/** The same for a thread of this process: what Node has translated of the program for it, the thread takes over. */
export const beginThread: BeginThread = (file, workerData) => {
  const cache = getCompileCacheDir();
  const env = cache === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: cache } };
  return new Worker(file, { workerData, ...env });
};
