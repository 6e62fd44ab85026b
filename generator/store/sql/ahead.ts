import type { Columns } from "../columns.ts";

/** Series that are being read, at one instant of the database, while something else is done. */
export interface ReadingAhead {
  /** Those of these series that were read and not handed out yet, as soon as they are. One asks at a time. */
  read(series: readonly string[]): Promise<Ahead>;
  close(): Promise<void>;
}

/** What was read ahead, and of which version of the store; of none where it could not be read. */
export interface Ahead {
  readonly version: string | undefined;
  readonly columns: ReadonlyMap<string, Columns>;
}

/** What is read ahead, as long as it is what a store would read now: what this store writes itself meanwhile is known to it. */
export interface StoreAhead extends ReadingAhead {
  /** Tells that this store has written values of series, and nobody anything else from the one version to the other. */
  written(before: string, after: string, series: Iterable<string>): void;
}

export function aheadOfStore(reading: ReadingAhead): StoreAhead {
  const next = new Map<string, string>();
  const changed = new Set<string>();
  return {
    async read(series) {
      let { version, columns } = await reading.read(series);
      for (let after = version && next.get(version); after; after = next.get(after))
        version = after;
      const unchanged = [...columns].filter(([id]) => !changed.has(id));
      return { version, columns: new Map(unchanged) };
    },
    written(before, after, series) {
      if (after !== before) next.set(before, after);
      for (const id of series) changed.add(id);
    },
    close: () => reading.close(),
  };
}
