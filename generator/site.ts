import type { AsOfView } from "./gather/asof.ts";
import type { Store } from "./gather/store.ts";
import type { Newsroom } from "./newsroom.ts";
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
