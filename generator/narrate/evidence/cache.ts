import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import type { World } from "../../world/world.ts";
import type { Marks } from "./marks.ts";
import type { Tracks } from "./track.ts";

/** What is kept of the past between runs, with the state of the data it was worked out from. */
export interface Kept {
  readonly marks: Marks;
  readonly tracks: Tracks;
}

/** What is kept before the first run. */
export const NOTHING: Kept = {
  marks: { days: [], digests: {} },
  tracks: { rules: {}, entries: {} },
};

/** Where it is kept; it may be removed at any time, which costs only time. */
export function cachePath(home: string): string {
  return join(home, "var", "evidence.json");
}

/** What is kept; nothing where there is no file, or one that another hand or a fault of the disk has changed. */
export function readCache(world: World, path: string): Kept {
  if (!world.files.exists(path)) return NOTHING;
  const text = world.files.read(path);
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === digest(body) ? (JSON.parse(body) as Kept) : NOTHING;
}

/** Replaces the file in one step; of two processes the later one wins, and either's is right. */
export function writeCache(world: World, path: string, kept: Kept): void {
  const body = JSON.stringify(kept);
  world.files.write(path, `${digest(body)}\n${body}`);
}
