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

/** Asks the job under way to come to an early end. */
export const STOP = "stop";

/** What a thread says of it. */
export type Answer =
  | { readonly said: string }
  | { readonly exit: 2 | 3; readonly problems: readonly Problem[] };

/** Does one job at a time in a thread of its own, which serves for the next one too. */
export interface JobSlot {
  /**
   * Does a job. @param lost says that another may have it: the thread is ended, wherever it is. One that sends first writes down what it has
   * sent, once the database is there again.
   * @throws Failure as `doJob` does, or (3) where the thread ends before it has answered.
   */
  run(order: Order, lost: AbortSignal): Promise<string>;
  /** Asks a job that may end early to do so. */
  stop(): void;
  close(): Promise<void>;
}

/** Longer than a sender waits for a ledger that is away. */
const AWAY_MS = 130_000;

/** So long mails that are on their way have to end, once sending was asked to stop. */
const ENDING_MS = 60_000;

export function jobSlot({ home, env }: Place): JobSlot {
  const file = join(import.meta.dirname, `job-thread${extname(import.meta.filename)}`);
  let thread: Worker | undefined;
  const begin = (): Worker => {
    const worker = new Worker(file, { workerData: { home, env: { ...env } } });
    // One that ends between two jobs is told of by the next, which has another begun.
    worker
      .on("error", () => {})
      .once("exit", () => {
        if (thread === worker) thread = undefined;
      });
    return worker;
  };
  // The program is loaded while the worker waits for its first job.
  thread = begin();
  const close = async (): Promise<void> => {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  };
  const stop = (): void => thread?.postMessage(STOP);
  return {
    close,
    stop,
    run(order, lost) {
      const running = (thread ??= begin());
      return new Promise((done, refuse) => {
        let why = "it was ended";
        const timers: NodeJS.Timeout[] = [];
        const letGo = (): void => {
          if (order.job.task.kind !== "send") return void close();
          timers.push(setTimeout(stop, AWAY_MS), setTimeout(close, AWAY_MS + ENDING_MS));
        };
        const settle = (act: () => void): void => {
          lost.removeEventListener("abort", letGo);
          timers.forEach(clearTimeout);
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
        const ended = (): void => settle(() => refuse(threadEnded(why)));
        running.on("message", answered).on("error", broken).on("exit", ended);
        lost.addEventListener("abort", letGo);
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
