import { rmSync } from "node:fs";
import { afterAll, beforeAll } from "vitest";
import { gather } from "../../generator/gather/gather.ts";
import { textCheckerOf } from "../../generator/check/text/check-text.ts";
import type { TextFormat, TextReport } from "../../generator/check/text/text-report.ts";
import type { KnownData } from "../../generator/check/data/changed.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { cutoffOf } from "../../generator/narrate/edition.ts";
import type { Archive } from "../../generator/store/archive.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import type { Store } from "../../generator/store/store.ts";
import { catalogue, measures, publication, ROOT, scales, world } from "../support/bundle.ts";
import { makeFolder } from "../support/room.ts";

const vocabulary = loadFigureVocabulary(world, ROOT, "en", catalogue.units);

let folder: string;
let store: Store;
let archive: Archive;

/** Gives the tests of a file a store with the bundled data. */
export function withBundledData(): void {
  beforeAll(async () => {
    folder = makeFolder("foreign");
    store = await openStore(world, `${folder}/store.db`);
    await gather(world, publication, store);
    archive = await store.load(catalogue);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** What an article of a day is held to. */
export function dataOf(day: string): KnownData {
  return { view: archive.view(cutoffOf(day, publication.cutoff)), measures, scales };
}

/** What the check says of a text, as known at the cut-off of a day. */
export function reportOn(day: string, text: string, format: TextFormat = "markdown"): TextReport {
  const { binding } = vocabulary;
  if (!binding) throw new Error("English has no words for binding");
  const check = textCheckerOf({ vocabulary: { ...vocabulary, binding }, scales }, dataOf(day).view);
  return check(text, { format });
}

/** `wrong` where one figure is, else `right` where one is, `unknown` where none can be told, `none` where there is none. */
export function verdictOn(day: string, text: string, format?: TextFormat): string {
  const { right, wrong, unknown } = reportOn(day, text, format);
  if (wrong > 0) return "wrong";
  if (right > 0) return "right";
  return unknown > 0 ? "unknown" : "none";
}
