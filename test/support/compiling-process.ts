/**
 * Loads every file of the program, the packages that these name included, so that Node keeps what it translates of them in the folder that
 * NODE_COMPILE_CACHE names. What runs as soon as it is loaded is left out: what it is made of is loaded all the same.
 */
import { globSync } from "node:fs";
import { join } from "node:path";

const PROGRAM = join(import.meta.dirname, "../../generator");

for (const file of globSync("**/*.ts", { cwd: PROGRAM }))
  if (!/(?:^cli|-thread|-worker)\.ts$/.test(file)) await import(join(PROGRAM, file));
