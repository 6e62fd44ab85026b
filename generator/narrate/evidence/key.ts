import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import type { World } from "../../base/world.ts";
import type { Narrative } from "../narrative.ts";
import type { Past } from "./past.ts";

/** Folders of the program that decide whether a rule held. */
const PARTS = ["base", "gather", "measure", "narrate", "narrate/evidence"];

/** Digest of the program text by which rules are evaluated: a mended measure makes what it gave before worthless. */
export function programDigest(world: World): string {
  const root = join(import.meta.dirname, "../..");
  const texts = [...PARTS, "measure/measures"].flatMap((part) =>
    world.files
      .list(join(root, part))
      .filter((name) => /\.[jt]s$/.test(name))
      .map((name) => world.files.read(join(root, part, name))),
  );
  return digest(texts.join("\n"));
}

/** What every track depends on besides its own rule: the program, the cut-off and what is declared. */
export function commonKey(past: Past, program: string): string {
  const { subjects, series } = past.catalogue;
  return digest(
    JSON.stringify([program, past.cutoff, [...subjects.values()], [...series.values()]]),
  );
}

/** What the hold history of a narrative depends on; its wording and its salience are no part of it. */
export function ruleKey({ when, bindings }: Narrative, common: string): string {
  return digest(JSON.stringify([common, when.source, when.scales, [...bindings]]));
}
