import { mistake } from "../../generator/base/problem.ts";
import type { Files, World } from "../../generator/world/world.ts";

function refuse(): never {
  throw new Error("This disk cannot be written.");
}

/** A world whose disk holds only the texts given; writing to it is a fault of the test. */
export function worldOf(texts: Readonly<Record<string, string>>): World {
  const paths = Object.keys(texts);
  const isFolder = (path: string): boolean => paths.some((each) => each.startsWith(`${path}/`));
  const files: Files = {
    exists: (path) => path in texts || isFolder(path),
    isFolder,
    read(path) {
      const text = texts[path];
      if (text === undefined)
        throw mistake({ code: "missing-file", file: path, message: "No such file." });
      return text;
    },
    readBytes: (path) => Buffer.from(files.read(path)),
    write: refuse,
    writeUnflushed: refuse,
    batch: refuse,
    writeSecret: refuse,
    list: (path) => [
      ...new Set(
        paths
          .filter((each) => each.startsWith(`${path}/`))
          .map((each) => each.slice(path.length + 1).split("/")[0] as string),
      ),
    ],
    makeFolder: refuse,
    remove: refuse,
    rename: refuse,
    link: refuse,
    linkTarget: () => undefined,
    share: () => false,
    isLong: () => false,
    stamp: (path) =>
      texts[path] === undefined
        ? undefined
        : { bytes: Buffer.byteLength(texts[path]), changed: 0, mark: undefined },
    room: refuse,
    changedAt: () => 0,
    watch: () => () => undefined,
  };
  return {
    now: () => 0,
    env: {},
    user: undefined,
    executable: "/usr/bin/node",
    currentFolder: () => "/",
    stdin: refuse,
    stdout: { write: refuse },
    stderr: { write: refuse },
    stopped: refuse,
    programFolder: "/program",
    files,
    net: { send: refuse, resolve: refuse, wait: refuse },
    modules: { load: refuse, find: refuse, provide: refuse },
  };
}
