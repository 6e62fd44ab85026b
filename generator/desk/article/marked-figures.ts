import type { Fact, FactsFile } from "../../articles/facts.ts";
import type { FigureVocabulary } from "../../check/figures/vocabulary.ts";
import { figurePlace } from "../../check/place.ts";
import type { Span } from "../../check/reading/block.ts";
import { readArticle } from "../../check/reading/read.ts";
import type { CheckMessage, CheckReport } from "../../check/report.ts";
import { toolsFor } from "../../check/verify/tools.ts";
import { verifyFigures } from "../../check/verify/verify.ts";

/**
 * How a figure stands: `holds` as it was generated, `edited` in a sentence of a person and right by the data, `unknown` where nothing
 * bears it out or something refutes it, `waived` by an editor or sourced by a link.
 */
export type FigureMark = "holds" | "edited" | "unknown" | "waived";

/** Which text of the article a place is in. */
export type Part = "title" | "description" | "body";

/** One figure of an article, from its first character to behind its last in its part. */
export interface DeskFigure extends Span {
  /** From 1, in the order of the text. */
  readonly number: number;
  readonly part: Part;
  readonly text: string;
  readonly mark: FigureMark;
  readonly fact: Fact | undefined;
  /** What the check says of it. */
  readonly message: CheckMessage | undefined;
}

/** A stretch of the text with what it is marked for. */
export interface MarkedStretch extends Span {
  readonly part: Part;
  readonly message: CheckMessage;
}

/** An article's text as the check sees it. */
export interface MarkedText {
  readonly figures: readonly DeskFigure[];
  /** Sentences of a person. */
  readonly sentences: readonly MarkedStretch[];
  /** Words, other than figures, that block. */
  readonly words: readonly MarkedStretch[];
  /** All that the check marks beside figures, the above included. */
  readonly others: readonly MarkedStretch[];
}

const EXCUSED = new Set(["waived", "sourced-by-link"]);

/** Every figure of an article with how it stands, and what else the check marks in it. */
export function markedText(
  file: { readonly text: string; readonly file: string },
  facts: FactsFile,
  vocabulary: FigureVocabulary,
  report: CheckReport,
): MarkedText {
  const read = readArticle(file, facts);
  const bodyAt = file.text.length - read.article.body.length;
  const [title, description] = read.blocks;
  const said = new Map(report.messages.map((each) => [`${each.offset} ${each.length}`, each]));
  const figures = verifyFigures(read.blocks, facts, toolsFor(facts, vocabulary)).map(
    (verdict, index): DeskFigure => {
      const { statement, figure, isKnown } = verdict;
      const { offset, length } = figurePlace(read, verdict);
      const message = said.get(`${offset} ${length}`);
      const part =
        statement.block === title
          ? "title"
          : statement.block === description
            ? "description"
            : "body";
      const place =
        part === "body"
          ? { start: offset - bodyAt, end: offset + length - bodyAt }
          : { start: figure.start, end: figure.end };
      const own = message?.code === "by-hand" ? undefined : message;
      const fact = verdict.fact ?? facts.facts.find(({ id }) => id === own?.fact);
      const mark =
        own?.severity === "error"
          ? "unknown"
          : own && EXCUSED.has(own.code)
            ? "waived"
            : isKnown && verdict.fact
              ? "holds"
              : "edited";
      return { number: index + 1, part, ...place, text: figure.text, mark, fact, message: own };
    },
  );
  const figureMessages = new Set(figures.map(({ message }) => message));
  const stretches = report.messages.flatMap((message): MarkedStretch[] => {
    const { offset, length } = message;
    if (offset === undefined || length === undefined || figureMessages.has(message)) return [];
    const end = offset + length;
    if (offset >= bodyAt)
      return [{ part: "body", start: offset - bodyAt, end: end - bodyAt, message }];
    for (const [part, block] of [
      ["title", title],
      ["description", description],
    ] as const) {
      const from = block?.offsetOf(0) ?? 0;
      const to = from + (block?.text.length ?? 0);
      if (offset >= from && end <= to)
        return [{ part, start: offset - from, end: end - from, message }];
    }
    return [];
  });
  return {
    figures,
    sentences: stretches.filter(({ message }) => message.code === "by-hand"),
    words: stretches.filter(({ message }) => message.severity === "error"),
    others: stretches,
  };
}
