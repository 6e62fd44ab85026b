import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Day, Instant } from "../base/day.ts";
import type { Tracks } from "../narrate/evidence/track.ts";
import { isReal } from "../world/disk.ts";
import type { BeginThread, Thread } from "../world/world.ts";
import type { World } from "../world/world.ts";
import type { Written } from "./draft-edition.ts";
import { isLive } from "./is-live.ts";
import { groundOf } from "./ground.ts";
import type { Newsroom } from "./newsroom.ts";

/** What a thread opens its own newsroom and store by. */
export interface WriterPlace {
  readonly home: string;
  readonly env: World["env"];
  readonly now: Instant;
  readonly live: boolean;
}

/** What a thread is told: what the past amounts to, then day by day what to write. */
export type Order = PastOrder | DayOrder;

interface PastOrder {
  readonly tracks: Tracks;
  /** The last day of the range. */
  readonly to: Day;
}

interface DayOrder {
  readonly day: Day;
  /** Whether the edition is written as news: the clock of whoever files it says so. */
  readonly live: boolean;
}

/** What a thread says: from what it writes, once it has loaded that, then each edition. */
export type Answer = { readonly ready: Ground } | { readonly day: Day; readonly written: Written };

/** Whoever has the same writes the same. */
interface Ground {
  /** Of the program, its plugins, the publication's files. */
  readonly ground: string;
  /** Of the store. */
  readonly version: string;
}

/** Writes the editions of a range, in threads of its own too. */
export interface Writers {
  /** Begins to write, by what the past up to the last day of the range amounts to. */
  begin(tracks: Tracks): void;
  /**
   * The next edition of the range. What a thread fails to write is written by whoever asks, as if there were none.
   * @param write writes an edition here.
   */
  next(write: (day: Day, live: boolean) => Written): Promise<Written>;
  close(): Promise<void>;
}

/** A thread takes a second to be ready, in which so many editions are written. */
const FEWEST_DAYS = 20;

/** Filing is left to one thread, which keeps no more than so many others busy. */
const MOST_THREADS = 7;

/** Each thread holds all that is stored: of more series than this there is one. */
const MOST_SERIES = 2000;

/** How far ahead of what is filed editions are written, in stretches for each thread: these are held in memory. */
const AHEAD = 3;

/** How many threads beside the one that files are worth their beginning. */
export function threadsFor({ world, publication }: Newsroom, days: number): number {
  // A world of a test's own is not to be had in another thread, and what a thread does is not traced.
  if (!world.beginThread || !isReal(world) || world.tracing) return 0;
  if (publication.catalogue.series.size > MOST_SERIES) return 0;
  return Math.min(availableParallelism() - 1, MOST_THREADS, Math.floor(days / FEWEST_DAYS));
}

/**
 * Opens so many threads for the editions of a range. They load what they write from while the past is worked out, take stretches of days
 * that nobody has begun, and hand over what they have written; the caller writes what no thread has, and files all in the order of the days.
 * @param version of the store that the records were opened with.
 */
export function openWriters(
  newsroom: Newsroom,
  {
    live,
    days,
    threads,
  }: { readonly live: boolean; readonly days: readonly Day[]; readonly threads: number },
  version: string,
): Writers {
  const { world, publication } = newsroom;
  const place = { home: publication.home, env: { ...world.env }, now: world.now(), live };
  const begin = threads > 0 ? world.beginThread : undefined;
  const line = new Line(newsroom, days, begin ? threads : 0);
  const own = { ground: begin ? groundOf(newsroom, live) : "", version };
  const crew = begin
    ? Array.from({ length: threads }, () => new WriterThread(begin, place, line, own))
    : [];
  return {
    begin(tracks) {
      for (const each of crew) each.begin({ tracks, to: days.at(-1)! });
    },
    next: (write) => line.next(write),
    async close() {
      await Promise.all(crew.map((each) => each.close()));
    },
  };
}

/** Days in a row that one thread writes: what is told as new goes by the day before, which is read once more for the first of them. */
interface Stretch {
  readonly days: readonly Day[];
  owner: WriterThread | "here" | undefined;
}

/** The days of a range in their order, who writes which, and what has been written of them and not been asked for. */
class Line {
  readonly #newsroom: Newsroom;
  readonly #days: readonly Day[];
  readonly #stretches: readonly Stretch[];
  readonly #lead: number;
  readonly #written = new Map<Day, Written>();
  /** Editions that could not be written here ahead: that is told when they are asked for. */
  readonly #failed = new Set<Day>();
  /** What goes on as soon as there is more to write. */
  readonly #waiting: (() => void)[] = [];
  /** How many were handed out. */
  #done = 0;
  #wake: (() => void) | undefined;

