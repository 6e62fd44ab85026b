import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Instant } from "../base/day.ts";
import { Failure, outage, type Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import type { Job } from "./job.ts";

/** What a thread works for. */
export interface Place {
  readonly home: string;
  readonly env: World["env"];
}

/** What a thread is told to do. */
export interface Order {
  readonly job: Job;
  /** What the clock says. */
  readonly now: Instant;
}

/** What a thread says of it. */
export type Answer =
  | { readonly said: string }
  | { readonly exit: 2 | 3; readonly problems: readonly Problem[] };

/** Does one job at a time in a thread of its own, which serves for the next one too. */
export interface JobSlot {
  /**
   * Does a job. @param signal ends the thread, wherever it is.
   * @throws Failure as `doJob` does, or (3) where the thread ends before it has answered.
   */
  run(order: Order, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

export function jobSlot({ home, env }: Place): JobSlot {
  const file = join(import.meta.dirname, `job-thread${extname(import.meta.filename)}`);
  let thread: Worker | undefined;
  const close = async (): Promise<void> => {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  };
  return {
    close,
    run(order, signal) {
      const running = (thread ??= new Worker(file, { workerData: { home, env: { ...env } } }));
      return new Promise((done, refuse) => {
        let why = "it was ended";
        const settle = (act: () => void): void => {
          signal.removeEventListener("abort", close);
          running.off("message", answered).off("error", broken).off("exit", ended);
          act();
        };
        const answered = (answer: Answer): void =>
          settle(() =>
            "said" in answer
              ? done(answer.said)
              : refuse(new Failure(answer.exit, [...answer.problems])),
          );
        const broken = (error: unknown): void => {
          why = error instanceof Error ? error.message : String(error);
        };
        const ended = (): void =>
          settle(() => {
            if (thread === running) thread = undefined;
            refuse(threadEnded(why));
          });
        running.on("message", answered).on("error", broken).on("exit", ended);
        signal.addEventListener("abort", close);
        running.postMessage(order satisfies Order);
      });
    },
  };
}

function threadEnded(why: string): Failure {
  return outage({
    code: "job-thread",
    message: `The thread of the job ended before it was done: ${why}.`,
    advice:
      "The job is tried again. The machine may be short of memory, or cut off from the database.",
  });
}
