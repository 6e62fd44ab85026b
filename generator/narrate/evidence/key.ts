import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import { weakMemoize } from "../../base/memo.ts";
import { digestsBelow } from "../../world/program.ts";
import type { World } from "../../world/world.ts";
import type { Narrative } from "../narrative.ts";
import type { Past } from "./past.ts";

/** Folders of the program that decide whether a rule held. */
const PARTS = ["base", "publication", "store", "measure", "narrate"];

/** Digest of the program text by which rules are evaluated: a mended measure makes what it gave before worthless. */
export function rulesDigest({ files }: World): string {
  return digestOfRules(files);
}

const digestOfRules = weakMemoize((files: World["files"]) => {
  const root = join(import.meta.dirname, "../..");
  return digest(JSON.stringify(PARTS.flatMap((part) => digestsBelow(files, root, part))));
});

/** What every track depends on besides its own rule: the program and its plugins, the cut-off and what is declared. */
export function commonKey(past: Past, program: string): string {
  const { catalogue, measures, cutoff, from } = past;
  const { kinds, subjects, series, events } = catalogue;
  const declared = [[...kinds], [...subjects.values()], [...series.values()], [...events.values()]];
  return digest(JSON.stringify([program, measures.digest, cutoff, from, ...declared]));
}

/** What the hold history of a narrative depends on; its wording and its salience are no part of it. */
export function ruleKey({ when, bindings }: Narrative, common: string): string {
  const bound = [...bindings].map(([name, { bindable, key }]) => [name, bindable.id, key]);
  return digest(JSON.stringify([common, when.source, when.scales, bound]));
}
