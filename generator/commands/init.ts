import { relative } from "node:path";
import { initHome } from "../publication/init.ts";
import type { Answer, Call } from "./call.ts";

/** Makes a new publication in a folder. */
export async function init(call: Call, folder: string): Promise<Answer> {
  const { made, kept } = initHome(call.world, folder);
  const shown = relative(process.cwd(), folder) || ".";
  return {
    status: 0,
    lines: [
      `Made ${made} files in ${shown}${kept > 0 ? `; ${kept} were there before and stay as they are` : ""}.`,
      `Next: bellwether start --home ${shown} --from 2025-04-09 --to 2025-05-08`,
    ],
    value: { folder, made, kept },
  };
}
