import { check } from "../check/check.ts";
import { explain, type Explanation } from "../check/explain/explain.ts";
import type { CheckReport } from "../check/report.ts";
import { readOnDisk, slugOf, type OnDisk } from "../articles/on-disk.ts";
import { isEdited } from "../articles/article.ts";
import { standingOf, type Standing } from "../articles/approval.ts";
import { arrivedBy, readPublished, type Version } from "../articles/published.ts";
import { isStored, seriesBehind } from "../check/data/behind.ts";
import type { Archive } from "../store/archive.ts";
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
): Promise<CheckedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const onDisk = open(room, file);
      const { report, hasData } = await checkOnDisk(room, store, onDisk);
      const standing = standingOf(onDisk.article, onDisk.facts);
      return { ...report, standing, hasData, isPublished: versionsOf(room, onDisk).length > 0 };
    }),
  );
}

/** The same for the text of an article as it stands in an editor, saved or not. */
export async function checkUnsaved(
  room: CheckRoom,
  store: Store,
  file: string,
  text: string,
): Promise<CheckReport> {
  const { world, publication } = room;
  return (await checkOnDisk(room, store, readOnDisk(world, publication.home, file, text))).report;
}

/** What was found in an article file, and what its approval is worth. */
export interface CheckedFile extends CheckReport {
  readonly standing: Standing;
  /** Readers may have seen it. */
  readonly isPublished: boolean;
  /** False where the store has not what its figures were computed from, so that they were held to its facts file alone. */
  readonly hasData: boolean;
}

function open({ world, publication }: CheckRoom, file: string): OnDisk {
  return readOnDisk(world, publication.home, file);
}

/** What the check says of an article as it is read, and whether the store has what its figures were computed from. */
export async function checkOnDisk(
  room: CheckRoom,
  store: Store,
  onDisk: OnDisk,
): Promise<{ readonly report: CheckReport; readonly hasData: boolean }> {
  const { file, text, facts } = onDisk;
  const archive = await archiveBehind(room, store, onDisk);
  const view = viewBehind(room, archive, onDisk);
  const hasData = isStored(archive, facts);
  const { kit, scales } = room;
  const data = hasData ? { view, measures: kit.measures, scales } : undefined;
  return { report: check({ text, file }, facts, room.vocabulary, data), hasData };
}

/** What is stored of an article's data; of everything where it was edited, since what a person writes may be about anything. */
function archiveBehind(
  { publication }: CheckRoom,
  store: Store,
  { facts, article }: OnDisk,
): Promise<Archive> {
  const { catalogue } = publication;
  return store.load(catalogue, isEdited(article) ? undefined : seriesBehind(facts, catalogue));
}

/** What was known of it at the edition's cut-off, and had come by when it was made, or else first published. */
function viewBehind(room: CheckRoom, archive: Archive, onDisk: OnDisk): AsOfView {
  const { article } = onDisk;
  const arrived = arrivedBy(article, versionsOf(room, onDisk));
  return archive.view(Date.parse(article.frontMatter.date), arrived);
}

/** The texts of an article that readers may have seen. */
function versionsOf(
  { world, publication }: CheckRoom,
  { file, article }: OnDisk,
): readonly Version[] {
  return readPublished(world, publication.home, article.frontMatter.edition)[slugOf(file)] ?? [];
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
  const view = viewBehind(room, await archiveBehind(room, store, onDisk), onDisk);
  return explain({ text, file }, facts, room.vocabulary, view, room.kit.bindables, figure);
}
