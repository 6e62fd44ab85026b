import type { ApprovedArticle, Editions, HeldArticle } from "../articles/approved.ts";
import { readOnDisk } from "../articles/on-disk.ts";
import { digest } from "../base/digest.ts";
import { check } from "../check/check.ts";
import { isStored } from "../check/data/behind.ts";
import type { CheckReport } from "../check/report.ts";
import { declaredIn } from "../publication/catalogue.ts";
import { digestsOfLayers } from "../publication/layers.ts";
import type { Archive } from "../store/archive.ts";
import { openValidationCache } from "../world/validation-cache.ts";
import type { CheckRoom } from "./newsroom.ts";

/** What the check goes by of a publication's own files. */
const PARTS = ["templates/vocabulary", "templates/scales"];

/**
 * Checks approved articles again before they go out, with the data as known at each one's cut-off, and holds back those that do not
 * pass. What was found clean is not checked a second time while its text, its facts, the data, the words and the program are the same.
 * @param archive of the publication; without it articles are held to their facts alone.
 * @param cacheHome where it is kept what was found clean.
 */
export function rechecker(
  room: CheckRoom,
  archive: Archive | undefined,
  cacheHome = room.publication.home,
): (editions: Editions) => Editions {
  const { world, publication, kit } = room;
  const ground = digest(
    JSON.stringify([
      publication.kit.digest,
      publication.language,
      ...declaredIn(publication.catalogue),
      digestsOfLayers(world, publication.home, PARTS),
    ]),
  );
  return (editions) => {
    const proven = openValidationCache(world, cacheHome, `articles-${publication.language}`);
    const data = archive && dataAt(archive, editions.articles.map(cutoffOf));
    const held: HeldArticle[] = [];
    const articles = editions.articles.filter((article) => {
      const cutoff = cutoffOf(article);
      const key = [ground, article.digest, data?.(cutoff), article.arrived].join();
      if (proven.has(key)) return true;
      const { file, text, facts } = readOnDisk(world, publication.home, article.file);
      const inStore =
        archive && isStored(archive, facts)
          ? {
              view: archive.view(cutoff, article.arrived),
              measures: kit.measures,
              scales: room.scales,
            }
          : undefined;
      const report = check({ text, file }, facts, room.vocabulary, inStore, publication.catalogue);
      if (report.errors === 0) proven.add(key);
      else held.push({ file, reason: reasonIn(report) });
      return report.errors === 0;
    });
    proven.save();
    return { ...editions, articles, held: [...editions.held, ...held] };
  };
}

/** In milliseconds. */
function cutoffOf({ frontMatter }: ApprovedArticle): number {
  return Date.parse(frontMatter.date);
}

/** A digest of what was public at each of some instants. */
function dataAt(archive: Archive, cutoffs: readonly number[]): (cutoff: number) => string {
  const instants = [...new Set(cutoffs)].toSorted((a, b) => a - b);
  const ids = [...archive.catalogue.series.keys()];
  const bySeries = ids.map((id) => archive.fingerprints(id, instants));
  const digests = instants.map((instant, at) => {
    const series = bySeries.map((each) => each[at]);
    const view = archive.view(instant);
    return digest(JSON.stringify([series, view.claims(), view.headlines()]));
  });
  return (cutoff) => digests[instants.indexOf(cutoff)]!;
}

/** The first error of a report, as a clause. */
export function reasonIn({ errors, messages }: CheckReport): string {
  const { line, column, message, code } = messages.find(({ severity }) => severity === "error")!;
  const others = errors === 1 ? "" : ` (and ${errors - 1} more)`;
  return `the check says at ${line}:${column}: ${message.replace(/\.$/, "")} (${code})${others}`;
}
