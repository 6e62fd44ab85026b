import { resolve } from "node:path";
import type { Day } from "./base/day.ts";
import type { CheckReport } from "./check/report.ts";
import { gather } from "./gather/gather.ts";
import { withCharts, type SiteKit } from "./newsroom/kit.ts";
import { openNewsroom as loadNewsroom, type Newsroom } from "./newsroom/newsroom.ts";
import { makeEdition as makeOne, type Made } from "./newsroom/pipeline.ts";
import { openKit } from "./newsroom/plugins.ts";
import { publishEditions } from "./newsroom/publishing.ts";
import { builtAt } from "./publish/build/site-builds.ts";
import { copySite } from "./publish/build/copy-site.ts";
import type { PublishSummary } from "./publish/publish.ts";
import type { TextChecker, TextOptions, TextReport } from "./check/text/text-report.ts";
import { checkFiles } from "./review/review.ts";
import { textCheckerFor } from "./review/texts.ts";
import { openPublicationStore } from "./store/open.ts";
import type { Store } from "./store/store.ts";
import { realWorld } from "./world/disk.ts";
import type { World } from "./world/world.ts";

export { Failure, type Problem } from "./base/problem.ts";
export type { Day } from "./base/day.ts";
export type { CheckReport } from "./check/report.ts";
export type {
  TextBinding,
  TextChecker,
  TextFormat,
  TextOptions,
  TextReport,
  TextVerdict,
} from "./check/text/text-report.ts";
export type { Newsroom } from "./newsroom/newsroom.ts";
export type { Filed, Made } from "./newsroom/pipeline.ts";
export type { PublishSummary } from "./publish/publish.ts";
export { definePlugin, type Plugin } from "./newsroom/plugin.ts";
export type { World } from "./world/world.ts";

/** How a newsroom is opened. */
export interface OpenOptions {
  /** `live.yaml` is read over `bellwether.yaml`, and its sources are asked before each edition. */
  readonly live?: boolean;
  /** Clock, environment, disk and network; the real ones when left out. */
  readonly world?: World;
}

/** A publication with its templates and its store, until it is closed. */
export interface OpenNewsroom extends AsyncDisposable {
  /** Everything loaded and checked that an edition is made with. */
  readonly newsroom: Newsroom<SiteKit>;
  readonly store: Store;
  readonly isLive: boolean;
  close(): Promise<void>;
}

/**
 * Opens the publication in a folder.
 * @throws Failure naming every mistake in its files.
 */
export async function openNewsroom(
  folder: string,
  { live = false, world = realWorld() }: OpenOptions = {},
): Promise<OpenNewsroom> {
  const home = resolve(world.currentFolder(), folder);
  const kit = await withCharts(await openKit(world, home));
  const newsroom = loadNewsroom(world, home, kit, { live });
  const store = await openPublicationStore(world, home);
  const close = (): Promise<void> => store.close();
  return { newsroom, store, isLive: live, close, [Symbol.asyncDispose]: close };
}

/** Brings the series up to date and makes the edition of a day, from what was public at its cut-off. */
export async function makeEdition(
  { newsroom, store, isLive }: OpenNewsroom,
  day: Day,
): Promise<Made> {
  const { kit, world, publication } = newsroom;
  await gather(world, publication, store);
  if (isLive) {
    const { gatherLive } = await import("./gather/live/gather-live.ts");
    await gatherLive(world, kit, publication, store, {});
  }
  return makeOne(newsroom, store, day);
}

/**
 * Holds articles to their facts, and the facts to the data.
 * @param files paths below the publication's folder, as `makeEdition` gives them, or absolute ones.
 */
export async function check(
  { newsroom, store }: OpenNewsroom,
  files: readonly string[],
): Promise<CheckReport[]> {
  const { home } = newsroom.publication;
  const paths = files.map((file) => resolve(home, file));
  return checkFiles(newsroom, store, paths);
}

/**
 * Makes what holds texts to the data as known at one instant. The store is read here; the checker itself never waits, so that it can be
 * called again after each change of a text.
 * @throws Failure (2) where `asOf` is neither a day nor an instant.
 */
export function textChecker(
  { newsroom, store }: OpenNewsroom,
  { asOf }: Pick<TextOptions, "asOf"> = {},
): Promise<TextChecker> {
  return textCheckerFor(newsroom, store, asOf);
}

/** Holds one text that Bellwether did not write to the data: a verdict on each figure, with its place. */
export async function checkText(
  open: OpenNewsroom,
  text: string,
  { asOf, ...options }: TextOptions = {},
): Promise<TextReport> {
  const check = await textChecker(open, asOf === undefined ? {} : { asOf });
  return check(text, options);
}

/** How a site is published. */
export interface SiteOptions {
  /** Whether it can be searched; true when left out. */
  readonly search?: boolean;
  /** A folder that also gets a copy of the site, for a host. */
  readonly to?: string;
}

/** Makes the site of all approved articles and swaps it in whole. */
export async function publish(
  { newsroom, store }: OpenNewsroom,
  { search = true, to }: SiteOptions = {},
): Promise<PublishSummary> {
  const summary = await publishEditions(newsroom, store, { search });
  const { world, publication } = newsroom;
  if (to !== undefined)
    copySite(
      world.files,
      builtAt(publication.home, summary.build),
      resolve(world.currentFolder(), to),
    );
  return summary;
}
