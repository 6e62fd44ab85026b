import { relative } from "node:path";
import { initHome } from "../publication/init.ts";
import type { Answer, Call } from "./call.ts";

/** Makes a new publication in a folder. */
export async function init(
  call: Call,
  folder: string,
  { empty = false }: { readonly empty?: boolean } = {},
): Promise<Answer> {
  const started = initHome(call.world, folder, empty);
  const { made, kept, pinned } = started;
  const shown = relative(process.cwd(), folder) || ".";
  const isCheckout = pinned.startsWith("file:");
  return {
    status: 0,
    lines: [
      `Made ${made} files in ${shown}${kept > 0 ? `; ${kept} were there before and stay as they are` : ""}.`,
      ...(isCheckout
        ? [
            "This Bellwether is a checkout, which no registry has, so package.json names its folder: `npm run build` there before `npm install` here.",
          ]
        : []),
      empty
        ? `Next: declare a source, a subject and its series in ${shown}/bellwether.yaml, then: bellwether doctor --home ${shown}`
        : `Next: bellwether start --home ${shown} --from 2025-04-09 --to 2025-05-08`,
    ],
    value: { folder, ...started },
  };
}
