import { withoutSteering } from "../base/text.ts";
import { openJsonLog } from "../world/json-log.ts";
import type { World } from "../world/world.ts";
import type { WorkListener } from "./work.ts";

/** Tells in lines for people what a worker does. */
export function plainLog({ stdout, now }: World): WorkListener {
  const say = (text: string): void =>
    void stdout.write(withoutSteering(`${new Date(now()).toISOString()}  ${text}\n`));
  return {
    ready: () => say("Waits for work (Ctrl-C stops it)."),
    metrics: (address) => say(`Figures are at ${address}.`),
    begun: ({ name, retries }) => say(`${name}: begun${retries > 0 ? `, try ${retries + 1}` : ""}`),
    ended: ({ name, seconds, ...end }) =>
      say(
        `${name}: ${end.how === "done" ? end.said : `${end.how}: ${end.why}`} (${seconds.toFixed(1)} s)`,
      ),
    trouble: say,
  };
}

/** Tells the same as one JSON object a line, for programs that gather logs. */
export async function jsonLog(world: World): Promise<WorkListener> {
  const log = await openJsonLog(world, world.stdout);
  return {
    ready: () => log.info("ready"),
    metrics: (address) => log.info({ address }, "metrics"),
    begun: (job) => log.info(job, "begun"),
    ended: ({ how, ...job }) => (how === "done" ? log.info(job, how) : log.warn(job, how)),
    trouble: (problem) => log.warn({ problem }, "trouble"),
  };
}
