import type { FactsFile } from "../compose/facts.ts";
import type { BannedWord, BannedWording } from "./banned.ts";
import type { Block, Span } from "./block.ts";
import { maskNames, namePattern } from "./mask.ts";
import type { ReadArticle } from "./read.ts";
import type { CheckMessage } from "./report.ts";

/** Between quotation marks of one pair, of any make. */
const QUOTATION = /“[^”]*”|"[^"]*"|«[^»]*»|‘[^’]*’(?!\p{L})/gu;

/**
 * What an article should not say. Names are no wording, and a quotation keeps its words where its paragraph, or the one before a
 * block quote, says whose they are.
 */
export function wordingMessages(
  read: ReadArticle,
  { subjects }: FactsFile,
  wording: BannedWording,
): CheckMessage[] {
  const names = namePattern(Object.values(subjects).flat());
  return read.blocks.flatMap((block, at) => {
    const found = wording.find(maskNames(block.text, names));
    if (found.length === 0) return [];
    const quoted = quotedIn(block, read.blocks[at - 1], wording);
    return found
      .filter((each) => !quoted.some(({ start, end }) => start <= each.start && end >= each.end))
      .map((each) => messageOf(read, block, each));
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

function messageOf(
  { article, placeOf }: ReadArticle,
  block: Block,
  { word, start, end, banned }: BannedWord,
): CheckMessage {
  const last = placeOf(block.offsetOf(end - 1));
  const at = {
    ...placeOf(block.offsetOf(start)),
    endLine: last.line,
    endColumn: last.column + 1,
  };
  const waiver = article.frontMatter.waivers?.find(
    (each) => "words" in each && each.words.toLowerCase() === word.toLowerCase(),
  );
  if (waiver) {
    return {
      code: "waived",
      severity: "notice",
      ...at,
      message: `"${word}" is waived: ${waiver.reason}`,
    };
  }
  return {
    code: "banned-wording",
    severity: banned.severity,
    ...at,
    message: `"${word}" (${banned.kind}): ${banned.reason}. Write instead: ${banned.instead}.`,
  };
}
