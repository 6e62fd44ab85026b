import type { DatabaseSync } from "node:sqlite";
import { NO_ROWS, type TrailHead } from "../trail.ts";

/** Finds how far the trail goes, as a connection sees it. */
export function headFinder(database: DatabaseSync): () => TrailHead {
  const last = database.prepare("SELECT seq AS count, hash FROM trail ORDER BY seq DESC LIMIT 1");
  return () => (last.get() as TrailHead | undefined) ?? NO_ROWS;
}
