import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { suggestion } from "../base/nearest.ts";
import { collected, mistake, type Problem } from "../base/problem.ts";
import { loadYaml } from "../base/yaml.ts";
import { filesBelow } from "../world/files-below.ts";
import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";

/** What a new publication holds of the package; everything else is looked up there until it is ejected. */
const SAMPLE = ["bellwether.yaml", "live.yaml", "content/data"] as const;
/** The same for one that begins without data. */
const START = "templates/start";
/** Publications about markets, a folder each, which is without settings where the sample is that publication; and the data that only they have. */
const MARKETS = "templates/markets";
const MARKET_DATA = "content/markets";

/** What a new publication begins with: the sample, one that is about a market, or no subjects and data. */
export type Beginning = { readonly market?: string } | "empty";

const IGNORED = "node_modules\n/var/\n/site/dist\n/site/.builds/\n/public/\n";

/** What `init` did. */
export interface Started {
  readonly made: number;
  /** Files that were there before. */
  readonly kept: number;
  /** What `package.json` asks for: a version, or `file:` and the folder of a checkout that no registry has. */
  readonly pinned: string;
}

/**
 * Makes a publication in a folder: its configuration, sample data, and the version of the package that its templates and theme come
 * from. A file that is there stays as it is.
 * @throws Failure (2) where the folder is the program's own, or has a publication of another market, or there is no such market.
 */
export function initHome(world: World, folder: string, beginning: Beginning = {}): Started {
  const { files, programFolder } = world;
  if (folder === programFolder) {
    throw mistake({
      code: "init-folder",
      file: folder,
      message: "This folder is Bellwether itself, which is a publication already.",
      advice: "Choose another folder: bellwether init my-publication.",
    });
  }
  const wanted = filesOf(world, beginning);
  refuseAnotherMarket(world, folder, beginning);
  let made = 0;
  let kept = 0;
  const put = (path: string, content: () => Uint8Array | string): void => {
    if (files.exists(join(folder, path))) kept++;
    else {
      files.write(join(folder, path), content());
      made++;
    }
  };
  const copy = (from: string, to: string): void =>
    put(to, () => files.readBytes(join(programFolder, from)));
  for (const [from, to] of wanted) copy(from, to);
  copy(`${START}/README.md`, "README.md");
  const pinned = pinOf(world, folder);
  put("package.json", () => manifest(pinned));
  put(".gitignore", () => IGNORED);
  return { made, kept, pinned };
}

/**
 * Writes into a publication how it is run by several workers, unless a file of that name is there.
 * @returns the file's name, and whether it was written.
 */
export function beginDeployment(
  { files, programFolder }: World,
  folder: string,
): { readonly file: string; readonly isNew: boolean } {
  const file = "compose.yaml";
  const isNew = !files.exists(join(folder, file));
  if (isNew) files.write(join(folder, file), files.readBytes(join(programFolder, START, file)));
  return { file, isNew };
}

/** The files that a publication begins with, each with its place in it. */
function filesOf(world: World, beginning: Beginning): readonly (readonly [string, string])[] {
  const { files, programFolder } = world;
  if (beginning === "empty") return settingsOf(START);
  const { market } = beginning;
  const markets = files.list(join(programFolder, MARKETS));
  if (market !== undefined && !markets.includes(market)) {
    const message = `There is no sample of the market "${market}".`;
    throw mistake({ code: "unknown-market", message, advice: suggestion(market, markets) });
  }
  const settings = settingsFile(world, market);
  if (settings === SETTINGS)
    return SAMPLE.flatMap((part) => filesBelow(files, programFolder, part)).map((path) => [
      path,
      path,
    ]);
  return [...settingsOf(dirname(settings)), ...dataOf(world, settings)];
}

const SETTINGS = "bellwether.yaml";

/** The settings that the sample of a market begins with, within the package. */
function settingsFile({ files, programFolder }: World, market: string | undefined): string {
  const own = `${MARKETS}/${market ?? ""}/${SETTINGS}`;
  return market !== undefined && files.exists(join(programFolder, own)) ? own : SETTINGS;
}

const seriesSchema = z.looseObject({
  series: z.array(z.looseObject({ id: z.string() })).default([]),
});

/** The series that settings declare; undefined where they cannot be read, which every other command says. */
function seriesIn({ files }: World, folder: string, file: string): Set<string> | undefined {
  const read: Problem[] = [];
  const text = files.read(join(folder, file));
  const loaded = collected(read, () => loadYaml(text, seriesSchema, { file }));
  return loaded && new Set(loaded.value.series.map(({ id }) => id));
}

/** A sample goes into no folder whose settings are more like those of another market, or like none: two would be mixed. */
function refuseAnotherMarket(world: World, folder: string, beginning: Beginning): void {
  const { files, programFolder } = world;
  if (beginning === "empty" || !files.exists(join(folder, SETTINGS))) return;
  const there = seriesIn(world, folder, SETTINGS);
  if (there === undefined) return;
  const likeness = (market: string | undefined): number => {
    const its = seriesIn(world, programFolder, settingsFile(world, market)) ?? new Set();
    return its.intersection(there).size / Math.max(1, its.union(there).size);
  };
  const all = files
    .list(join(programFolder, MARKETS))
    .map((market) => ({ market, like: likeness(market) }))
    .toSorted((a, b) => b.like - a.like);
  const asked = likeness(beginning.market);
  const [best] = all;
  if (asked > 0 && asked >= (best?.like ?? 0)) return;
  const isOfOne = best !== undefined && best.like > 0;
  throw mistake({
    code: "init-folder",
    file: join(folder, SETTINGS),
    message: `This folder has a publication already, ${isOfOne ? `of the market "${best.market}"` : "whose series are in no sample"}: the sample of ${beginning.market === undefined ? "the crypto market" : `the market "${beginning.market}"`} would be mixed with it.`,
    advice: `Choose another folder${isOfOne ? `, or add what is missing with --market ${best.market}` : ""}.`,
  });
}

/** The settings that lie in a folder. */
function settingsOf(from: string): [string, string][] {
  return [SETTINGS, "live.yaml"].map((name) => [`${from}/${name}`, name]);
}

/** What a publication about a market reads: its files of data and of events. */
const readSchema = z.looseObject({
  series: z.array(z.looseObject({ from: z.looseObject({ file: z.string() }).optional() })),
  events: z.array(z.looseObject({ file: z.string().optional() })).default([]),
});

/** The files of data that a publication names, from those of the markets or else of the sample. */
function dataOf({ files, programFolder }: World, file: string): [string, string][] {
  const { value } = loadYaml(files.read(join(programFolder, file)), readSchema, { file });
  const named = new Set([
    ...value.series.flatMap(({ from }) => from?.file ?? []),
    ...value.events.flatMap((event) => (event.file ? `events/${event.file}` : [])),
  ]);
  return [...named].map((name) => {
    const isOfMarkets = files.exists(join(programFolder, MARKET_DATA, name));
    return [`${isOfMarkets ? MARKET_DATA : "content/data"}/${name}`, `content/data/${name}`];
  });
}

/** How a publication asks npm for the package that is running. */
function pinOf(world: World, folder: string): string {
  const { programFolder } = world;
  const isInstalled = /[\\/]node_modules[\\/]/.test(programFolder);
  return isInstalled ? programVersion(world) : `file:${relative(folder, programFolder)}`;
}

function manifest(pinned: string): string {
  const content = { private: true, type: "module", dependencies: { bellwether: pinned } };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
