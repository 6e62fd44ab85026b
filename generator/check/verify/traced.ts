import type { Root } from "mdast";
import { sentencesOf } from "../../base/sentences.ts";
import type { FrontMatter } from "../../articles/article.ts";
import type { Fact, FactsFile } from "../../articles/facts.ts";
import { BlockBuilder, type Block, type Span } from "../reading/block.ts";
import type { Candidate } from "../binding/candidate.ts";
import type { KnownData } from "../data/changed.ts";
import { storeOf } from "./store-of.ts";
import { verifyFigures } from "./verify.ts";
import { readQuotations } from "../reading/quoted.ts";
import { markdownBlocks } from "../reading/markdown.ts";
import { toolsFor } from "./tools.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";

/** A figure that its fact stands for, from its first character to behind its last in the text it is part of. */
export interface TracedFigure extends Span {
  readonly fact: Fact;
}

/** The figures of an article that have their facts, text by text, each in the order of the text. */
export interface TracedFigures {
  readonly title: readonly TracedFigure[];
  readonly description: readonly TracedFigure[];
  /** Places are those of the Markdown. */
  readonly body: readonly TracedFigure[];
}

/** An article's texts; the Markdown as it was parsed. */
export interface TracedTexts extends Pick<FrontMatter, "title" | "description"> {
  readonly body: string;
  readonly tree: Root;
}

/**
 * Pairs the figures of an article with their facts as `check` does. Left out is one that has no fact, or a fault; and in a sentence that was
 * not generated one that names nothing of its fact, or that the store does not bind to it: the print alone may be that of anything.
 * @param data as known at the cut-off; without it a changed sentence has no pairs.
 */
export function traceFigures(
  { title, description, body, tree }: TracedTexts,
  facts: FactsFile,
  vocabulary: FigureVocabulary,
  data?: KnownData,
): TracedFigures {
  const [headline, summary] = [plainBlock(title), plainBlock(description)];
  const read = readQuotations(markdownBlocks(body, 0, tree), facts.headlines);
  const blocks = [headline, summary, ...read.blocks];
  const byBlock = Map.groupBy(
    verifyFigures(
      blocks,
      facts,
      toolsFor(facts, vocabulary, data),
      storeOf(blocks, vocabulary, data),
    ),
    ({ statement }) => statement.block,
  );
  const tracedIn = (block: Block): TracedFigure[] =>
    (byBlock.get(block) ?? []).flatMap(({ figure, fact, isKnown, bound }) => {
      if (!fact) return [];
      const isHeld = bound && isOf(fact, bound) && isNamed(fact, facts, block, figure);
      if (!(isKnown || isHeld)) return [];
      const start = block.offsetOf(figure.start);
      return [{ start, end: block.offsetOf(figure.end - 1) + 1, fact }];
    });
  return {
    title: tracedIn(headline),
    description: tracedIn(summary),
    body: blocks.slice(2).flatMap(tracedIn),
  };
}

/** Whether the sentence of a figure names what a fact is about: what only stands near may be meant by no word of an editor's. */
function isNamed(
  { subjects }: Fact,
  { subjects: names }: Pick<FactsFile, "subjects">,
  { text }: Block,
  { start }: Span,
): boolean {
  let end = 0;
  const sentence = sentencesOf(text).find((each) => {
    end = text.indexOf(each, end) + each.length;
    return start < end;
  });
  return subjects.some((id) => names[id]?.some((name) => sentence?.includes(name)));
}

/** Whether a fact is told of the series that a figure was bound to. */
function isOf({ inputs }: Fact, { series }: Candidate): boolean {
  return inputs.some((input) => input.series === series);
}

function plainBlock(text: string): Block {
  const builder = new BlockBuilder();
  builder.add(text, () => ({ offset: 0, source: text }));
  return builder.build();
}
