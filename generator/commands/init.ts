import { join, relative } from "node:path";
import { beginPlugin } from "../authoring/begin-plugin.ts";
import { mistake } from "../base/problem.ts";
import { beginDeployment, initHome } from "../publication/init.ts";
import type { Answer, Call } from "./call.ts";

interface InitOptions {
  readonly empty?: boolean;
  readonly plugin?: boolean;
  readonly deploy?: boolean;
  readonly market?: string;
}

/**
 * Makes a new publication in a folder, with the start of a plugin and of a deployment where that is wanted; without a folder it adds
 * these alone to the publication that there is.
 */
export async function init(
  { world, home }: Pick<Call, "world" | "home">,
  folder: string | undefined,
  { empty = false, plugin = false, deploy = false, market }: InitOptions = {},
): Promise<Answer> {
  if (folder === undefined && !plugin && !deploy) {
    throw mistake({
      code: "init-folder",
      message: "Expected the folder of the new publication.",
      advice: "bellwether init my-publication",
    });
  }
  if (empty && market !== undefined) {
    throw mistake({
      code: "init-folder",
      message: "A publication without subjects is of no market.",
      advice: "Leave out --empty or --market.",
    });
  }
  const beginning = empty ? "empty" : market === undefined ? {} : { market };
  const started = folder === undefined ? undefined : initHome(world, folder, beginning);
  const at = folder ?? home;
  const shown = relative(world.currentFolder(), at) || ".";
  const deployment = deploy ? beginDeployment(world, at) : undefined;
  const begun = plugin ? beginPlugin(world, at) : undefined;
  return {
    status: 0,
    lines: [
      ...(started ? madeLines(started, shown, empty) : []),
      ...(begun
        ? [`${join(shown, begun)}: a plugin that runs. Next: bellwether plugins --home ${shown}`]
        : []),
      ...(deployment
        ? [
            `${join(shown, deployment.file)}: ${deployment.isNew ? "Postgres and workers; its head says how for one machine, three, or a cloud's Postgres" : "was there before and stays as it is"}.`,
          ]
        : []),
    ],
    value: {
      folder: at,
      ...started,
      ...(begun ? { plugin: begun } : {}),
      ...(deployment ? { deployment: deployment.file } : {}),
    },
  };
}

function madeLines(
  { made, kept, pinned }: ReturnType<typeof initHome>,
  shown: string,
  empty: boolean,
): string[] {
  const were = kept > 0 ? `; ${kept} were there before and stay as they are` : "";
  return [
    `Made ${made} files in ${shown}${were}.`,
    ...(pinned.startsWith("file:")
      ? [
          "This Bellwether is a checkout, which no registry has, so package.json names its folder: `npm run build` there before `npm install` here.",
        ]
      : []),
    empty
      ? `Next: declare a source, a subject and its series in ${shown}/bellwether.yaml, then: bellwether doctor --home ${shown}`
      : `Next: bellwether start --home ${shown} --from 2025-04-09 --to 2025-05-08`,
  ];
}
