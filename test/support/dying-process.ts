/**
 * Preloaded into a process that is to be killed within its work (`node --import`): counts what the process does to its disk and to a
 * database on a server, and at change number `BELLWETHER_TEST_DIES_AT` kills it, a write half done, anything else not begun. What it did is told in
 * `BELLWETHER_TEST_CHANGES`, one a line.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync } from "node:sqlite";
import { isMainThread } from "node:worker_threads";
import { CHANGES, DIES_AT } from "./kills.ts";

type Method = (this: unknown, ...given: never[]) => unknown;

const { writeSync, writeFileSync } = fs;
const changes: string[] = [];
const last = Number(process.env[DIES_AT]);
const tell = (): void => writeFileSync(process.env[CHANGES]!, changes.join("\n"));

/** Notes a change; at the last one does what is left of it, and ends the process as a power cut would. */
function note(change: string, half: () => void = () => {}): void {
  changes.push(change);
  if (changes.length !== last) return;
  half();
  tell();
  process.kill(process.pid, "SIGKILL");
}

function watched<T extends object>(owner: T, name: keyof T & string, before: Method): void {
  const real = owner[name] as Method;
  owner[name] = function (this: unknown, ...given: never[]) {
    before.apply(this, given);
    return real.apply(this, given);
  } as T[keyof T & string];
}

if (isMainThread) {
  watched(fs, "writeSync", (handle: number, bytes: Uint8Array) =>
    note("write", () => writeSync(handle, bytes, 0, Math.floor(bytes.length / 2))),
  );
  for (const name of ["renameSync", "rmSync", "symlinkSync", "linkSync"] as const)
    watched(fs, name, () => note(name.replace("Sync", "")));
  watched(DatabaseSync.prototype, "exec", (sql: string) => {
    if (sql === "COMMIT") note("commit");
  });
  syncBuiltinESMExports();
  if (process.env["BELLWETHER_DATABASE"] !== undefined) {
    const { default: pg } = await import("pg");
    watched(pg.Client.prototype, "query", (asked: string | { readonly text: string }) => {
      if (asked === "COMMIT") note("commit");
    });
  }
  process.once("exit", tell);
}
