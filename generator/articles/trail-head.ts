import { join } from "node:path";
import { z } from "zod";
import { loadYaml } from "../base/yaml.ts";
import type { TrailHead } from "../store/trail.ts";
import type { World } from "../world/world.ts";
import { textAt } from "./on-disk.ts";

/** Beside the store, so that a trail whose end was cut off is found; what it does not count yet is not yet on the disk. */
export const HEAD_FILE = join("content", "trail-head.json");

const headSchema = z.strictObject({
  count: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256"),
});

/** How far the trail went when it was last written; undefined where nothing was. @throws Failure (2) for a file that is no such head. */
export function readHead(world: World, home: string): TrailHead | undefined {
  const text = textAt(world, join(home, HEAD_FILE));
  return text === undefined ? undefined : loadYaml(text, headSchema, { file: HEAD_FILE }).value;
}

/** Notes how far the trail goes. */
export function writeHead(world: World, home: string, { count, hash }: TrailHead): void {
  world.files.write(join(home, HEAD_FILE), `${JSON.stringify({ count, hash })}\n`);
}
