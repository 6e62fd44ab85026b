import { resolve } from "node:path";
import { outage, type Failure } from "../base/problem.ts";
import { hashOf, NO_ROWS, openedRow, type Actor, type TrailRow } from "../store/trail.ts";
import { SETTLEMENTS } from "../store/settlement.ts";
import type { Store } from "../store/store.ts";
import type { World } from "../world/world.ts";
import { contentDigest, formatArticle, type Article } from "./article.ts";
import { formatFacts } from "./facts-file.ts";
import type { FactsFile } from "./facts.ts";
import { factsPath, readOnDisk, textAt } from "./on-disk.ts";
import { readHead, writeHead } from "./trail-head.ts";

/** The program, where it does something itself. */
export const PROGRAM = { id: "automatic", name: "automatic" } as const;

/** What is done with an article: with its words, or with its state. */
export interface Deed {
  /** Within the home. */
  readonly path: string;
  readonly who: Actor;
  readonly action: string;
  /** States before and after. */
  readonly from: string;
  readonly to: string;
  readonly why?: string;
  readonly detail?: TrailRow["detail"];
  /** The article's file and that of its facts as they are to be from now on. */
  readonly left: Left;
  /** Other texts that the row names, to be kept with it. */
  readonly named?: readonly string[];
}

/** An article as it is left. */
export interface Left {
  /** `contentDigest` of the two. */
  readonly text: string;
  readonly markdown: string;
  readonly facts: string;
}

/** An article as it is to be left, written down. */
export function leftAs(article: Pick<Article, "frontMatter" | "body">, facts: FactsFile): Left {
  return {
    text: contentDigest(article, facts),
    markdown: formatArticle(article.frontMatter, article.body),
    facts: formatFacts(facts),
  };
}

/** What the program does with an article as it lies on the disk. @param to as its head says unless given. */
export function asItLies(
  world: World,
  home: string,
  path: string,
  action: string,
  from: string,
  to?: string,
): Deed {
  const { file, text: markdown, article, facts } = readOnDisk(world, home, path);
  const left = {
    text: contentDigest(article, facts),
    markdown,
    facts: world.files.read(resolve(home, factsPath(file))),
  };
  return {
    path: file,
    who: PROGRAM,
    action,
    from,
    to: to ?? article.frontMatter.status,
    left,
  };
}

/**
 * Does what is to be done with articles: rows of the trail and texts go into the store in one transaction, then the texts onto the
 * disk, then how far the trail goes into a file of its own. What a run leaves undone that is killed in between, `recover` does. To be
 * called with the lock of the editions held, after `recover`.
 */
export async function record(
  world: World,
  home: string,
  store: Store,
  deeds: readonly Deed[],
): Promise<TrailRow[]> {
  if (deeds.length === 0) return [];
  const at = new Date(world.now()).toISOString();
  const head = readHead(world, home);
  const rows = await store.write(async (writer) => {
    // Whoever writes has the trail to themselves: what is new in it since `recover` was done on another machine.
    const written: TrailRow[] = (await store.trail({ after: head?.count ?? 0 })).map(openedRow);
    const elsewhere = new Set(written.map(({ path }) => path));
    for (const { path, who, action, from, to, why, detail, left, named = [] } of deeds) {
      if (elsewhere.has(path)) throw doneElsewhere(path);
      const [before, factsBefore] = [path, factsPath(path)].map((each) =>
        textAt(world, resolve(home, each)),
      );
      for (const each of named) await writer.keepText(each);
      // The first row of an article takes up what was there.
      if (factsBefore !== undefined) await writer.keepText(factsBefore);
      const replaced = before === undefined ? undefined : await writer.keepText(before);
      const entry = {
        at,
        who,
        path,
        action,
        from,
        to,
        ...(why !== undefined && { why }),
        text: left.text,
        ...(replaced !== undefined && { replaced }),
        markdown: await writer.keepText(left.markdown),
        facts: await writer.keepText(left.facts),
        ...(detail && { detail }),
      };
      written.push(await writer.appendTrail(entry, head));
    }
    return written;
  });
  await finish(world, home, store, rows);
  return rows.slice(-deeds.length);
}

function doneElsewhere(file: string): Failure {
  return outage({
    code: "busy",
    file,
    message: "Somebody did something with the article on another machine at the same moment.",
    advice: "Nothing was changed here. Look at it as it is now, and decide again.",
  });
}

/** Does what a run that was killed has left undone: the disk shows what the trail says. */
export async function recover(world: World, home: string, store: Store): Promise<void> {
  const { count } = readHead(world, home) ?? NO_ROWS;
  const rows = await store.trail({ after: count });
  if (rows.length > 0) await finish(world, home, store, rows.map(openedRow));
}

/** Writes the texts of rows, where the files are as the rows found them: what somebody wrote there since stays. */
async function finish(
  world: World,
  home: string,
  store: Store,
  rows: readonly TrailRow[],
): Promise<void> {
  for (const its of Map.groupBy(rows, ({ path }) => path).values()) {
    const { path, markdown, facts } = its.at(-1)!;
    if (path === SETTLEMENTS) continue;
    const file = resolve(home, path);
    const there = textAt(world, file);
    const hash = there === undefined ? undefined : hashOf(there);
    if (hash === markdown || !its.some(({ replaced }) => replaced === hash)) continue;
    const [text, factsText] = [await store.text(markdown), await store.text(facts)];
    // Only a store that was tampered with has not what its rows name; `audit verify` says so.
    if (text === undefined || factsText === undefined) continue;
    if (textAt(world, factsPath(file)) !== factsText) world.files.write(factsPath(file), factsText);
    world.files.write(file, text);
  }
  const { seq, hash } = rows.at(-1)!;
  writeHead(world, home, { count: seq, hash });
}
