import { join } from "node:path";
import { isDay } from "./base/day.ts";
import type { AsOfView } from "./gather/asof.ts";
import { gather } from "./gather/gather.ts";
import type { Store } from "./gather/store.ts";
import type { Newsroom } from "./newsroom.ts";
import { makeEdition } from "./pipeline.ts";
import { loadNoteWords } from "./publish/note-words.ts";
import { publish, type PublishSummary } from "./publish/publish.ts";

/** Makes and shows the site of the approved articles, with the data and rules behind them. */
export function publishEditions(newsroom: Newsroom, store: Store): PublishSummary {
  const { world, publication, narratives, scales, vocabulary, desk } = newsroom;
  const view = (cutoff: number): AsOfView => store.view(cutoff, publication.catalogue);
  const notes = loadNoteWords(world, publication.home, publication.language, desk.language);
  return publish(world, publication, {
    background: { view, narratives, scales, vocabulary, notes },
  });
}

/** Makes the newest edition there is again, from the data, rules and words as they are now. */
export function remakeNewest(newsroom: Newsroom, store: Store): void {
  const { world, publication } = newsroom;
  gather(world, publication, store);
  const day = world.files.list(join(publication.home, "content/editions")).findLast(isDay);
  if (day !== undefined) makeEdition(newsroom, store, day);
}
