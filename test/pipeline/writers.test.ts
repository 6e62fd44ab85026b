import { rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { addDays, daysFrom, type Day } from "../../generator/base/day.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { groundOf } from "../../generator/newsroom/ground.ts";
import type { Tracks } from "../../generator/narrate/evidence/track.ts";
import type { Written } from "../../generator/newsroom/draft-edition.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEditions, type Made } from "../../generator/newsroom/pipeline.ts";
import {
  openWriters,
  threadsFor,
  type Answer,
  type Order,
} from "../../generator/newsroom/writers.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { beginThread } from "../../generator/world/thread.ts";
import type { BeginThread, Thread } from "../../generator/world/world.ts";
import { CLI, cliHome, filesBelow, run, smallHome, type CliHome } from "../support/cli.ts";
import { spread, startDying } from "../support/kills.ts";

const [FROM, TO]: [Day, Day] = ["2025-03-10", "2025-05-08"];

/** A thread that was begun, what it has written, and when it has something to show for it. */
interface Begun {
  readonly thread: Thread;
  readonly days: Day[];
  readonly working: Promise<unknown>;
}

const threads: Begun[] = [];

beforeEach(() => void threads.splice(0));

/** Begins a thread, and keeps what it has written. */
const begin: BeginThread = (file, data) => {
  const thread = beginThread(file, data);
  const days: Day[] = [];
  const working = new Promise<void>((go) => {
    thread.on("exit", go);
    thread.on("message", (answer: Answer) => {
      if (!("written" in answer)) return;
      days.push(answer.day);
      go();
    });
  });
  threads.push({ thread, days, working });
  return thread;
};

/** What is made of a range from nothing, and the files of it. */
async function made(
  home: CliHome,
  range: { readonly from: Day; readonly to: Day },
  count: number,
  progress: (done: number) => void = () => {},
): Promise<{ readonly made: readonly Made[]; readonly files: ReadonlyMap<string, string> }> {
  rmSync(home.path("content/editions"), { recursive: true, force: true });
  const world = { ...realWorld(), beginThread: begin };
  const store = await openStore(world, storePath(home.folder));
  const newsroom = openNewsroom(world, home.folder, BUILT_IN);
  try {
    const all = await makeEditions(
      newsroom,
      store,
      range,
      async (done, _, of) => {
        if (of === "past") return;
        // However busy the machine, this thread does not make all before the others have begun.
        await Promise.all(threads.map(({ working }) => working));
        progress(done);
      },
      { anew: true, live: false, threads: count },
    );
    return { made: all, files: filesBelow(home, "content/editions") };
  } finally {
    await store.close();
  }
}

test("two months of the bundled publication are the same bytes whether one thread writes them or several do", async () => {
  using home = cliHome();
  const range = { from: FROM, to: TO };
  const alone = await made(home, range, 0);
  expect(threads).toHaveLength(0);
  const done: number[] = [];
  const together = await made(home, range, 2, (each) => done.push(each));
  expect(threads.map(({ days }) => days.length > 2)).toEqual([true, true]);
  expect(together).toEqual(alone);
  expect(alone.files.size).toBeGreaterThan(200);
  expect(done).toEqual(daysFrom(FROM, TO).map((_, at) => at + 1));
});

let small: CliHome;

beforeAll(() => {
  small = smallHome();
});

afterAll(() => small?.[Symbol.dispose]());

test("always, any range is the same bytes with any number of threads, whichever of them end within it", async () => {
  const days = daysFrom(FROM, TO);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...days.slice(0, -1)),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 2 }),
      fc.array(fc.tuple(fc.nat(1), fc.nat(20)), { maxLength: 2 }),
      async (from, length, count, ends) => {
        const to = addDays(from, length) < TO ? addDays(from, length) : TO;
        const alone = await made(small, { from, to }, 0);
        const together = await made(small, { from, to }, count, (done) => {
          for (const [thread, at] of ends)
            if (at === done) void threads[thread]?.thread.terminate();
        });
        expect(together).toEqual(alone);
      },
    ),
    { numRuns: 4 },
  );
});

test("a backfill that is killed within any change to the disk is completed by the next run", async () => {
  using home = cliHome(small);
  const clear = (): void => {
    for (const part of ["content/editions", "var"])
      rmSync(home.path(part), { recursive: true, force: true });
  };
  const args = ["backfill", "--from", "2025-04-09", "--to", TO];
  const dying = (at?: number) => startDying([CLI, ...args], at, { cwd: home.folder }).ended;
  clear();
  const { code, changes } = await dying();
  // Some days have no story to tell: that is an answer, too.
  expect(code).toBe(1);
  const whole = filesBelow(home, "content/editions");
  for (const at of spread(2, changes.length)) {
    clear();
    expect((await dying(at)).signal).toBe("SIGKILL");
    expect((await run(home, args)).status).toBe(1);
    expect(filesBelow(home, "content/editions")).toEqual(whole);
  }
});

