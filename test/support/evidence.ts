import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { realWorld } from "../../generator/world/disk.ts";
import { digest } from "../../generator/base/digest.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import { openKept, writeKept } from "../../generator/narrate/evidence/cache.ts";
import { rulesDigest } from "../../generator/narrate/evidence/key.ts";
import { openRecords } from "../../generator/narrate/evidence/records.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openYamlCache } from "../../generator/world/yaml-cache.ts";
import { keepFew } from "./few.ts";
import { own } from "./own.ts";
import { makeFolder, ROOM } from "./room.ts";
import { clearUnasked } from "./unasked.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Later than every edition that tests make of the bundled data. */
const TO = "2025-06-30";

/** What the folders of what is shared are called, before what each begins and the state that it is of. */
const NAMED = "bellwether-test-gathered-";

/** What tests begin with: the bundled publication, a small part of it, it in another language, or what `init --market` makes. */
export type Beginning = "bundle" | "few" | `language-${string}` | `market-${string}`;

/**
 * Gives a home that was just made a store in which its data are gathered, with what its rules' past amounts to, and what its files came
 * to, so that not every test gathers them, works three years out and reads every template anew. It is worked out once for each state of
 * rules, data and program, by the first that asks; all that is kept there the program itself holds to what it was worked out from.
 */
export async function warm(folder: string, as: Beginning): Promise<void> {
  const lock = join(process.env[ROOM] ?? tmpdir(), `making-${basename(sharedPath(as))}`);
  while (!isMade(as))
    if (isFirst(lock)) await makeShared(folder, as).finally(() => rmdirSync(lock));
    else await sleep(100);
  warmAtOnce(folder, as);
}

/** The same of what was made before the tests began. */
export function warmAtOnce(folder: string, as: Beginning): void {
  rmSync(dirname(storePath(folder)), { recursive: true, force: true });
  cpSync(sharedPath(as), dirname(storePath(folder)), { recursive: true });
}

/**
 * Makes what nearly every test begins with, where nobody has: before the tests begin, and in programs that run without them. What no run
 * has asked for since yesterday is removed.
 */
export async function evidenceStore(): Promise<void> {
  clearUnasked(NAMED, (name) => name.endsWith(stateDigest()));
  for (const as of ["bundle", "few"] as const) {
    if (isMade(as)) continue;
    const home = makeFolder("evidence");
    for (const part of ["bellwether.yaml", "content/data"]) own(home, part);
    if (as === "few") keepFew(home);
    await makeShared(home, as).finally(() => rmSync(home, { recursive: true, force: true }));
  }
}

async function makeShared(folder: string, as: Beginning): Promise<void> {
  const world = realWorld();
  const made = dirname(storePath(folder));
  mkdirSync(made, { recursive: true });
  const yamlCache = openYamlCache(world, folder);
  const newsroom = openNewsroom(world, folder, BUILT_IN);
  yamlCache.save();
  const store = await openStore(world, storePath(folder));
  await gather(world, newsroom.publication, store);
  const office = await openRecords(newsroom, store);
  // What a text says in another language is no matter of the past of rules that have no target.
  const isWhole = !as.startsWith("language-");
  office.upTo(TO, isWhole ? newsroom.narratives : undefined).tracks();
  await office.keep();
  await store.close();
  const aside = mkdtempSync(`${sharedPath(as)}-`);
  cpSync(made, aside, { recursive: true });
  try {
    renameSync(aside, sharedPath(as));
  } catch (error) {
    rmSync(aside, { recursive: true });
    // Another run of the tests may have been quicker.
    if (!isMade(as)) throw error;
  }
}

function isMade(as: Beginning): boolean {
  return existsSync(sharedPath(as));
}

/** Whether nobody else of this run makes it at the moment. */
function isFirst(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Gives a home what another has worked out. */
export async function copyEvidence(from: string, to: string): Promise<void> {
  const store = await openStore(realWorld(), storePath(from));
  await copyDocument(store, storePath(to));
  await store.close();
}

async function copyDocument(store: Store, path: string): Promise<void> {
  const kept = (await openKept(store))();
  const other = await openStore(realWorld(), path);
  await writeKept(other, kept);
  await other.close();
}

function sharedPath(as: Beginning): string {
  return join(tmpdir(), `${NAMED}${as}-${stateDigest()}`);
}

/** What decides what is made, besides the program itself. */
const PARTS = [
  "bellwether.yaml",
  "templates/narratives",
  "templates/scales",
  "content/data",
  "content/markets",
  "test/support/few.ts",
];

let state: string | undefined;

function stateDigest(): string {
  return (state ??= digest(
    [rulesDigest(realWorld()), ...PARTS.map((part) => textsBelow(join(ROOT, part)))].join("\n"),
  ));
}

function textsBelow(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, "utf8");
  return readdirSync(path)
    .sort()
    .map((name) => textsBelow(join(path, name)))
    .join("\n");
}
