import { resolve } from "node:path";
import type { ExitStatus } from "../base/codes/entry.ts";
import { mistake, type Problem } from "../base/problem.ts";
import type { Instant } from "../base/day.ts";
import { clockedFrom } from "../world/clock.ts";
import type { Kit } from "../newsroom/kit.ts";
import type { World } from "../world/world.ts";

/** What a command answers: its exit status, the lines for people and the value for `--json`, undefined when it printed that itself. */
export interface Answer {
  readonly status: ExitStatus;
  readonly lines: readonly string[];
  readonly value: unknown;
  /** Faults of the program that the command went on after; the status is 3 then. */
  readonly faults?: readonly Problem[];
}

/** What every command is given. */
export interface Call {
  readonly world: World;
  readonly home: string;
  /** Everything that can be added to: what comes with the program, and the publication's plugins. */
  readonly kit: Kit;
  /** Nothing but the result is printed. */
  readonly silent: boolean;
  /** `live.yaml` is read over `bellwether.yaml`, and its sources are asked. */
  readonly live: boolean;
}

/**
 * What the options that every command takes say.
 * @param openPlugins whether the publication's plugins are loaded.
 * @throws Failure (2) for a plugin of the publication that cannot be used, and for two clocks.
 */
export async function callOf(
  given: World,
  options: {
    readonly home: string;
    readonly json?: boolean;
    readonly live?: boolean;
    readonly now?: Instant;
    readonly replay?: string;
  },
  openPlugins: boolean,
): Promise<Call> {
  if (options.now !== undefined && options.replay !== undefined) {
    throw mistake({
      code: "two-clocks",
      message: "--replay goes by the clock of its recording, and --now names another.",
      advice: "Leave out one of the two.",
    });
  }
  const world = options.now === undefined ? given : clockedFrom(given, options.now);
  const home = resolve(world.currentFolder(), options.home);
  const kit = openPlugins
    ? await (await import("../newsroom/plugins.ts")).openKit(world, home)
    : (await import("../newsroom/kit.ts")).BUILT_IN;
  return {
    world,
    kit,
    home,
    silent: options.json === true,
    live: options.live === true,
  };
}

/** Tells the user that another command holds the store. */
export function waiting({ stderr }: World): void {
  stderr.write("Another command is writing to the store; waiting for it to finish …\n");
}
