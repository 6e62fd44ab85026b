import { join } from "node:path";
import type { CliHome } from "../support/cli.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

/** An empty folder. */
export function emptyHome(): CliHome {
  const folder = makeFolder("plugins");
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}
