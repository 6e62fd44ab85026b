import type { Entries } from "./entry.ts";

/** The queue of work and its workers. */
export const JOBS = {
  "no-queue": [2, "The store is a file of one machine, which has no queue."],
  "unknown-job": [2, "The queue has no such job, or none that may be tried again."],
  "job-program": [2, "Another version of the program put a job in."],
  "job-thread": [3, "The thread of a job ended before the job was done."],
} as const satisfies Entries;
