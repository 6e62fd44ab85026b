import { isAbsolute, relative, resolve } from "node:path";
import { inTurn } from "../world/lock.ts";
import type { World } from "../world/world.ts";
import { check } from "../check/check.ts";
import { explain, type Explanation } from "../check/explain/explain.ts";
import { readFacts } from "../articles/read-facts.ts";
import type { CheckReport } from "../check/report.ts";
import { formatArticle, parseArticle, type Article } from "../articles/article.ts";
import type { FactsFile } from "../articles/facts.ts";
import { editionsLock, factsPath } from "../articles/editions.ts";
import type { Store } from "../store/store.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";

/** An article file with its facts, as it lies on the disk. */
interface OnDisk {
  readonly path: string;
  readonly text: string;
  readonly article: Article;
  readonly facts: FactsFile;
}

/** Holds article files to their facts, and the facts to the data as known at each edition's cut-off. */
export function checkFiles(room: CheckRoom, store: Store, files: readonly string[]): CheckReport[] {
  return files.map((file) => checkOne(room, store, openArticle(room.world, file)));
}

function checkOne(
  room: CheckRoom,
  store: Store,
  { path, text, article, facts }: OnDisk,
): CheckReport {
  const view = store.view(Date.parse(article.frontMatter.date), room.publication.catalogue);
  return check({ text, file: shownPath(path) }, facts, room.vocabulary, {
    view,
    measures: room.kit.measures,
  });
}

/** What `approve` did to one file. */
export interface Approval {
  readonly path: string;
  readonly approved: boolean;
  readonly report: CheckReport;
}

/** Marks drafts as approved by a person; one that does not check clean stays a draft. */
export function approveFiles(
  room: CheckRoom,
  store: Store,
  files: readonly string[],
  by: string,
): Approval[] {
  const lock = editionsLock(room.publication.home);
  return files.map((file) =>
    inTurn("The folder of editions", lock, () => approveOne(room, store, file, by)),
  );
}

function approveOne(room: CheckRoom, store: Store, file: string, by: string): Approval {
  const onDisk = openArticle(room.world, file);
  const report = checkOne(room, store, onDisk);
  const approved = report.errors === 0;
  if (approved) {
    const frontMatter = {
      ...onDisk.article.frontMatter,
      status: "approved" as const,
      review: by,
    };
    room.world.files.write(onDisk.path, formatArticle(frontMatter, onDisk.article.body));
  }
  return { path: shownPath(onDisk.path), approved, report };
}

/** Where each figure of an article, or the one given, comes from. */
export function explainFile(
  room: CheckRoom,
  store: Store,
  file: string,
  figure: string | undefined,
): Explanation {
  const { path, text, article, facts } = openArticle(room.world, file);
  const { catalogue } = room.publication;
  const view = store.view(Date.parse(article.frontMatter.date), catalogue);
  return explain(
    { text, file: shownPath(path) },
    facts,
    room.vocabulary,
    view,
    room.kit.bindables,
    figure,
  );
}

function openArticle(world: World, file: string): OnDisk {
  const path = isAbsolute(file) ? file : resolve(file);
  const text = world.files.read(path);
  const article = parseArticle(text, shownPath(path));
  const beside = factsPath(path);
  return { path, text, article, facts: readFacts(world.files.read(beside), shownPath(beside)) };
}

function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}
