import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { digest } from "../base/digest.ts";
import { mistake, type Problem } from "../base/problem.ts";
import { packagesNamed, type NamedPackage } from "../publication/plugin-names.ts";
import { digestsBelow } from "../world/program.ts";
import type { World } from "../world/world.ts";
import { builtIn } from "./built-in.ts";
import { faultsOfPlugin } from "./check-plugin.ts";
import { guardedPlugin } from "./guarded-plugin.ts";
import { BUILT_IN, kitOf, type Kit, type Registered } from "./kit.ts";
import type { Plugin } from "./plugin.ts";

/** Folder of a publication's own plugins, under the home folder. */
export const PLUGINS = "plugins";

/** A module that should export a plugin. */
interface Found {
  /** As messages name it. */
  readonly from: string;
  /** Absolute path of its file. */
  readonly path: string;
}

/**
 * What a publication is made with: what comes with the program, the packages that `bellwether.yaml` names, and the files of
 * `plugins/`, in this order.
 * @throws Failure (2) naming each file that cannot be loaded, each entry that has another form, and each name that there is twice.
 */
export async function openKit(world: World, home: string): Promise<Kit> {
  const problems: Problem[] = [];
  const named = packagesNamed(world, home);
  const packages = named.flatMap((each) => installed(world, home, each, problems));
  const found = [...packages, ...filesIn(world, home)];
  if (problems.length > 0) throw mistake(problems);
  if (found.length === 0) return BUILT_IN;
  provideProgram(world);
  const registered: Registered[] = [{ plugin: builtIn }];
  for (const { from, path } of found) {
    const loaded = await loadedFrom(world, from, path);
    if (Array.isArray(loaded)) problems.push(...loaded);
    else registered.push({ plugin: loaded, from });
  }
  if (problems.length > 0) throw mistake(problems);
  return kitOf(registered, digestOf(world, home, packages));
}

/** `.ts` and `.js` files of `plugins/`; what lies in folders below serves them. */
function filesIn({ files }: World, home: string): Found[] {
  return files
    .list(join(home, PLUGINS))
    .filter((name) => /^[^._].*\.[tj]s$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => ({ from: `${PLUGINS}/${name}`, path: join(home, PLUGINS, name) }));
}

function installed(
  { modules }: World,
  home: string,
  { name, ...place }: NamedPackage,
  problems: Problem[],
): Found[] {
  const path = modules.find(name, join(home, place.file));
  if (path !== undefined) return [{ from: name, path }];
  const message = `The plugin "${name}" is not installed.`;
  const advice = `Install it in the publication's folder: npm install ${name}`;
  problems.push({ code: "plugin", ...place, message, advice });
  return [];
}

/** Lets plugins name the parts of the program that are theirs to use, whether or not it is installed beside them. */
function provideProgram({ modules }: World): void {
  const extension = extname(import.meta.filename);
  const place = (path: string): string => join(import.meta.dirname, `${path}${extension}`);
  modules.provide("bellwether/plugin", place("plugin"));
  modules.provide("bellwether/charts", place("../publish/charts/tools"));
}

/** The plugin that a module exports, or what is wrong with it. */
async function loadedFrom(world: World, from: string, path: string): Promise<Plugin | Problem[]> {
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = await world.modules.load(path);
  } catch (error) {
    return [unloadable(error, from, path)];
  }
  const faults = faultsOfPlugin(exported["default"], from);
  if (faults.length > 0) return faults;
  return guardedPlugin(exported["default"] as Plugin, (error, entry) =>
    thrownBy(error, from, path, `The plugin's ${entry} fails`),
  );
}

function unloadable(error: unknown, from: string, path: string): Problem {
  return thrownBy(error, from, path, "The plugin cannot be loaded");
}

/** The line is the newest of the file itself that what was thrown remembers. */
function thrownBy(error: unknown, from: string, path: string, what: string): Problem {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const [, after = ""] = stack.split(pathToFileURL(path).href);
  const [, line, column] = /^:(\d+)(?::(\d+))?/.exec(after) ?? [];
  return {
    code: "plugin",
    file: from,
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(column === undefined ? {} : { column: Number(column) }),
    message: `${what}: ${message.split("\n")[0]?.replace(/\.$/, "")}.`,
    advice: "Mend it, or move it out of the way.",
  };
}

/** Of all files of the plugins: what serves them lies below `plugins/`, or in the packages themselves. */
function digestOf(world: World, home: string, packages: readonly Found[]): string {
  const below = (folder: string): [string, string][] => digestsBelow(world.files, folder, "");
  return digest(
    JSON.stringify([
      below(join(home, PLUGINS)),
      ...packages.map(({ from, path }) => [from, below(folderOf(world, path))]),
    ]),
  );
}

/** The folder of the package that a file belongs to. */
function folderOf({ files }: World, path: string): string {
  const holds = (folder: string): boolean => {
    const manifest = join(folder, "package.json");
    return files.exists(manifest) && files.read(manifest).includes('"name"');
  };
  let folder = dirname(path);
  while (!holds(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return holds(folder) ? folder : dirname(path);
}
