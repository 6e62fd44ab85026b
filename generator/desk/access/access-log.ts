import { canonicalJson } from "../../base/digest.ts";
import type { Store } from "../../store/store.ts";
import { hashOf, NO_ROWS, type TrailHead } from "../../store/trail.ts";

/** One thing that was done at the door of the desk, or with those who may pass it. */
export interface AccessEvent {
  /** From 1 on, without a gap. */
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** A sentence: who did what. */
  readonly what: string;
  /** The address that it came from; `this machine` for a command. */
  readonly from: string;
  /** Hash of the event before; of nothing for the first. */
  readonly previous: string;
}

/** Of what a command did. */
export const THIS_MACHINE = "this machine";

const HEAD = "desk/access";

/** Adds an event to what was done at the door, chained to the last one. */
export function recordAccess(
  store: Store,
  event: Pick<AccessEvent, "at" | "what" | "from">,
): Promise<void> {
  return store.write(async (writer) => {
    const { count, hash: previous } = await headOf(store);
    const seq = count + 1;
    const body = canonicalJson({ ...event, seq, previous });
    await writer.keepDocument(nameOf(seq), body);
    await writer.keepDocument(HEAD, canonicalJson({ count: seq, hash: hashOf(body) }));
  });
}

/** What was done at the door, oldest first. @param most only the newest so many. */
export async function accessEvents(
  store: Store,
  most = Number.POSITIVE_INFINITY,
): Promise<AccessEvent[]> {
  const { count } = await headOf(store);
  const first = Math.max(1, count - most + 1);
  const bodies = await Promise.all(
    Array.from({ length: count - first + 1 }, (_, at) => store.document(nameOf(first + at))),
  );
  return bodies.flatMap((body) => (body === undefined ? [] : (JSON.parse(body) as AccessEvent)));
}

/** Proves that the log of the door is what was written, or names what of it is not. */
export async function verifyAccess(store: Store): Promise<{
  readonly events: number;
  readonly faults: readonly { event: number; what: string }[];
}> {
  const head = await headOf(store);
  const faults: { event: number; what: string }[] = [];
  let previous = NO_ROWS.hash;
  for (let event = 1; event <= head.count; event++) {
    const body = await store.document(nameOf(event));
    if (body === undefined) faults.push({ event, what: "It is missing." });
    else if ((JSON.parse(body) as AccessEvent).previous !== previous)
      faults.push({ event, what: "It does not follow on the event before." });
    previous = body === undefined ? previous : hashOf(body);
  }
  if (previous !== head.hash)
    faults.push({ event: head.count, what: "It is not the last one that was written." });
  return { events: head.count, faults };
}

async function headOf(store: Store): Promise<TrailHead> {
  const body = await store.document(HEAD);
  return body === undefined ? NO_ROWS : (JSON.parse(body) as TrailHead);
}

function nameOf(seq: number): string {
  return `${HEAD}/${seq}`;
}