  constructor(newsroom: Newsroom, days: readonly Day[], threads: number) {
    this.#newsroom = newsroom;
    this.#days = days;
    // Short enough that none waits for another at the end.
    const length = Math.max(1, Math.min(8, Math.floor(days.length / (5 * (threads + 1)))));
    this.#stretches = Array.from({ length: Math.ceil(days.length / length) }, (_, at) => ({
      days: days.slice(at * length, (at + 1) * length),
      owner: undefined,
    }));
    this.#lead = AHEAD * (threads + 1) * length;
  }

  order(day: Day): DayOrder {
    return { day, live: isLive(this.#newsroom, day) };
  }

  /** The days of the first stretch that nobody has begun, where it is not too far ahead. */
  claim(owner: NonNullable<Stretch["owner"]>): readonly Day[] {
    const free = this.#stretches.find(
      (each) => each.owner === undefined && this.#left(each).length > 0,
    );
    if (!free || this.#days.indexOf(free.days[0]!) > this.#done + this.#lead) return [];
    free.owner = owner;
    return this.#left(free);
  }

  /** Calls `more` whenever more may be claimed. */
  wait(more: () => void): void {
    this.#waiting.push(more);
  }

  take(day: Day, written: Written): void {
    this.#written.set(day, written);
    this.#wake?.();
  }

  /** What a thread was to write and has not is anybody's. */
  letGo(owner: WriterThread): void {
    for (const each of this.#stretches) if (each.owner === owner) each.owner = undefined;
    this.#wake?.();
  }

  async next(write: (day: Day, live: boolean) => Written): Promise<Written> {
    const day = this.#days[this.#done]!;
    const its = this.#stretches.find(({ days }) => days.includes(day))!;
    const here = (each: Day): Written => write(each, this.order(each).live);
    for (;;) {
      const found = this.#written.get(day);
      if (found) return this.#hand(day, found);
      its.owner ??= "here";
      if (its.owner === "here") return this.#hand(day, here(day));
      await this.#meanwhile(here);
    }
  }

  /** While another thread writes what is next, writes what nobody has begun; waits where there is nothing of that. */
  async #meanwhile(here: (day: Day) => Written): Promise<void> {
    const own = this.#stretches.filter(({ owner }) => owner === "here");
    const [begun] = own.flatMap((each) => this.#left(each));
    const day = begun ?? this.claim("here")[0];
    if (day === undefined) return new Promise((wake) => (this.#wake = wake));
    try {
      this.#written.set(day, here(day));
    } catch {
      this.#failed.add(day);
    }
    // What others have written comes in.
    await setImmediate();
  }

  /** The days of a stretch that are still to be written. */
  #left({ days }: Stretch): Day[] {
    return days.filter(
      (day) =>
        !this.#written.has(day) && !this.#failed.has(day) && this.#days.indexOf(day) >= this.#done,
    );
  }

  #hand(day: Day, written: Written): Written {
    this.#written.delete(day);
    this.#done++;
    for (const more of this.#waiting) more();
    return written;
  }
}

/** A thread that writes. Whatever ends it, what it has not written is left to others. */
class WriterThread {
  readonly #worker: Thread;
  readonly #line: Line;
  #past: PastOrder | undefined;
  #isReady = false;
  /** Days that it was told to write and has not. */
  readonly #open = new Set<Day>();
  readonly #ended: Promise<void>;

  constructor(begin: BeginThread, place: WriterPlace, line: Line, own: Ground) {
    const file = join(import.meta.dirname, `writer-thread${extname(import.meta.filename)}`);
    this.#line = line;
    this.#worker = begin(file, place);
    line.wait(() => this.#goOn());
    this.#ended = new Promise((ended) => {
      this.#worker
        .on("message", (answer: Answer) => {
          if ("written" in answer) return this.#take(answer);
          this.#isReady =
            answer.ready.ground === own.ground && answer.ready.version === own.version;
          if (!this.#isReady) return void this.#worker.terminate();
          this.#start();
        })
        // What stops it stops whoever writes in its place, and is told then.
        .on("error", () => {})
        .on("exit", () => {
          this.#isReady = false;
          line.letGo(this);
          ended();
        });
    });
  }

  begin(past: PastOrder): void {
    this.#past = past;
    this.#start();
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
    await this.#ended;
  }

  #start(): void {
    if (!this.#isReady || !this.#past) return;
    this.#tell(this.#past);
    this.#goOn();
  }

  #take({ day, written }: Extract<Answer, { day: Day }>): void {
    this.#open.delete(day);
    this.#line.take(day, written);
    this.#goOn();
  }

  /** It has the next stretch before it is through with the last, so that it never waits for a thread that is busy with an edition. */
  #goOn(): void {
    while (this.#isReady && this.#past && this.#open.size < 2) {
      const days = this.#line.claim(this);
      if (days.length === 0) return;
      for (const day of days) {
        this.#open.add(day);
        this.#tell(this.#line.order(day));
      }
    }
  }

  #tell(order: Order): void {
    this.#worker.postMessage(order);
  }
}
