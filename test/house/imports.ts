import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** Rooms of `generator/` in the order in which data flows: each may know those before it, and none after it. */
export const ROOMS = [
  "base",
  "world",
  "web",
  "publication",
  "store",
  "gather",
  "measure",
  "narrate",
  "articles",
  "compose",
  "check",
  "publish",
  "newsroom",
  "deliver",
  "review",
  "jobs",
  "authoring",
  "desk",
  "commands",
] as const;

/** One file naming another, `import type` and `import()` included. Paths are relative to `generator/`. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

const SPECIFIER =
  /(?:^|[\s;}])(?:import|export)\s[^"'`;]*?from\s*"([^"]+)"|^\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

/** Every arrow between files of the program. */
export function arrowsOf(folder: string): Arrow[] {
  return filesOf(folder).flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return [...text.matchAll(SPECIFIER)]
      .map((match) => match[1] ?? match[2] ?? match[3]!)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => ({
        from: relative(folder, path),
        to: relative(folder, resolve(dirname(path), specifier)),
      }));
  });
}

/** Every `.ts` file at or below a folder. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The circles among arrows: groups of places that each lead to one another, by Tarjan's algorithm (1972). */
export function circlesOf(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrows) {
    if (!next.has(from)) next.set(from, new Set());
    next.get(from)!.add(to);
  }
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (place: string): void => {
    index.set(place, index.size);
    low.set(place, index.get(place)!);
    stack.push(place);
    for (const each of next.get(place) ?? []) {
      if (!index.has(each)) visit(each);
      if (stack.includes(each)) low.set(place, Math.min(low.get(place)!, low.get(each)!));
    }
    if (low.get(place) !== index.get(place)) return;
    const circle = stack.splice(stack.indexOf(place));
    if (circle.length > 1 || next.get(place)?.has(place)) circles.push(circle.sort());
  };
  for (const place of next.keys()) if (!index.has(place)) visit(place);
  return circles;
}

/** The room of a file: its first folder; the files on top are a room after all others. */
export function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}
