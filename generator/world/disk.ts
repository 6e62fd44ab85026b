import {
  accessSync,
  constants,
  statfsSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { basename, dirname, join } from "node:path";
import { mistake } from "../base/problem.ts";
import { guarded } from "./disk-failure.ts";
import { fileBatch, writeWhole } from "./file-batch.ts";
import { nodeModules } from "./modules.ts";
import { beginThread } from "./thread.ts";
import type { Net } from "./net.ts";
import type { Files, FileStamp, World } from "./world.ts";

/** The real clock, environment, user, terminal, disk and network. */
export function realWorld(): World {
  return {
    now: () => Date.now(),
    env: process.env,
    executable: process.execPath,
    user: process.env["USER"] || process.env["USERNAME"] || undefined,
    currentFolder,
    stdin: () => process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
    programFolder: join(import.meta.dirname, "../.."),
    files: disk,
    net,
    modules: nodeModules,
    beginThread,
  };
}

/** Whether a world's disk is this machine's, so that another thread has the same. */
export function isReal({ files, modules }: World): boolean {
  return files === disk && modules === nodeModules;
}

/** Commands that ask nobody do without loading what is needed to ask. */
const net: Net = {
  send: async (request) => (await import("./socket.ts")).send(request),
  resolve: async (kind, name) => (await import("./dns.ts")).resolveRecords(kind, name),
  wait: (milliseconds) => sleep(milliseconds),
};

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw mistake({
      code: "current-folder",
      message: "The current folder no longer exists.",
      advice: "Change to a folder that does, and name the publication's with --home.",
    });
  }
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const disk: Files = {
  exists: (path) => existsSync(path),
  room: (path) =>
    guarded("read", path, () => {
      const { bavail, bsize } = statfsSync(path);
      return { bytes: bavail * bsize, isWritable: mayWrite(path) };
    }),
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  read: (path) => guarded("read", path, () => readFileSync(path, "utf8")),
  readBytes: (path) => guarded("read", path, () => readFileSync(path)),
  write: (path, content) =>
    guarded("write", path, () => replace(path, (temporary) => writeSynced(temporary, content))),
  writeUnflushed: (path, content) =>
    guarded("write", path, () => replace(path, (temporary) => writeFileSync(temporary, content))),
  batch: fileBatch,
  writeSecret(path, content) {
    guarded("write", path, () => {
      makeFolders(dirname(path));
      const temporary = temporaryBeside(path);
      try {
        writeSynced(temporary, content, 0o600);
        linkSync(temporary, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      } finally {
        rmSync(temporary, { force: true });
      }
    });
  },
  share(from, to, bytes) {
    try {
      if (!isLong(from, bytes)) return false;
      linkSync(from, to);
      return true;
    } catch {
      return false;
    }
  },
  isLong,
  stamp,
  changedAt: (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  list: (path) =>
    guarded("list", path, () =>
      existsSync(path) ? readdirSync(path).sort((a, b) => (a < b ? -1 : 1)) : [],
    ),
  makeFolder: (path) => guarded("make", path, () => makeFolders(path)),
  remove: (path) => guarded("remove", path, () => rmSync(path, { recursive: true, force: true })),
  rename: (from, to) => guarded("rename", from, () => renameSync(from, to)),
  link(target, path) {
    guarded("link", path, () => {
      const temporary = temporaryBeside(path);
      rmSync(temporary, { force: true });
      symlinkSync(target, temporary, "junction");
      renameSync(temporary, path);
    });
  },
  watch(path, changed) {
    const watcher = watch(path, { recursive: true }, (_event, name) => {
      if (!/(^|\/)\..*\.tmp$/.test(String(name))) changed();
    });
    return () => watcher.close();
  },
  linkTarget: (path) =>
    lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined,
};

/** Makes a folder and those above it. Node's own way never ends on a file system that takes no folders, such as /proc. */
export function makeFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) makeFolders(above);
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another command may have made it meanwhile.
    if (code === "EEXIST" && statSync(path).isDirectory()) return;
    throw code === "ENOENT" ? Object.assign(error as Error, { code: "ENOTSUP" }) : error;
  }
}

/** Puts a whole file in the place of what stood there, in one step. */
function replace(path: string, write: (temporary: string) => void): void {
  makeFolders(dirname(path));
  const temporary = temporaryBeside(path);
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
}

function writeSynced(path: string, content: string | Uint8Array, mode = 0o666): void {
  const handle = openSync(path, "w", mode);
  try {
    writeWhole(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A clock of a disk ticks within this time, in milliseconds: that of FAT does every two seconds. */
const A_TICK = 2000;

/** When a file was changed in any way is the system's own to say, whatever time a program gives it. */
function stamp(path: string): FileStamp | undefined {
  const lies = lstatSync(path, { throwIfNoEntry: false });
  if (!lies) return undefined;
  const { size, mtimeMs, ctimeMs, ino } = lies;
  const isSettled = ctimeMs < Date.now() - A_TICK && !lies.isSymbolicLink();
  const mark = isSettled ? [ino, size, mtimeMs, ctimeMs].join(" ") : undefined;
  return { bytes: size, changed: mtimeMs, mark };
}

function isLong(path: string, bytes: number): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.size === bytes;
}
