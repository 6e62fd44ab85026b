import type { Logger } from "pino";
import type { Output, World } from "./world.ts";

/** A log of one JSON object a line, for programs that gather logs: each has `level`, `time` by the world's clock, and `msg`. */
export async function openJsonLog({ now }: Pick<World, "now">, to: Output): Promise<Logger> {
  const { pino } = await import("pino");
  return pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line) => void to.write(line) },
  );
}
