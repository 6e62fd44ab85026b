import { basename, dirname, join, resolve } from "node:path";
import { checkEdition } from "../check/check.ts";
import { explain, type Explanation } from "../check/explain/explain.ts";
import type { CheckReport } from "../check/report.ts";
import { readOnDisk, slugOf, type OnDisk } from "../articles/on-disk.ts";
import { isEdited } from "../articles/article.ts";
import { standingOf, type Standing } from "../articles/approval.ts";
import { isShown } from "../articles/states.ts";
import { arrivedBy, readPublished, type Version } from "../articles/published.ts";
import { isStored, seriesBehind } from "../check/data/behind.ts";
import type { Archive } from "../store/archive.ts";
import type { AsOfView } from "../store/asof.ts";
import type { Store } from "../store/store.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";

/**
 * Holds article files to their facts, the facts to the data as known at each edition's cut-off, and those of one edition to each other.
 * @param files absolute paths, here and below.
 */
export async function checkFiles(
  room: CheckRoom,
  store: Store,
  files: readonly string[],
): Promise<CheckedFile[]> {
  const all = files.map((file) => open(room, file));
  const checked = new Map<OnDisk, CheckedFile>();
  for (const edition of Map.groupBy(all, ({ article }) => article.frontMatter.edition).values())
    for (const { onDisk, report, hasData } of await checkTogether(room, store, edition)) {
      const standing = standingOf(onDisk.article, onDisk.facts);
      const isPublished = versionsOf(room, onDisk).length > 0;
      checked.set(onDisk, { ...report, standing, hasData, isPublished });
    }
  return all.map((onDisk) => checked.get(onDisk)!);
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

/** An article with what was found in it. */
interface Checked {
  readonly onDisk: OnDisk;
  readonly report: CheckReport;
  /** Whether the store has what its figures were computed from. */
  readonly hasData: boolean;
}

/** What the check says of an article as it is read, and whether the store has what its figures were computed from. */
export async function checkOnDisk(
  room: CheckRoom,
  store: Store,
  onDisk: OnDisk,
): Promise<{ readonly report: CheckReport; readonly hasData: boolean }> {
  const [checked] = await checkTogether(room, store, [onDisk]);
  return checked!;
}

/** What the check says of an article, and of it beside those of its edition that are fit to be shown. */
export async function checkBesideShown(
  room: CheckRoom,
  store: Store,
  onDisk: OnDisk,
): Promise<CheckReport> {
  const [checked] = await checkTogether(room, store, [onDisk, ...shownBeside(room, onDisk)]);
  return checked!.report;
}

/** Articles of one edition. */
async function checkTogether(
  room: CheckRoom,
  store: Store,
  edition: readonly OnDisk[],
): Promise<Checked[]> {
  const { kit, scales } = room;
  const all = await Promise.all(
    edition.map(async (onDisk) => {
      const archive = await archiveBehind(room, store, onDisk);
      const hasData = isStored(archive, onDisk.facts);
      const view = viewBehind(room, archive, onDisk);
      return { onDisk, data: hasData ? { view, measures: kit.measures, scales } : undefined };
    }),
  );
  const reports = checkEdition(
    all.map(({ onDisk: { text, file, facts }, data }) => ({ text, file, facts, data })),
    room.vocabulary,
    room.publication.catalogue,
  );
  return all.map(({ onDisk, data }, at) => ({
    onDisk,
    report: reports[at]!,
    hasData: data !== undefined,
  }));
}

/** The other articles of an edition that are fit to be shown. */
function shownBeside(
  { world, publication: { home } }: CheckRoom,
  { file, article }: OnDisk,
): OnDisk[] {
  const folder = dirname(resolve(home, file));
  return world.files
    .list(folder)
    .filter((name) => name.endsWith(".md") && name !== basename(file))
    .map((name) => readOnDisk(world, home, join(folder, name)))
    .filter(
      (other) =>
        other.article.frontMatter.edition === article.frontMatter.edition &&
        isShown(standingOf(other.article, other.facts)),
    );
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
