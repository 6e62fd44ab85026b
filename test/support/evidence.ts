import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import {
  copyFileSync,
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
import { makeFolder } from "./room.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Later than every edition that tests make of the bundled data. */
const TO = "2025-06-30";

/**
 * Gives a home a store with nothing but what the bundled rules' past amounts to, so that not every test works three years out anew.
 * It is worked out once for each state of rules, data and program, and taken over only where all of these are still the same.
 */
export function warmEvidence(folder: string): void {
  const target = storePath(folder);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(sharedPath(), target);
}

/** Makes the store that holds it, before the tests begin. */
export async function evidenceStore(): Promise<void> {
  if (statSync(sharedPath(), { throwIfNoEntry: false })) return;
  const world = realWorld();
  const newsroom = openNewsroom(world, ROOT, BUILT_IN);
  const folder = makeFolder("evidence");
  const [all, only] = ["all", "only"].map((name) => join(folder, `${name}.db`)) as [string, string];
  try {
    const store = await openStore(world, all);
    await gather(world, newsroom.publication, store);
    const office = await openRecords(newsroom, store);
    office.upTo(TO).tracks();
    await office.keep();
    await copyDocument(store, only);
    await store.close();
    renameSync(only, sharedPath());
  } finally {
    rmSync(folder, { recursive: true, force: true });
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
  return join(tmpdir(), `bellwether-test-evidence-${stateDigest()}.db`);
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