test("few days are written by one thread, and so is what another thread cannot open or trace", () => {
  const newsroom = openNewsroom(realWorld(), small.folder, BUILT_IN);
  expect(threadsFor(newsroom, 3)).toBe(0);
  expect(threadsFor(newsroom, 365)).toBeLessThan(8);
  const { files } = newsroom.world;
  const apart = { ...newsroom, world: { ...newsroom.world, files: { ...files } } };
  expect(threadsFor(apart, 365)).toBe(0);
});

/** A thread that answers as it is told to, and all that it was told. */
class Puppet {
  readonly told: Order[] = [];
  readonly #heard = new Map<string, (told: unknown) => void>();
  on(name: string, hear: (told: unknown) => void): this {
    this.#heard.set(name, hear);
    return this;
  }
  postMessage(order: Order): void {
    this.told.push(order);
  }
  say(answer: Answer): void {
    this.#heard.get("message")!(answer);
  }
  terminate(): Promise<void> {
    this.#heard.get("exit")!(0);
    return Promise.resolve();
  }
  get days(): Day[] {
    return this.told.flatMap((each) => ("day" in each ? [each.day] : []));
  }
}

const NOTHING: Tracks = { rules: {}, entries: {} };

/** Writers of so many days with one thread that the test speaks for. */
function puppeteer(count: number, version = "1") {
  const puppet = new Puppet();
  const world = { ...realWorld(), beginThread: () => puppet as unknown as Thread };
  const newsroom = openNewsroom(world, small.folder, BUILT_IN);
  const days = daysFrom(FROM, addDays(FROM, count - 1));
  const writers = openWriters(newsroom, { live: false, days, threads: 1 }, "1");
  writers.begin(NOTHING);
  puppet.say({ ready: { ground: groundOf(newsroom, false), version } });
  return { puppet, writers, days };
}

/** An edition that tells who has written it. */
const by = (who: string): Written => ({
  drafts: [],
  leftOut: [{ slug: who, why: "", isExpected: false }],
  isDue: true,
  reports: [],
  stale: [],
});

const authors = (all: readonly Written[]): string[] => all.map(({ leftOut }) => leftOut[0]!.slug);

test("a thread that has read another state of the store writes nothing", async () => {
  const { puppet, writers, days } = puppeteer(10, "2");
  expect(puppet.told).toEqual([]);
  const all: Written[] = [];
  for (const _ of days) all.push(await writers.next(() => by("here")));
  expect(authors(all)).toEqual(days.map(() => "here"));
});

test("what a thread has been told to write and has not when it ends is written here", async () => {
  const { puppet, writers, days } = puppeteer(20);
  const theirs = puppet.days;
  expect(theirs.length).toBeGreaterThan(1);
  puppet.say({ day: theirs[0]!, written: by("there") });
  void puppet.terminate();
  const all: Written[] = [];
  for (const _ of days) all.push(await writers.next(() => by("here")));
  expect(authors(all)).toEqual(days.map((day) => (day === theirs[0] ? "there" : "here")));
});

test("while a thread writes what is next, what nobody has begun is written here; what cannot be written is told in its turn", async () => {
  const { puppet, writers, days } = puppeteer(20);
  const theirs = new Set(puppet.days);
  const faulty = days.find((day) => !theirs.has(day));
  const tried: Day[] = [];
  const write = (day: Day): Written => {
    tried.push(day);
    if (day === faulty) throw new Error("It cannot be written.");
    return by("here");
  };
  const first = writers.next(write);
  await vi.waitFor(() => expect(tried.length).toBeGreaterThan(3));
  expect(tried[0]).toBe(faulty);
  for (const day of puppet.days) puppet.say({ day, written: by("there") });
  expect(authors([await first])).toEqual(["there"]);
  const before = days.indexOf(faulty!);
  for (let at = 1; at < before; at++)
    expect(authors([await writers.next(write)])).toEqual(["there"]);
  await expect(writers.next(write)).rejects.toThrow("It cannot be written.");
});

test("a thread writes no further ahead of what is filed than can be held, and goes on with it", async () => {
  const { puppet, writers, days } = puppeteer(60);
  const answer = (): void => {
    const open = puppet.days.filter((day) => !said.has(day));
    for (const day of open) {
      said.add(day);
      puppet.say({ day, written: by("there") });
    }
  };
  const said = new Set<Day>();
  for (let round = 0; round < 60; round++) answer();
  const ahead = said.size;
  expect(ahead).toBeLessThan(50);
  for (const _ of days) {
    await writers.next(() => by("here"));
    answer();
  }
  expect(said.size).toBe(60);
});
