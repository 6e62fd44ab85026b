import { setImmediate } from "node:timers/promises";
import { Listr, ListrLogger, ProcessOutput } from "listr2";
import type { World } from "../world/world.ts";

/** Tells of one stage while it runs. */
export interface Stage {
  /** How far the stage has come; lets the screen be drawn. */
  progress(done: number, total: number): Promise<void>;
  /** A line about what is going on, such as waiting for another command. */
  say(text: string): void;
}

export interface NamedStage<C> {
  readonly title: string;
  /** Does the work and answers with the counts that stand behind the title when it is done. */
  run(context: C, stage: Stage): Promise<string> | string;
}

export interface StageOptions {
  readonly world: World;
  /** Nothing is drawn; for `--json`. */
  readonly silent: boolean;
}

const BAR = 24;
/** A bar is drawn for stages that take longer than this, in milliseconds. */
const BAR_AFTER = 1000;

/**
 * Runs stages one after another, each with its name, progress, counts and time; plain lines without a terminal. Why one fails is
 * thrown and not drawn: whoever catches it tells it whole.
 */
export async function runStages<C extends object>(
  stages: readonly NamedStage<C>[],
  context: C,
  options: StageOptions,
): Promise<C> {
  let stopped: { readonly by: unknown } | undefined;
  const list = new Listr<C>(
    stages.map((stage) => ({
      title: stage.title,
      async task(_context: C, task): Promise<void> {
        const started = performance.now();
        const run = async (): Promise<string> =>
          stage.run(context, {
            async progress(done, total) {
              if (performance.now() - started > BAR_AFTER) {
                const filled = Math.round((done / Math.max(total, 1)) * BAR);
                task.title = `${stage.title} ${"█".repeat(filled)}${"░".repeat(BAR - filled)} ${done}/${total}`;
              }
              await setImmediate();
            },
            say: (text) => void (task.output = text),
          });
        const counts = await run().catch((error: unknown) => {
          stopped = { by: error };
          throw new Error("see below");
        });
        task.title = `${stage.title}: ${counts} (${seconds(performance.now() - started)})`;
      },
    })),
    { ctx: context, ...rendererFor(options) },
  );
  await list.run(context).catch((error: unknown) => {
    throw stopped ? stopped.by : error;
  });
  return context;
}

function rendererFor({ silent, world: { stdout, stderr } }: StageOptions): object {
  if (silent) return { renderer: "silent" };
  const [out, err] = [stdout, stderr] as unknown as [NodeJS.WriteStream, NodeJS.WriteStream];
  const logger = new ListrLogger({ processOutput: new ProcessOutput(out, err) });
  return stdout.isTTY
    ? {
        renderer: "default",
        rendererOptions: { logger, collapseErrors: false, showErrorMessage: false },
      }
    : { renderer: "simple", rendererOptions: { logger } };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
