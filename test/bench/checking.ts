import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { check } from "../../generator/check/check.ts";
import type { Newsroom } from "../../generator/newsroom/newsroom.ts";
import { cutoffOf } from "../../generator/narrate/edition.ts";
import { textCheckerBy } from "../../generator/review/texts.ts";
import type { Archive } from "../../generator/store/archive.ts";

const ROUNDS = 40;
const WORDS = 900;

/** Milliseconds of processor time that a check of 900 words takes, with the store open and no view of it read before. */
export interface CheckTimes {
  /** An article, held to its facts and the facts to the data. */
  readonly article: number;
  /** The same text as somebody else's, each figure of it bound. */
  readonly foreign: number;
}

/** Times the check of a sample, scaled to 900 words. @param root the folder of the samples' publication. */
export function measureChecks(
  newsroom: Newsroom,
  archive: Archive,
  root: string,
  day: string,
): CheckTimes {
  const path = join(root, "content/editions", day, "cross-market-note");
  const text = readFileSync(`${path}.md`, "utf8");
  const facts = parseFacts(readFileSync(`${path}.facts.json`, "utf8"), path);
  const share = WORDS / text.split(/\s+/).length;
  const { vocabulary, scales, kit, publication } = newsroom;
  const view = (): ReturnType<Archive["view"]> => archive.view(cutoffOf(day, publication.cutoff));
  const article = (): unknown =>
    check({ text, file: "note.md" }, facts, vocabulary, {
      view: view(),
      measures: kit.measures,
      scales,
    });
  const foreign = (): unknown => textCheckerBy(newsroom, view())(text, { format: "markdown" });
  return { article: share * processorTime(article), foreign: share * processorTime(foreign) };
}

/** The median, without the rounds in which the engine is still warming up. */
function processorTime(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  const settled = times.slice(ROUNDS / 2).toSorted((a, b) => a - b);
  return settled[Math.floor(settled.length / 2)]!;
}
