import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digest } from "../../generator/base/digest.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { programDigest } from "../../generator/world/program.ts";
import { ended } from "./ended.ts";
import { clearUnasked } from "./unasked.ts";

/** What the folders of translated programs are called, before what tells one checkout from another. */
const NAMED = "bellwether-test-compiled-";

/** Beside what is translated: the file that is named by the program of which all is. */
const WHOLE = "whole-";

/**
 * Has all of the program translated before the tests begin, and returns the folder for `NODE_COMPILE_CACHE`. Node writes what it has translated
 * as a process ends by itself, so that of processes which tests kill none would leave anything to the next: each would translate a thousand
 * files, a second of a processor. Node holds what lies there to each file's text.
 */
export async function compiledProgram(): Promise<string> {
  const name = NAMED + digest(import.meta.dirname);
  clearUnasked(NAMED, (each) => each === name);
  const folder = join(tmpdir(), name);
  mkdirSync(folder, { recursive: true });
  const whole = WHOLE + programDigest(realWorld());
  if (existsSync(join(folder, whole))) return folder;
  const env = { NODE_COMPILE_CACHE: folder };
  const program = join(import.meta.dirname, "compiling-process.ts");
  const { status, stderr } = await ended(process.execPath, [program], tmpdir(), env);
  if (status !== 0) throw new Error(`The program does not load: ${stderr}`);
  for (const other of readdirSync(folder).filter((each) => each.startsWith(WHOLE)))
    rmSync(join(folder, other));
  writeFileSync(join(folder, whole), "");
  return folder;
}
