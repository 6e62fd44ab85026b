import { join } from "node:path";
import { digest } from "../base/digest.ts";
import { Failure } from "../base/problem.ts";
import { programDigest } from "./program.ts";
import type { World } from "./world.ts";

/**
 * Which texts this very program has found without a mistake before, by the digest of all that they were checked with: they need not
 * be checked again before a command starts, and are parsed when they are printed. They belong to the program of one machine, and stay on
 * its disk: another machine checks for itself.
 */
export interface ValidationCache {
  has(what: string): boolean;
  /** Takes a text in that was found without a mistake. */
  add(what: string): void;
  /** Keeps what was added for the next command; where the disk refuses, that checks again. */
  save(): void;
}

/** @param kind of texts, which have a file of their own under `var/`. */
export function openValidationCache(world: World, home: string, kind: string): ValidationCache {
  const folder = join(home, "var");
  const path = join(folder, `checked-${kind}.json`);
  const program = programDigest(world);
  const before = new Set(readKeys(world, path));
  const now = new Set<string>();
  const keyOf = (what: string): string => digest(`${program}\n${what}`);
  return {
    has(what) {
      const key = keyOf(what);
      if (!before.has(key)) return false;
      now.add(key);
      return true;
    },
    add: (what) => void now.add(keyOf(what)),
    save() {
      // A home without it has not been worked in: reading its templates leaves nothing behind.
      if (!world.files.isFolder(folder)) return;
      if (now.size === before.size && [...now].every((key) => before.has(key))) return;
      try {
        world.files.write(path, JSON.stringify([...now]));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    },
  };
}

function readKeys({ files }: World, path: string): string[] {
  if (!files.exists(path)) return [];
  try {
    const keys: unknown = JSON.parse(files.read(path));
    return Array.isArray(keys) ? keys.map(String) : [];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Failure) return [];
    throw error;
  }
}
