import { inLongTurn } from "../world/lock.ts";
import { check } from "../check/check.ts";
import { explain, type Explanation } from "../check/explain/explain.ts";
import type { CheckReport } from "../check/report.ts";
import { readOnDisk, slugOf, type OnDisk } from "../articles/on-disk.ts";
import { editionsLock, saveApproval } from "../articles/editions.ts";
import { arrivedBy, readPublished } from "../articles/published.ts";
import { seriesBehind } from "../check/data/behind.ts";
import type { AsOfView } from "../store/asof.ts";
import type { Store } from "../store/store.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";

/**
 * Holds article files to their facts, and the facts to the data as known at each edition's cut-off.
 * @param files absolute paths, here and below.
 */
export function checkFiles(
  room: CheckRoom,
  store: Store,
  files: readonly string[],
): Promise<CheckReport[]> {
  return Promise.all(files.map((file) => checkOne(room, store, open(room, file))));
}

function open({ world, publication }: CheckRoom, file: string): OnDisk {
  return readOnDisk(world, publication.home, file);
}

async function checkOne(room: CheckRoom, store: Store, onDisk: OnDisk): Promise<CheckReport> {
  const { file, text, facts } = onDisk;
  const view = await viewBehind(room, store, onDisk);
  const { measures } = room.kit;
  return check({ text, file }, facts, room.vocabulary, { view, measures });
}

/** What was known of an article's data at its edition's cut-off, and had come by when it was made, or else first published. */
async function viewBehind(
  { world, publication }: CheckRoom,
  store: Store,
  { file, article, facts }: OnDisk,
): Promise<AsOfView> {
  const { catalogue, home } = publication;
  const archive = await store.load(catalogue, seriesBehind(facts, catalogue));
  const { date, edition } = article.frontMatter;
  const versions = readPublished(world, home, edition)[slugOf(file)];
  return archive.view(Date.parse(date), arrivedBy(article, versions));
}

/** What `approve` did to one file. */
export interface Approval {
  readonly path: string;
  readonly approved: boolean;
  readonly report: CheckReport;
}

/** Marks drafts as approved by a person; one that does not check clean stays a draft. */
export async function approveFiles(
  room: CheckRoom,
  store: Store,
  files: readonly string[],
  by: string,
): Promise<Approval[]> {
  const lock = editionsLock(room.publication.home);
  const approvals: Approval[] = [];
  for (const file of files) {
    const approve = (): Promise<Approval> => approveOne(room, store, file, by);
    approvals.push(await inLongTurn("The folder of editions", lock, approve));
  }
  return approvals;
}

async function approveOne(
  room: CheckRoom,
  store: Store,
  file: string,
  by: string,
): Promise<Approval> {
  const onDisk = open(room, file);
  const report = await checkOne(room, store, onDisk);
  const approved = report.errors === 0;
  if (approved) saveApproval(room.world, room.publication.home, onDisk, by);
  return { path: onDisk.file, approved, report };
}

/** Where each figure of an article, or the one given, comes from. */
export async function explainFile(
  room: CheckRoom,
  store: Store,
  path: string,
  figure: string | undefined,
): Promise<Explanation> {
  const onDisk = open(room, path);
  const { file, text, facts } = onDisk;
  const view = await viewBehind(room, store, onDisk);
  return explain({ text, file }, facts, room.vocabulary, view, room.kit.bindables, figure);
}
