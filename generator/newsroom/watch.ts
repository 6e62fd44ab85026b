import { join } from "node:path";
import type { Newsroom } from "./newsroom.ts";
import type { World } from "../world/world.ts";

/** What of a publication may change while one works on it, and what has to be made again then. */
const PARTS = [
  { path: "site/layouts", redo: "site" },
  { path: "site/styles", redo: "site" },
  { path: "site/static", redo: "site" },
  { path: "site/fonts", redo: "site" },
  { path: "content/editions", redo: "site" },
  { path: "content/pages", redo: "site" },
  { path: "content/articles", redo: "site" },
  { path: "content/data", redo: "edition" },
  { path: "templates", redo: "edition" },
  { path: "bellwether.yaml", redo: "edition" },
  { path: "plugins", redo: "plugins" },
] as const;

/** From the least to the most. */
const REDOS = ["site", "edition", "plugins"] as const;

/**
 * `site`: the pages alone. `edition`: the newest edition as well, since data, rules or words have changed. `plugins`: a plugin has
 * changed, which a program that runs cannot take up.
 */
export type Redo = (typeof REDOS)[number];

/** Changes that come within so many milliseconds are one: an editor writes a file in several steps. */
const SETTLE_MS = 40;

/**
 * Calls `changed` after changes to what a publication is made of, with the most that any of them asks for. Never twice at once:
 * what changes meanwhile is taken up after.
 * @returns what stops it.
 */
export function watchPublication(
  world: World,
  home: Newsroom["publication"]["home"],
  changed: (redo: Redo) => Promise<void>,
): () => void {
  let wanted: Redo | undefined;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  const work = async (): Promise<void> => {
    if (busy || wanted === undefined) return;
    const redo = wanted;
    wanted = undefined;
    busy = true;
    await changed(redo).finally(() => (busy = false));
    await work();
  };
  const stops = PARTS.map(({ path, redo }) => {
    // A folder that a file is ejected into later is watched from the start.
    if (!path.endsWith(".yaml")) world.files.makeFolder(join(home, path));
    return world.files.watch(join(home, path), () => {
      wanted = REDOS.findLast((each) => each === wanted || each === redo);
      clearTimeout(timer);
      timer = setTimeout(() => void work(), SETTLE_MS);
    });
  });
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
