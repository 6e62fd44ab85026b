import { join } from "node:path";
import { daysFrom, type Day } from "../base/day.ts";
import { bodyUnderDigest, digest, underDigest } from "../base/digest.ts";
import { HEAD_FILE } from "../articles/trail-head.ts";
import { textAt } from "../articles/on-disk.ts";
import { isReadOnly, type Store } from "../store/store.ts";
import { digestsBelow } from "../world/program.ts";
import { groundOf, type Outset } from "./ground.ts";
import { isLive } from "./is-live.ts";
import type { Filed, Made } from "./pipeline.ts";

/**
 * What the last run made, and from what. An edition is not made again whose every source is as it was: the program, its plugins and packages, the
 * publication's files, the store, whether it is made as news, and what lies on the disk of it.
 */
export interface MadeBefore {
  /** Whether the program and the publication's files are those that editions were made with: they have no mistake then. */
  readonly isSameGround: boolean;
  /** The editions of a range as making them would give them; undefined where anything is new for one of them. */
  find(range: Range): Promise<readonly Made[] | undefined>;
  /** Begins to make editions. @returns what keeps them for the next run, unless the store has changed meanwhile. */
  begin(range: Range): Promise<(made: readonly Made[]) => Promise<void>>;
}

interface Range {
  readonly from: Day;
  readonly to: Day;
}

interface Kept {
  readonly ground: string;
  readonly editions: readonly { readonly key: string; readonly made: Made }[];
}

/** In the store that they were made from, so that another store does not know them. */
const DOCUMENT = "editions-made";

/** @param live whether `live.yaml` is read over `bellwether.yaml`. */
export async function openMadeBefore(
  outset: Outset,
  store: Store,
  live: boolean,
): Promise<MadeBefore> {
  const ground = groundOf(outset, live);
  const kept = keptIn(await store.document(DOCUMENT));
  const isSameGround = kept?.ground === ground;
  return {
    isSameGround,
    async find(range) {
      if (!isSameGround) return undefined;
      const state = await stateOf(outset, store);
      const byKey = new Map(kept.editions.map(({ key, made }) => [key, made]));
      const found = daysFrom(range.from, range.to).flatMap(
        (day) => byKey.get(keyOf(outset, state, day)) ?? [],
      );
      return found.length === daysFrom(range.from, range.to).length ? found : undefined;
    },
    async begin({ from, to }) {
      const version = await store.version();
      const live = new Set(daysFrom(from, to).filter((day) => isLive(outset, day)));
      return async (made) => {
        if ((await store.version()) !== version) return;
        const state = await stateOf(outset, store);
        const editions = made
          .filter(
            ({ day, articles }) =>
              articles.every(isSettled) && isLive(outset, day) === live.has(day),
          )
          .map((each) => ({ key: keyOf(outset, state, each.day), made: asMadeAgain(each) }));
        await keep(store, { ground, editions });
      };
    },
  };
}

/** What bears on every edition alike: all that is stored but what is worked out from it, and how far the trail has come onto the disk. */
async function stateOf({ world, publication: { home } }: Outset, store: Store): Promise<string> {
  const head = textAt(world, join(home, HEAD_FILE));
  return JSON.stringify([await store.version(), await store.trailHead(), head]);
}

function keyOf(outset: Outset, state: string, day: Day): string {
  const { world, publication } = outset;
  const folder = join("content", "editions", day);
  // A killed run leaves files that begin with a dot.
  const names = world.files.list(join(publication.home, folder));
  const files = digestsBelow(world.files, publication.home, folder);
  return digest(JSON.stringify([day, state, isLive(outset, day), names, files]));
}

/** Whether making an article again leaves it as it is now. What was just put together with a person's words is looked at once more. */
function isSettled({ saved }: Filed): boolean {
  return saved !== "merged" && saved !== "open";
}

/** What making an edition gives when it is made a second time. */
function asMadeAgain(made: Made): Made {
  const articles = made.articles.map((article): Filed =>
    article.saved === "new" || article.saved === "rewritten"
      ? { ...article, saved: "unchanged" }
      : article,
  );
  return { ...made, articles };
}

function keptIn(text: string | undefined): Kept | undefined {
  const body = bodyUnderDigest(text);
  return body === undefined ? undefined : (JSON.parse(body) as Kept);
}

/** Whoever may only read goes on without it. */
async function keep(store: Store, kept: Kept): Promise<void> {
  try {
    await store.write((writer) => writer.keepDocument(DOCUMENT, underDigest(JSON.stringify(kept))));
  } catch (error) {
    if (!isReadOnly(error)) throw error;
  }
}
