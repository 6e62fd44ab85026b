import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { WaitingAmongComputing } from "./test/support/sequence.ts";
import { Stragglers } from "./test/support/stragglers.ts";

/** How long one test may take, in milliseconds: none needs a tenth of it on two quiet cores. */
const PATIENCE_MS = 600_000;

export default defineConfig({
  // What the program gives plugins itself, where it is not vitest that loads them.
  resolve: {
    alias: {
      "bellwether/plugin": join(import.meta.dirname, "generator/newsroom/plugin.ts"),
      "bellwether/charts": join(import.meta.dirname, "generator/publish/charts/tools.ts"),
    },
  },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/run.ts",
    reporters: ["default", new Stragglers()],
    // The slow tests wait for processes of their own, so there is a file more than cores.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: WaitingAmongComputing },
    // The program keeps no state in its modules but caches, so the files of a worker can share them.
    isolate: false,
    // Much is made and soon forgotten: room for it saves collecting it again and again.
    execArgv: ["--max-semi-space-size=64"],
    // A test that hangs ends; a machine that is busy with other work as well makes none of them red.
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    expect: { poll: { timeout: PATIENCE_MS / 5 } },
  },
});
