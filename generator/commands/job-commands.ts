import type { Command } from "commander";
import type { CommandTools, Common } from "./command-tools.ts";
import type { WorkRequest } from "./jobs.ts";
import { logOption } from "./server-log.ts";
import { count, port } from "./typed.ts";

/** Adds the commands of the queue, by which several machines share the work. */
export function jobCommands({ command, answering }: CommandTools): void {
  command("work", "do the jobs of the queue until it is interrupted; for stores on a server")
    .option("--concurrency <n>", "so many jobs at a time, each on a core of its own", count, 1)
    .option("--schedule", "put in each day's work after its cut-off; of several workers one does")
    .addOption(logOption())
    .option("--metrics <port>", "serve figures for Prometheus at /metrics of this port", port)
    .option("--metrics-host <host>", "address at which they are served", "127.0.0.1")
    .action(
      answering(async (call, options: Common & WorkRequest) =>
        (await import("./jobs.ts")).workOn(call, options),
      ),
    );

  const jobs: Command = command(
    "jobs",
    "what the queue has to do, does and has done, what failed and why",
  ).action(answering(async (call) => (await import("./jobs.ts")).listJobs(call)));
  command("retry <id>", "have a job tried again that failed for good", jobs).action(
    answering(async (call, id: string) => (await import("./jobs.ts")).retry(call, id)),
  );
}
