import { join } from "node:path";
import { mistake, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { BannedWording } from "./banned.ts";
import { placesOf } from "../../base/places.ts";
import { openValidationCache } from "../../world/validation-cache.ts";

/** What is no text of a template: its front matter, and what stands between braces and not in quotes. */
const NO_TEXT = /^---\r?\n[\s\S]*?\n---\r?\n|\{\{[\s\S]*?\}\}/g;
const UNQUOTED = /"[^"]*"|[^\n"]/g;

/** The banned words of a narrative's or story's own text that would block every article that prints them. */
export function bannedInTemplate(source: string, file: string, wording: BannedWording): Problem[] {
  const text = source.replace(NO_TEXT, (part, at: number) =>
    part.replace(UNQUOTED, (piece) =>
      at > 0 && piece.length > 1 ? piece : "_".repeat(piece.length),
    ),
  );
  const placeOf = placesOf(source);
  return wording
    .find(text)
    .filter(({ banned }) => banned.severity === "error")
    .map(({ word, start, banned }) => ({
      code: "banned-wording",
      file,
      ...placeOf(start),
      message: `"${word}" (${banned.kind}): ${banned.reason}.`,
      advice: `Write instead: ${banned.instead}.`,
    }));
}

/**
 * Holds templates to the banned wording of their language.
 * @param files paths relative to the home folder.
 * @throws Failure (2) with every banned word and its place.
 */
export function refuseBannedWording(
  world: World,
  home: string,
  files: readonly string[],
  wording: BannedWording,
): void {
  const cache = openValidationCache(world, home, "wording");
  const problems = files.flatMap((file) => {
    const source = world.files.read(join(home, file));
    const key = `${wording.digest}\n${file}\n${source}`;
    const found = cache.has(key) ? [] : bannedInTemplate(source, file, wording);
    if (found.length === 0) cache.add(key);
    return found;
  });
  cache.save();
  if (problems.length > 0) throw mistake(problems);
}
