import { weakMemoize } from "../../base/memo.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { BannedWord, BannedWording } from "./banned.ts";
import type { Block, Span } from "../reading/block.ts";
import { maskNames, nameFinder } from "../figures/mask.ts";
import { spanPlace } from "../place.ts";
import { QUOTATION } from "./quotation.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";

/**
 * What an article should not say. Names are no wording, and a quotation keeps its words where its paragraph, or the one before a
 * block quote, says whose they are.
 */
export function wordingMessages(
  read: ReadArticle,
  facts: FactsFile,
  wording: BannedWording,
): CheckMessage[] {
  return ownWords(read, facts, wording, wording.find).map(({ block, found }) =>
    wordMessage(read, block, found, {
      code: "banned-wording",
      severity: found.banned.severity,
      message: `"${found.word}" (${found.banned.kind}): ${found.banned.reason}. Write instead: ${found.banned.instead}.`,
    }),
  );
}

/** The text of a block with its names masked. */
const withoutNames = weakMemoize(({ subjects }: FactsFile) => {
  const names = nameFinder(Object.values(subjects).flat());
  return weakMemoize(({ text }: Block): string => maskNames(text, names));
});

/** A word as it stands in an article's block. */
interface OwnWord<Found> {
  readonly block: Block;
  readonly found: Found;
}

/** The words that `find` finds and that are the article's own: within no name and no attributed quotation. */
export function ownWords<Found extends Span>(
  read: ReadArticle,
  facts: FactsFile,
  wording: BannedWording,
  find: (text: string) => readonly Found[],
): OwnWord<Found>[] {
  const unnamed = withoutNames(facts);
  return read.blocks.flatMap((block, at) => {
    const found = find(unnamed(block));
    if (found.length === 0) return [];
    const quoted = quotedIn(block, read.blocks[at - 1], wording);
    return found
      .filter((each) => !quoted.some(({ start, end }) => start <= each.start && end >= each.end))
      .map((each) => ({ block, found: each }));
  });
}

/** The stretches of a block that are somebody's own words, and that it says are. */
function quotedIn(
  block: Block,
  before: Block | undefined,
  { attributions }: BannedWording,
): Span[] {
  const quotations = [...block.text.matchAll(QUOTATION)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  const speaks = attributions(block.text).some(
    (word) => !quotations.some(({ start, end }) => start <= word.start && end >= word.end),
  );
  if (block.isQuote) {
    const isAttributed =
      speaks || (before && !before.isQuote && attributions(before.text).length > 0);
    return isAttributed ? [{ start: 0, end: block.text.length }] : [];
  }
  return speaks ? quotations : [];
}

/** A message about a word at its place; a notice where an editor has waived the word. */
export function wordMessage(
  read: ReadArticle,
  block: Block,
  { word, start, end }: Pick<BannedWord, "word" | "start" | "end">,
  message: Pick<CheckMessage, "code" | "severity" | "message">,
): CheckMessage {
  const at = spanPlace(read, block, { start, end });
  const waiver = read.article.frontMatter.waivers?.find(
    (each) => "words" in each && each.words.toLowerCase() === word.toLowerCase(),
  );
  if (!waiver) return { ...message, ...at };
  return {
    code: "waived",
    severity: "notice",
    ...at,
    message: `"${word}" is waived: ${waiver.reason}`,
  };
}
