import { inTurn } from "../world/lock.ts";
import { check } from "../check/check.ts";
import { explain, type Explanation } from "../check/explain/explain.ts";
import type { CheckReport } from "../check/report.ts";
import { readOnDisk, type OnDisk } from "../articles/on-disk.ts";
import { editionsLock, saveApproval } from "../articles/editions.ts";
import type { Store } from "../store/store.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";

/**
 * Holds article files to their facts, and the facts to the data as known at each edition's cut-off.
 * @param files absolute paths, here and below.
 */
export function checkFiles(room: CheckRoom, store: Store, files: readonly string[]): CheckReport[] {
  return files.map((file) =>
    checkOne(room, store, readOnDisk(room.world, room.publication.home, file)),
  );
}

function checkOne(
  room: CheckRoom,
  store: Store,
  { file, text, article, facts }: OnDisk,
): CheckReport {
  const view = store.view(Date.parse(article.frontMatter.date), room.publication.catalogue);
  return check({ text, file }, facts, room.vocabulary, {
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
  const onDisk = readOnDisk(room.world, room.publication.home, file);
  const report = checkOne(room, store, onDisk);
  const approved = report.errors === 0;
  if (approved) saveApproval(room.world, room.publication.home, onDisk, by);
  return { path: onDisk.file, approved, report };
}

/** Where each figure of an article, or the one given, comes from. */
export function explainFile(
  room: CheckRoom,
  store: Store,
  path: string,
  figure: string | undefined,
): Explanation {
  const { file, text, article, facts } = readOnDisk(room.world, room.publication.home, path);
  const { catalogue } = room.publication;
  const view = store.view(Date.parse(article.frontMatter.date), catalogue);
  return explain({ text, file }, facts, room.vocabulary, view, room.kit.bindables, figure);
}
