import type { Store } from "../store/store.ts";
import { hashOf, openedRow, type TrailRow } from "../store/trail.ts";
import { standingOf } from "./approval.ts";
import { isEdited, parseArticle, reopened, type Article, type FrontMatter } from "./article.ts";
import { withChosen } from "./chosen.ts";
import { changedFigures, type FigureChange } from "./corrections.ts";
import type { Draft } from "./draft.ts";
import { formatFacts } from "./facts-file.ts";
import { mergeArticles, openPlaces, settledArticle } from "./merge-articles.ts";
import type { OnDisk } from "./on-disk.ts";
import { leftAs, PROGRAM, type Deed } from "./record.ts";
import { isApproved, step, type State } from "./states.ts";

/** What is done with an article in which a person had a hand, now that the program would write it otherwise. */
export interface Redraft {
  /** Left out where all is as it was the last time. */
  readonly deed?: Deed;
  /** Places where both changed the same sentence; the article then stays as the person left it. */
  readonly open: number;
}

/**
 * Merges what a person wrote with what the program would write now, from what it wrote before. Who approved a text answers for it no
 * longer where figures of it are others now. Undefined where there is nothing to do: the person's text stays as it is.
 */
export async function redraftOf(
  store: Store,
  kept: OnDisk,
  written: Draft,
): Promise<Redraft | undefined> {
  const { file, article, facts } = kept;
  const { frontMatter } = article;
  if (frontMatter.status === "withdrawn") return undefined;
  const changed = changedFigures(facts, written.facts);
  const before = openMerge(await rowsOf(store, file));
  const isSame = frontMatter.text === written.frontMatter.text;
  const isAnswered = isApproved(standingOf(article, facts)) && changed.length === 0;
  if (!before && (isSame || isAnswered)) return undefined;
  const base = isEdited(article) ? await writtenBefore(store, file, frontMatter) : article;
  if (!base) return undefined;
  const from = frontMatter.status;
  const to = isApproved(from) ? step(from, "revise", file) : from;
  const merge = mergeArticles(base, article, written);
  const open = openPlaces(merge).length;
  const hash = hashOf(written.markdown);
  if (before?.written === hash && to === from) return { open };
  const merged = settledArticle(merge, carriedOver(written.frontMatter, frontMatter, to), "mine");
  const left =
    open > 0
      ? leftAs({ ...article, frontMatter: reopened(frontMatter, to) }, facts)
      : leftAs(merged, withChosen(written.facts, facts));
  const writtenFacts = formatFacts(written.facts);
  const detail = { written: hash, writtenFacts: hashOf(writtenFacts), open };
  const named = [written.markdown, writtenFacts];
  const why = tellChange(changed);
  return {
    open,
    deed: { path: file, who: PROGRAM, action: "merge", from, to, why, detail, left, named },
  };
}

function tellChange(changed: readonly FigureChange[]): string {
  if (changed.length === 0) return "The program would write it otherwise now.";
  const figures = changed.map(({ was, is }) => `${is}, was ${was}`);
  return `Data behind it have changed: ${[...new Set(figures)].join("; ")}.`;
}

/** The head of what the program writes, with what a person wrote into the one before. */
export function carriedOver(written: FrontMatter, before: FrontMatter, status: State): FrontMatter {
  const { waivers, aliases, corrections, embargo } = before;
  return {
    ...written,
    status,
    ...(waivers && { waivers }),
    ...(aliases && { aliases }),
    ...(corrections && { corrections }),
    ...(embargo && { embargo }),
  };
}

/** A merge that a person has yet to settle. */
export interface OpenMerge {
  /** Hashes of what the program would write, and of its facts. */
  readonly written: string;
  readonly writtenFacts: string;
  readonly open: number;
}

/** The merge of an article that is not settled; undefined where there is none. @param rows of the article. */
export function openMerge(rows: readonly TrailRow[]): OpenMerge | undefined {
  const last = rows.findLast(({ action }) => action === "merge" || action === "settle");
  const detail = last?.detail as OpenMerge | undefined;
  return last?.action === "merge" && detail && detail.open > 0 ? detail : undefined;
}

/** What was done with an article, oldest first. */
export async function rowsOf(store: Store, path: string): Promise<TrailRow[]> {
  return (await store.trail({ path })).map(openedRow);
}

/** Under which name a text that the program wrote is kept: an edit of it is told by the digest in its head. */
function writtenName(path: string, { text }: Pick<FrontMatter, "text">): string {
  return `written/${path}/${text}`;
}

/** What the program wrote before a person edited it; undefined where that was never kept. */
export async function writtenBefore(
  store: Store,
  path: string,
  head: FrontMatter,
): Promise<Article | undefined> {
  const text = await store.document(writtenName(path, head));
  return text === undefined ? undefined : parseArticle(text, path);
}

/** Keeps what the program writes, before it lies where somebody can edit it. @param drafts with their paths within the home. */
export async function keepWritten(
  store: Store,
  drafts: readonly { readonly path: string; readonly draft: Draft }[],
): Promise<void> {
  const missing: [name: string, text: string][] = [];
  for (const { path, draft } of drafts) {
    const name = writtenName(path, draft.frontMatter);
    if ((await store.document(name)) === undefined) missing.push([name, draft.markdown]);
  }
  if (missing.length === 0) return;
  await store.write(async (writer) => {
    for (const [name, text] of missing) await writer.keepDocument(name, text);
  });
}
