import { join } from "node:path";
import { Failure } from "../base/problem.ts";
import { programDigest } from "./program.ts";
import type { World } from "./world.ts";

/**
 * What this very program worked out before, by the digest of all that it follows from: the next command need not do it again. It belongs to
 * the program of one machine and stays on its disk; without it all is worked out anew.
 */
export interface ResultCache<T> {
  /** What was worked out under a key; nothing is kept of work that throws. */
  of(key: string, work: () => T): T;
  /** What was worked out under a key, which is then kept; undefined where it was not. */
  peek(key: string): T | undefined;
  /** Takes in what is known under a key without having been asked for. */
  add(key: string, result: T): void;
  /** Keeps what was asked for and taken in since, and forgets the rest; where nothing was asked for, all stays. */
  save(): void;
}

interface Saved<T> {
  readonly program: string;
  readonly results: readonly (readonly [key: string, result: T])[];
}

/**
 * @param name of a file under `var/`, without an ending. What it holds must be the same once it has been written as JSON.
 */
export function openResultCache<T>(world: World, home: string, name: string): ResultCache<T> {
  const folder = join(home, "var");
  const path = join(folder, `${name}.json`);
  const program = programDigest(world);
  let before: ReadonlyMap<string, T> | undefined;
  const now = new Map<string, T>();
  const known = (): ReadonlyMap<string, T> => (before ??= readResults<T>(world, path, program));
  return {
    of(key, work) {
      const result = known().has(key) ? known().get(key)! : work();
      now.set(key, result);
      return result;
    },
    peek(key) {
      const result = known().get(key);
      if (result !== undefined) now.set(key, result);
      return result;
    },
    add: (key, result) => void now.set(key, result),
    save() {
      // A home without it has not been worked in: a site of it leaves nothing behind.
      if (!before || !world.files.isFolder(folder)) return;
      const all = before;
      if (now.size === all.size && [...now.keys()].every((key) => all.has(key))) return;
      try {
        const saved: Saved<T> = { program, results: [...now] };
        world.files.writeUnflushed(path, JSON.stringify(saved));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    },
  };
}

/** Nothing where another program worked it out, or the file is broken. */
function readResults<T>({ files }: World, path: string, program: string): Map<string, T> {
  if (!files.exists(path)) return new Map();
  try {
    const saved = JSON.parse(files.read(path)) as Partial<Saved<T>> | null;
    return saved?.program === program && Array.isArray(saved.results)
      ? new Map(saved.results)
      : new Map();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Failure) return new Map();
    throw error;
  }
}
