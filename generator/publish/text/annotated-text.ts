import type { Element, Root } from "hast";
import type { TracedFigure } from "../../check/verify/traced.ts";
import type { Fact } from "../../articles/facts.ts";
import type { ChartLine } from "../../articles/chart-line.ts";
import { chartPlacedAt } from "./chart-places.ts";
import { stringifyPage, type ReadText } from "./markdown.ts";
import type { ApprovedArticle } from "../../articles/approved.ts";
import type { FootnoteValues } from "../theme/layout-schemas.ts";

/** What stands before the first heading, or one section. */
export interface AnnotatedSection {
  /** Sanitised. */
  readonly html: string;
  /** The facts that it prints. */
  readonly facts: readonly Fact[];
  /** The chart that an editor has put behind it. */
  readonly chart?: ChartLine;
}

/** The sections of an article's page, in order, with the figures that were traced in its Markdown. */
export function annotatedSections(
  page: Root,
  figures: readonly TracedFigure[],
): AnnotatedSection[] {
  const groups: Group[] = [{ start: 0, children: [] }];
  for (const node of page.children) {
    if (node.type === "element" && chartPlacedAt(node)) groups.push(...cutAt(groups, node));
    else if (isSection(node)) groups.push(...piecesOf(node));
    else groups.at(-1)?.children.push(node);
  }
  return groups.map(({ start, children, chart }, index) => {
    const end = groups[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const within = figures.filter((figure) => figure.start >= start && figure.start < end);
    return {
      html: stringifyPage({ type: "root", children }),
      facts: within.map(({ fact }) => fact),
      ...(chart && { chart }),
    };
  });
}

interface Group {
  readonly start: number;
  readonly children: Root["children"];
  chart?: ChartLine;
}

/** A section, cut where charts stand in it: what follows one goes on without its heading. */
function piecesOf(section: Element): Group[] {
  const groups: Group[] = [];
  let rest: Element["children"] = [];
  const start = startOf(section.children[0]);
  groups.push({ start, children: [{ ...section, children: rest }] });
  for (const node of section.children) {
    if (node.type === "element" && chartPlacedAt(node)) {
      const [next] = cutAt(groups, node);
      groups.push(next!);
      rest = next!.children as Element["children"];
    } else rest.push(node);
  }
  return groups;
}

/** Gives the last group its chart, and begins the next. */
function cutAt(groups: readonly Group[], place: Element): Group[] {
  const chart = chartPlacedAt(place);
  if (chart) groups.at(-1)!.chart = chart;
  return [{ start: startOf(place), children: [] }];
}

function startOf(node: Root["children"][number] | undefined): number {
  return node?.position?.start.offset ?? 0;
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
