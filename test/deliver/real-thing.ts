/** What the scripts share that try the program with a real server on this machine, by the commands that people type. */
import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, "../..");
export const CLI = join(ROOT, "generator/cli.ts");

/** The sample edition that goes out. */
export const EDITION = "2025-05-08";

/** Until when a server has to answer. */
const PATIENCE_MS = 180_000;

/** What a trial leaves behind: nothing. */
export interface Trial extends AsyncDisposable {
  readonly folder: string;
  /** Where the publication lies. */
  readonly home: string;
  /** Runs a command and prints what it says. @param env beside our own */
  bellwether(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Puts a key where the program looks for it. */
  secret(name: string, value: string): void;
  /** Starts a process that ends with the trial. Its words go into a file. */
  start(
    name: string,
    program: string,
    args: readonly string[],
    options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
  ): ChildProcess;
}

interface Ended {
  readonly status: number;
  readonly stdout: string;
}

/** A publication with a published sample edition and, in its bellwether.yaml, what is given. */
export async function trialOf(name: string, settings: string): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), `bellwether-${name}-`));
  chmodSync(folder, 0o755);
  const home = join(folder, "home");
  const children: ChildProcess[] = [];
  const trial: Trial = {
    folder,
    home,
    async bellwether(args, env = {}) {
      const ended = await tried(args, home, env);
      process.stdout.write(
        `$ bellwether ${args.join(" ")}\n${ended.stdout}(status ${ended.status})\n\n`,
      );
      return ended;
    },
    secret: (name, value) => appendFileSync(join(home, "var/secrets.env"), `${name}=${value}\n`),
    start(called, program, args, { cwd = folder, env = {} } = {}) {
      const log = join(folder, `${called}.log`);
      const child = spawn(program, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (bytes: Buffer) => appendFileSync(log, bytes));
      children.push(child);
      return child;
    },
    async [Symbol.asyncDispose]() {
      for (const child of children.toReversed())
        if (child.exitCode === null && child.signalCode === null) {
          child.kill("SIGTERM");
          await Promise.race([once(child, "exit"), pause(20_000)]);
          child.kill("SIGKILL");
        }
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await tried(["init", home], folder);
  cpSync(join(ROOT, "content/editions", EDITION), join(home, "content/editions", EDITION), {
    recursive: true,
  });
  mkdirSync(join(home, "var"), { recursive: true });
  appendFileSync(join(home, "bellwether.yaml"), settings);
  await tried(["gather"], home);
  return trial;
}

/** Runs a command; what servers of this machine say meanwhile is heard. */
async function tried(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const options = { cwd, env: { ...process.env, ...env } };
  try {
    const { stdout } = await run(process.execPath, [CLI, ...args], options);
    return { status: 0, stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, stdout: stdout + stderr };
  }
}

/** Says whether something is as it should be; the script fails where it is not. */
export function held(what: string, found: unknown, wanted: unknown): void {
  const isSo = String(found) === String(wanted);
  const rest = isSo ? "" : `, and not ${String(wanted)}`;
  process.stdout.write(`${isSo ? "ok   " : "WRONG"} ${what}: ${String(found)}${rest}\n`);
  if (!isSo) process.exitCode = 1;
}

/** Waits until a server answers as wanted. */
export async function answering(url: string, isGood: (status: number) => boolean): Promise<void> {
  let status = 0;
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(300)) {
    status = await fetch(url, { redirect: "manual" }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (isGood(status)) return;
  }
  throw new Error(`${url} does not answer as it should: status ${status}`);
}

/** A MariaDB of the trial's own (`apt-get install mariadb-server`), which asks for no password on 127.0.0.1. */
export async function startMariaDb(trial: Trial, port: number): Promise<void> {
  const data = join(trial.folder, "data");
  mkdirSync(data);
  execFileSync("chown", ["mysql", data]);
  execFileSync(
    "mariadb-install-db",
    ["--no-defaults", "--user=mysql", `--datadir=${data}`, "--skip-test-db"],
    { stdio: "ignore" },
  );
  const socket = join(data, "socket");
  const args = [`--datadir=${data}`, `--socket=${socket}`, `--pid-file=${data}/pid`];
  trial.start("mariadb", "mariadbd", [
    "--no-defaults",
    "--user=mysql",
    ...args,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
  ]);
  for (const until = Date.now() + PATIENCE_MS; !existsSync(socket); await pause(100))
    if (Date.now() > until) throw new Error("MariaDB does not start");
  const sql =
    "create user 'trial'@'127.0.0.1'; grant all on *.* to 'trial'@'127.0.0.1'; create database trial character set utf8mb4;";
  execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`, "--user=root", "-e", sql]);
}
