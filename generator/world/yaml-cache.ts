import { join } from "node:path";
import { Failure } from "../base/problem.ts";
import { parsedTexts, takeParsedTexts } from "../base/parsed-texts.ts";
import { programDigest } from "./program.ts";
import type { World } from "./world.ts";

/**
 * What the texts of a publication came to when this very program parsed them before: most of a command's start would be spent on
 * parsing them again. It belongs to the program of one machine, and stays on its disk.
 */
export interface YamlCache {
  /** Keeps what was parsed since for the next command; where the disk refuses, that parses again. */
  save(): void;
}

interface Saved {
  readonly program: string;
  readonly texts: readonly (readonly [string, string])[];
}

export function openYamlCache(world: World, home: string): YamlCache {
  const folder = join(home, "var");
  const path = join(folder, "parsed.json");
  const program = programDigest(world);
  const before = new Set<string>();
  const saved = readSaved(world, path);
  if (saved?.program === program) {
    takeParsedTexts(saved.texts);
    for (const [key] of saved.texts) before.add(key);
  }
  return {
    save() {
      // A home without it has not been worked in: reading its templates leaves nothing behind.
      if (!world.files.isFolder(folder)) return;
      const texts = [...parsedTexts()];
      if (texts.every(([key]) => before.has(key))) return;
      try {
        world.files.write(path, JSON.stringify({ program, texts } satisfies Saved));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    },
  };
}

function readSaved({ files }: World, path: string): Saved | undefined {
  if (!files.exists(path)) return undefined;
  try {
    const saved = JSON.parse(files.read(path)) as Partial<Saved> | null;
    const texts = saved?.texts;
    if (typeof saved?.program !== "string" || !Array.isArray(texts)) return undefined;
    const isWhole = texts.every(
      (each) =>
        Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === "string"),
    );
    return isWhole ? { program: saved.program, texts } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Failure) return undefined;
    throw error;
  }
}
