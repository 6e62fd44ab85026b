#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before the program is loaded: what Node has translated once, the next run takes over.
enableCompileCache();
const { bellwether } = await import("./commands/program.ts");

/** A reader that has seen enough (`| head`) closes the pipe, which is no failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`Cannot print the answer: ${error.message}.\n`);
  process.exitCode = 3;
});

process.exitCode = await bellwether(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
