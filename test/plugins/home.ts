import { spawn } from "node:child_process";
import { join } from "node:path";
import { CLI, type CliAnswer, type CliHome } from "../support/cli.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

/** An empty folder. */
export function emptyHome(): CliHome {
  const folder = makeFolder("plugins");
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

/** Runs a command to its end in a process of its own, in the folder, while this one may answer it. */
export function settled(
  home: CliHome,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliAnswer> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: home.folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (printed.stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (printed.stderr += String(chunk)));
  return new Promise((done) => child.on("close", (status) => done({ status, ...printed })));
}
