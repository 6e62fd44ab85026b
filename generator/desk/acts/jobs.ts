import type { Store } from "../../store/store.ts";
import type { SAID } from "../said.ts";

/** What long work comes to: where it leads, and what is said there. */
export interface Outcome {
  readonly path: string;
  readonly said: keyof typeof SAID;
  readonly count?: number;
}

/** Work that takes long, and how far it is. */
export interface Job {
  readonly name: string;
  done: number;
  total: number;
  outcome?: Outcome;
  problems?: readonly string[];
}

/** Jobs as other processes of the desk see them. */
export interface KeptJobs {
  find(id: string): Promise<Job | undefined>;
  /** Notes how far a job is, now and then. */
  note(id: string, job: Job): void;
  /** Notes what came of it. */
  end(id: string, job: Job): Promise<void>;
}

const DOCUMENT = "desk/work";

/** So many jobs are remembered. */
const MOST = 50;

/** Between two notes of one job, in milliseconds. */
const PAUSE_MS = 1000;

export function keptJobs(store: Store): KeptJobs {
  const noted = new Map<string, number>();
  const all = async (): Promise<readonly (readonly [string, Job])[]> =>
    JSON.parse((await store.document(DOCUMENT)) ?? "[]");
  const keep = (id: string, job: Job): Promise<void> =>
    store.write(async (writer) => {
      const others = (await all()).filter(([each]) => each !== id);
      await writer.keepDocument(DOCUMENT, JSON.stringify([...others.slice(1 - MOST), [id, job]]));
    });
  return {
    find: async (id) => (await all()).find(([each]) => each === id)?.[1],
    note(id, job) {
      const now = performance.now();
      if (now - (noted.get(id) ?? -Infinity) < PAUSE_MS) return;
      noted.set(id, now);
      // Where it cannot be noted, what comes of it is.
      void keep(id, job).catch(() => undefined);
    },
    async end(id, job) {
      noted.delete(id);
      await keep(id, job).catch(() => undefined);
    },
  };
}
