import { digest } from "../../base/digest.ts";
import { isReadOnly, type Store } from "../../store/store.ts";
import type { DataDigests } from "./data-digests.ts";
import type { Tracks } from "./track.ts";

/** What is kept of the past between runs, with the state of the data it was worked out from. */
export interface Kept {
  readonly marks: DataDigests;
  readonly tracks: Tracks;
}

/** What is kept before the first run. */
export const NOTHING: Kept = {
  marks: { days: [], digests: {} },
  tracks: { rules: {}, entries: {} },
};

/** Kept in the store, so that the machine that makes the next edition has it too; without it that takes seconds longer. */
const DOCUMENT = "evidence";

/** What is kept; nothing where there is none, or where another hand or a fault of the disk has changed it. */
export async function openKept(store: Store): Promise<() => Kept> {
  const text = await store.document(DOCUMENT);
  return () => parseKept(text);
}

function parseKept(text = ""): Kept {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === digest(body) ? (JSON.parse(body) as Kept) : NOTHING;
}

/**
 * Replaces what was kept; of two commands the later one wins, and either's is right. Whoever may only read goes on without it: the next
 * run works it out again.
 */
export async function writeKept(store: Store, kept: Kept): Promise<void> {
  const body = JSON.stringify(kept);
  try {
    await store.write((writer) => writer.keepDocument(DOCUMENT, `${digest(body)}\n${body}`));
  } catch (error) {
    if (!isReadOnly(error)) throw error;
  }
}
