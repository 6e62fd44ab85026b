import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bellwether } from "../../generator/commands/program.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { ended, type Ended } from "./ended.ts";
import { warm, warmAtOnce } from "./evidence.ts";
import { keepFew } from "./few.ts";
import { own } from "./own.ts";
import { makeFolder, removeFolder } from "./room.ts";
import { databaseOf, isCopy } from "./store.ts";

const ROOT = join(import.meta.dirname, "../..");
export const CLI = join(ROOT, "generator/cli.ts");

/** A publication in a folder of its own, gone with `[Symbol.dispose]`. */
export interface CliHome extends Disposable {
  readonly folder: string;
  path(...names: string[]): string;
}

/** Makes a publication of the bundled configuration and data, without any edition; or a copy of another, without its site. */
export function cliHome(from?: CliHome): CliHome {
  const folder = makeFolder("cli");
  if (from) {
    const sites = new Set([from.path("site/.builds"), from.path("site/dist")]);
    // Nobody has seen the copy: what was published of the other is not of it.
    const filter = (source: string): boolean =>
      !sites.has(source) && basename(source) !== "published.json";
    cpSync(from.folder, folder, { recursive: true, filter });
    isCopy(folder, from.folder);
  } else {
    for (const part of ["bellwether.yaml", "content/data"]) own(folder, part);
    warmAtOnce(folder, "bundle");
  }
  return homeAt(folder);
}

/** A publication of few stories and narratives, for programs that no test runs: nothing was worked out for it before. */
export function coldHome(): CliHome {
  const folder = makeFolder("cold");
  for (const part of ["bellwether.yaml", "content/data"]) own(folder, part);
  keepFew(folder);
  return homeAt(folder);
}

function homeAt(folder: string): CliHome {
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

/** Has a publication that was just made write in another language. */
export async function inLanguage(home: CliHome, code: string): Promise<void> {
  const file = home.path("bellwether.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("language: en", `language: ${code}`));
  await warm(home.folder, `language-${code}`);
}

/** A publication of few stories and narratives. */
export function smallHome(): CliHome {
  const home = cliHome();
  keepFew(home.folder);
  warmAtOnce(home.folder, "few");
  return home;
}

/** Takes away what was gathered and worked out for a publication beforehand, for tests of what is gathered, stored or not. */
export function ungathered(home: CliHome): CliHome {
  rmSync(home.path("var"), { recursive: true });
  return home;
}

/** Runs a command to its end in this process, from the home folder, without loading the program again. */
export async function run(
  home: CliHome,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  world = realWorld(),
): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const status = await bellwether(args, {
    ...world,
    env: { ...world.env, ...(await databaseOf(home.folder)), ...env },
    user: undefined,
    currentFolder: () => home.folder,
    stdout: { write: (text) => (printed.stdout += text) },
    stderr: { write: (text) => (printed.stderr += text) },
  });
  return { status, ...printed };
}

/** Runs a command to its end in a process of its own, while this one goes on. */
export async function runProcess(
  home: CliHome,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const all = { ...(await databaseOf(home.folder)), ...env };
  return ended(process.execPath, [CLI, ...args], home.folder, all);
}

/** Starts a command and leaves it running. @param input whether something is said to it. */
export function start(
  home: CliHome,
  args: readonly string[],
  input: "ignore" | "pipe" = "ignore",
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd: home.folder,
    env: { ...process.env, ...env },
    stdio: [input, "pipe", "pipe"],
  });
}

/** The address that a command prints, once it does. @throws where it ends without one */
export async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of stdout!.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const [, address] = /(http:\S+)\s/.exec(text) ?? [];
    if (address === undefined) continue;
    stdout!.resume();
    return address;
  }
  throw new Error(`It ended without an address: ${text}`);
}

/** Every file below a folder of the home, links followed, with its text; not when what was first published, which no two runs share. */
export function filesBelow(home: CliHome, ...names: string[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (folder: string, prefix: string): void => {
    for (const name of readdirSync(folder).sort()) {
      if (name === "published.json") continue;
      const path = join(folder, name);
      if (statSync(path).isDirectory()) visit(path, `${prefix}${name}/`);
      else found.set(prefix + name, readFileSync(path, "utf8"));
    }
  };
  visit(home.path(...names), "");
  return found;
}

/** Every file of the built site. */
export function siteOf(home: CliHome): Map<string, string> {
  return filesBelow(home, "site/dist");
}
