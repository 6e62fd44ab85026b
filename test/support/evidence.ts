import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import { digest } from "../../generator/base/digest.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { cachePath, NOTHING, writeCache } from "../../generator/narrate/evidence/cache.ts";
import { rulesDigest } from "../../generator/narrate/evidence/key.ts";
import { openLedger } from "../../generator/narrate/evidence/ledger.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeFolder } from "./room.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Later than every edition that tests make of the bundled data. */
const TO = "2025-06-30";

/**
 * Gives a home what the bundled rules' past amounts to, so that not every test works three years out anew. It is worked out once
 * for each state of rules, data and program, and taken over only where all of these are still the same.
 */
export function warmEvidence(folder: string): void {
  const target = cachePath(folder);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(evidenceFile(), target);
}

/** The file that holds it. */
export function evidenceFile(): string {
  const shared = join(tmpdir(), `bellwether-test-evidence-${stateDigest()}.json`);
  if (!statSync(shared, { throwIfNoEntry: false })) workOut(shared);
  return shared;
}

function workOut(shared: string): void {
  const world = realWorld();
  const { publication, scales, narratives } = openNewsroom(world, ROOT, BUILT_IN);
  const folder = makeFolder("evidence");
  const store = openStore(world, join(folder, "store.db"));
  try {
    gather(world, publication, store);
    const { catalogue, cutoff } = publication;
    const past = {
      catalogue,
      measures: BUILT_IN.measures,
      scales,
      bindables: BUILT_IN.bindables,
      cutoff,
      view: (instant: number) => store.view(instant, catalogue),
      fingerprints: store.fingerprints,
    };
    const withTarget = narratives.filter(({ evidence }) => evidence);
    const { kept } = openLedger(past, withTarget, TO, NOTHING, rulesDigest(world));
    writeCache(world, shared, kept ?? NOTHING);
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
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
