import { join, relative } from "node:path";
import { beginPlugin } from "../authoring/begin-plugin.ts";
import { mistake } from "../base/problem.ts";
import { initHome } from "../publication/init.ts";
import type { Answer, Call } from "./call.ts";

/**
 * Makes a new publication in a folder, with the start of a plugin where that is wanted; without a folder it adds the plugin alone to
 * the publication that there is.
 */
export async function init(
  { world, home }: Pick<Call, "world" | "home">,
  folder: string | undefined,
  { plugin = false }: { readonly plugin?: boolean },
): Promise<Answer> {
  if (folder === undefined && !plugin) {
    throw mistake({
      code: "init-folder",
      message: "Expected the folder of the new publication.",
      advice: "bellwether init my-publication",
    });
  }
  const made = folder === undefined ? undefined : initHome(world, folder);
  const at = folder ?? home;
  const shown = relative(process.cwd(), at) || ".";
  const begun = plugin ? beginPlugin(world, at) : undefined;
  const kept = made?.kept ? `; ${made.kept} were there before and stay as they are` : "";
  return {
    status: 0,
    lines: [
      ...(made ? [`Made ${made.made} files in ${shown}${kept}.`] : []),
      ...(begun
        ? [`${join(shown, begun)}: a plugin that runs. Next: bellwether plugins --home ${shown}`]
        : []),
      ...(made ? [`Next: bellwether start --home ${shown} --from 2025-04-09 --to 2025-05-08`] : []),
    ],
    value: { folder: at, ...made, ...(begun ? { plugin: begun } : {}) },
  };
}
