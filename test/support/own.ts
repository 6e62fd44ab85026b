import { cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Gives a publication a file or folder of the package as its own, to be changed; returns where it lies. What is there stays. */
export function own(home: string, path: string): string {
  const target = join(home, path);
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), target, { recursive: true });
  return target;
}
