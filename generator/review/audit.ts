import { HEAD_FILE, readHead } from "../articles/trail-head.ts";
import type { Store } from "../store/store.ts";
import { hashOf, NO_ROWS, openedRow, type StoredRow, type TrailRow } from "../store/trail.ts";
import type { World } from "../world/world.ts";

/** What was found of the trail. */
export interface Audit {
  readonly rows: number;
  /** Texts that its rows name. */
  readonly texts: number;
  /** What is not as it was written; none where the trail is whole. */
  readonly faults: readonly Fault[];
}

/** One thing that is not as it was written. */
export interface Fault {
  /** Number of the row, or of the first of several. */
  readonly row: number;
  readonly what: string;
}

/** Proves that the trail is what was written, from the first row to the last, with every text of it; or names what is not. */
export async function verifyTrail(world: World, home: string, store: Store): Promise<Audit> {
  const stored = await store.trail();
  const faults: Fault[] = [];
  const rows: TrailRow[] = [];
  let last = NO_ROWS;
  for (const each of stored) {
    if (each.seq > last.count + 1) faults.push(missing(last.count + 1, each.seq - 1));
    const row = readRow(each);
    if (typeof row === "string") faults.push({ row: each.seq, what: row });
    else {
      if (each.seq === last.count + 1 && row.previous !== last.hash)
        faults.push({ row: each.seq, what: "It does not follow on the row before." });
      rows.push(row);
    }
    last = { count: each.seq, hash: each.hash };
  }
  faults.push(...headFaults(world, home, stored));
  const texts = Map.groupBy(
    rows.flatMap((row) => textsOf(row).map((hash) => ({ hash, row: row.seq }))),
    ({ hash }) => hash,
  );
  for (const [hash, [first]] of texts) {
    const text = await store.text(hash);
    const what = text === undefined ? "is missing" : "was altered";
    if (text === undefined || hashOf(text) !== hash)
      faults.push({
        row: first!.row,
        what: `The text ${hash.slice(0, 16)} that it names ${what}.`,
      });
  }
  faults.sort((a, b) => a.row - b.row);
  return { rows: stored.length, texts: texts.size, faults };
}

/** The row; or what is wrong with it. */
function readRow(stored: StoredRow): TrailRow | string {
  if (hashOf(stored.body) !== stored.hash)
    return "It was altered: it has another hash than it was written with.";
  const row = openedRow(stored);
  return row.seq === stored.seq && row.path === stored.path
    ? row
    : `It was altered: it was written as row ${row.seq}, of ${row.path}.`;
}

/** What the file beside the store says of the trail's end. */
function headFaults(world: World, home: string, rows: readonly StoredRow[]): Fault[] {
  const head = readHead(world, home);
  const last = rows.at(-1)?.seq ?? 0;
  if (!head)
    return last === 0
      ? []
      : [{ row: last, what: `${HEAD_FILE}, which says how far it goes, is missing.` }];
  if (head.count > last) return [missing(last + 1, head.count)];
  const there = rows.find(({ seq }) => seq === head.count);
  if (!there || there.hash === head.hash) return [];
  return [{ row: head.count, what: `It is another row than ${HEAD_FILE} says.` }];
}

function missing(from: number, to: number): Fault {
  return {
    row: from,
    what: from === to ? "It is missing." : `It and all up to row ${to} are missing.`,
  };
}

function textsOf({ replaced, markdown, facts, detail = {} }: TrailRow): string[] {
  const named = ["written", "writtenFacts", "markdown"].flatMap((key) => detail[key] ?? []);
  return [...(replaced === undefined ? [] : [replaced]), markdown, facts, ...named.map(String)];
}
