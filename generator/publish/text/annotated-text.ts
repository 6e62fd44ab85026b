import type { Element, Root } from "hast";
import type { TracedFigure } from "../../check/verify/traced.ts";
import type { Fact } from "../../articles/facts.ts";
import { stringifyPage, type ReadText } from "./markdown.ts";
import type { ApprovedArticle } from "../../articles/approved.ts";
import type { FootnoteValues } from "../theme/layout-schemas.ts";

/** What stands before the first heading, or one section. */
export interface AnnotatedSection {
  /** Sanitised. */
  readonly html: string;
  /** The facts that it prints. */
  readonly facts: readonly Fact[];
}

/** The sections of an article's page, in order, with the figures that were traced in its Markdown. */
export function annotatedSections(
  page: Root,
  figures: readonly TracedFigure[],
): AnnotatedSection[] {
  const groups: { start: number; children: Root["children"] }[] = [{ start: 0, children: [] }];
  for (const node of page.children) {
    if (isSection(node))
      groups.push({ start: node.children[0]?.position?.start.offset ?? 0, children: [node] });
    else groups.at(-1)?.children.push(node);
  }
  return groups.map(({ start, children }, index) => {
    const end = groups[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const within = figures.filter((figure) => figure.start >= start && figure.start < end);
    return {
      html: stringifyPage({ type: "root", children }),
      facts: within.map(({ fact }) => fact),
    };
  });
}

function isSection(node: Root["children"][number]): node is Element {
  return node.type === "element" && node.tagName === "section";
}

/** An article's texts with each traced figure a quiet mark, and the notes that the marks open. */
export interface AnnotatedText {
  /** Sanitised, as are the others. */
  readonly title: string;
  readonly description: string;
  readonly sections: readonly AnnotatedSection[];
  readonly notes: readonly FootnoteValues[];
}

/** Marks the figures of one article; its text is used up by it. */
export type Annotator = (article: ApprovedArticle, body: string, text: ReadText) => AnnotatedText;
