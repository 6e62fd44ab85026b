import { dayOf } from "../../base/day.ts";
import { almanacOf } from "../binding/almanac.ts";
import { binderOf } from "../binding/binder.ts";
import { isBound } from "../binding/roles.ts";
import type { KnownData } from "../data/changed.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";
import type { Block } from "../reading/block.ts";
import { byStore, type ByStore } from "./by-store.ts";

/** What changed sentences are held to; undefined where the data or the words for it are not at hand. Nothing is read before it is asked. */
export function storeOf(
  blocks: readonly Block[],
  vocabulary: FigureVocabulary,
  data: KnownData | undefined,
): ByStore | undefined {
  if (!data?.scales || !isBound(vocabulary)) return undefined;
  const ground = { vocabulary, scales: data.scales };
  const almanac = almanacOf(data.view, dayOf(data.view.instant));
  let store: ByStore | undefined;
  return (block) => (store ??= byStore(blocks, binderOf(ground, almanac)))(block);
}
