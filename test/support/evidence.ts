import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
import { own } from "./own.ts";
import { makeFolder } from "./room.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Later than every edition that tests make of the bundled data. */
const TO = "2025-06-30";

/**
 * Gives a home a store with nothing but what the bundled rules' past amounts to, and what its files came to, so that not every test
 * works three years out and reads every template anew. It is worked out once for each state of rules, data and program, and taken over
 * only where all of these are still the same.
 */
export function warmEvidence(folder: string): void {
  cpSync(sharedPath(), dirname(storePath(folder)), { recursive: true });
}

/** Makes what is shared, before the tests begin. */
export async function evidenceStore(): Promise<void> {
  if (statSync(sharedPath(), { throwIfNoEntry: false })) return;
  const world = realWorld();
  const home = makeFolder("evidence");
  const all = join(home, "all.db");
  try {
    for (const part of ["bellwether.yaml", "content/data"]) own(home, part);
    mkdirSync(dirname(storePath(home)));
    const yamlCache = openYamlCache(world, home);
    const newsroom = openNewsroom(world, home, BUILT_IN);
    yamlCache.save();
    const store = await openStore(world, all);
    await gather(world, newsroom.publication, store);
    const office = await openRecords(newsroom, store);
    office.upTo(TO).tracks();
    await office.keep();
    await copyDocument(store, storePath(home));
    await store.close();
    // Another run of the tests may have been quicker.
    if (!statSync(sharedPath(), { throwIfNoEntry: false }))
      renameSync(dirname(storePath(home)), sharedPath());
  } finally {
    rmSync(home, { recursive: true, force: true });
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

function sharedPath(): string {
  return join(tmpdir(), `bellwether-test-evidence-${stateDigest()}`);
}

let state: string | undefined;

function stateDigest(): string {
  return (state ??= digest(
    [
      rulesDigest(realWorld()),
      ...["bellwether.yaml", "templates/narratives", "templates/scales", "content/data"].map(
        (part) => textsBelow(join(ROOT, part)),
      ),
    ].join("\n"),
  ));
}

function textsBelow(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, "utf8");
  return readdirSync(path)
    .sort()
    .map((name) => textsBelow(join(path, name)))
    .join("\n");
}
