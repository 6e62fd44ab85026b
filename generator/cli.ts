#!/usr/bin/env node
// Any Node since 12 can read this file, so that one which is too old for the program is told so in a sentence.
const NEEDED = 24;

if (Number(process.versions.node.split(".")[0]) >= NEEDED) void run();
else {
  process.stderr.write(
    `Bellwether needs Node ${NEEDED} or later; this is Node ${process.versions.node}.\n  Install a newer one (https://nodejs.org), and run the command again.\n`,
  );
  process.exitCode = 2;
}

async function run(): Promise<void> {
  // Before the program is loaded: what Node has translated once, the next run takes over.
  (await import("node:module")).enableCompileCache();
  const { bellwether } = await import("./commands/program.ts");
  const { realWorld } = await import("./world/disk.ts");

  /** A reader that has seen enough (`| head`) closes the pipe, which is no failure. */
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`Cannot print the answer: ${error.message}.\n`);
    process.exitCode = 3;
  });

  process.exitCode = await bellwether(process.argv.slice(2), realWorld());
}
