import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import { weakMemoize } from "../../base/memo.ts";
import { digestsBelow } from "../../world/program.ts";
import type { World } from "../../world/world.ts";
import type { Narrative } from "../narrative.ts";
import type { Past } from "./past.ts";
import type { Reads } from "./reads.ts";

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

/** What every track depends on, whatever it reads: the program, the cut-off and the day from which on the past is looked at. */
export function commonKey({ cutoff, from }: Past, program: string): string {
  return digest(JSON.stringify([program, cutoff, from]));
}

/**
 * What the hold history of a narrative depends on besides the data that it names, and nothing else: another series, subject or sort of event that it
 * cannot read leaves it. Its wording and its salience are no part of it.
 * @param begin the day that it is looked at from, where no data of its own decide that.
 */
export function ruleKey(
  { when, bindings }: Narrative,
  { declared, series }: Reads,
  past: Past,
  common: string,
  begin?: number,
): string {
  const bound = [...bindings].map(([name, { bindable, key }]) => [name, bindable.id, key]);
  const { market } = past.catalogue;
  const own = new Set(series);
  const settled = past
    .view(0)
    .settlements()
    .filter((each) => own.has(each.series));
  const read = [past.measures.digest, market, declared, settled];
  return digest(JSON.stringify([common, when.source, when.scales, bound, read, begin]));
}

/** What the newest periods of a series depend on besides the data. */
export function entryKey({ declared }: Reads, common: string): string {
  return digest(JSON.stringify([common, declared]));
}
