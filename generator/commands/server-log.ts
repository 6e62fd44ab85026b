import { Option } from "commander";
import { withoutSteering } from "../base/text.ts";
import { openJsonLog } from "../world/json-log.ts";
import type { Call } from "./call.ts";

/** How what runs on tells what it does: lines for people, or one JSON object a line. */
export type LogForm = "text" | "json";

/** The option of commands that run until they are interrupted. */
export function logOption(): Option {
  return new Option("--log <form>", "how it tells what it does")
    .choices(["text", "json"])
    .default("text");
}

/** What a server tells while it runs. */
export interface ServerLog {
  /** That it answers. @param lines the same for people */
  ready(about: { readonly address: string; readonly link?: string }, ...lines: string[]): void;
  /** Of something that a person may have to look at. */
  tell(line: string): void;
  /** That it has done something. */
  note(line: string): void;
}

export async function serverLog(
  { world, silent }: Call,
  form: LogForm = "text",
): Promise<ServerLog> {
  const { stdout, stderr } = world;
  if (form === "json") {
    const log = await openJsonLog(world, stdout);
    return {
      ready: (about) => log.info(about, "ready"),
      tell: (line) => log.warn({ problem: line }, "trouble"),
      note: (line) => log.info({ said: line }, "done"),
    };
  }
  return {
    ready: (about, ...lines) =>
      void stdout.write(silent ? `${JSON.stringify(about)}\n` : `${lines.join("\n")}\n`),
    note: (line) => void stdout.write(withoutSteering(`${line}\n`)),
    tell: (line) => void stderr.write(withoutSteering(`${line}\n`)),
  };
}
