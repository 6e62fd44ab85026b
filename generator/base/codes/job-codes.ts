import type { Entries } from "./entry.ts";

/** The queue of work and its workers. */
export const JOBS = {
  "no-queue": [2, "The store is a file of one machine, which has no queue."],
  "unknown-job": [2, "The queue has no such job, or none that may be tried again."],
  "folder-copied": [
    2,
    "Another folder goes by the name of the publication's, and its workers began later.",
  ],
  "folder-schedule": [2, "Workers of another folder put in each day's work already."],
  "job-stopped": [3, "A worker was asked to stop within a job that others go on with."],
  "job-program": [2, "Another version of the program put a job in."],
  "job-thread": [3, "The thread of a job ended before the job was done."],
} as const satisfies Entries;
