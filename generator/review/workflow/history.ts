import type { Store } from "../../store/store.ts";
import { openedRow, type TrailRow } from "../../store/trail.ts";

/** One thing that was done with an article, with the text as it was left. */
export interface HistoryEntry extends TrailRow {
  /** The text was another one after it. */
  readonly isNewText: boolean;
}

/** All that was done with an article, oldest first; `Store.text` gives each text by its hash (`replaced`, `markdown`, `facts`). */
export async function historyOf(store: Store, path: string): Promise<HistoryEntry[]> {
  const rows = (await store.trail({ path })).map(openedRow);
  return rows.map((row, at) => ({ ...row, isNewText: row.text !== rows[at - 1]?.text }));
}
