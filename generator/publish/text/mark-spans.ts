import type { ElementContent, Root, Text } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { alignment } from "../../check/reading/alignment.ts";
import type { Span } from "../../check/reading/block.ts";

/** A stretch of a text that is marked; its place is that of the Markdown it is written in. */
export interface MarkedPiece<S extends Span> {
  readonly span: S;
  readonly text: string;
  /** The marked piece before it in the same run of text, and the characters between the two. */
  readonly before?: { readonly text: string; readonly gap: number };
  readonly isInLink: boolean;
}

interface MarkOptions {
  /** What is within a link stays as it is. */
  readonly skipLinks?: boolean;
  /** A span that reaches over several runs of text is marked in each; else it is marked only where it stands within one. */
  readonly isClipped?: boolean;
}

/**
 * Puts an element of its own around each span of a sanitised text. The pieces keep their places, so that a text can be marked twice:
 * the wider spans first.
 * @param source the Markdown of the tree.
 * @param spans in the order of the text, none within another.
 */
export function markSpans<S extends Span>(
  tree: Root,
  source: string,
  spans: readonly S[],
  mark: (piece: MarkedPiece<S>, children: readonly Text[]) => ElementContent,
  { skipLinks = false, isClipped = false }: MarkOptions = {},
): void {
  if (spans.length === 0) return;
  const links: [from: number, to: number][] = [];
  visit(tree, (node, index, parent) => {
    if (node.type === "element" && node.tagName === "a") {
      if (skipLinks) return SKIP;
      links.push([node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
    }
    if (node.type !== "text" || !parent || index === undefined) return undefined;
    const pieces = piecesOf(node, source, spans, isClipped, (piece, children) =>
      mark({ ...piece, isInLink: isWithin(links, node) }, children),
    );
    if (pieces.length === 0) return undefined;
    parent.children.splice(index, 1, ...pieces);
    return [SKIP, index + pieces.length];
  });
}

function isWithin(links: readonly [number, number][], { position }: Text): boolean {
  const at = position?.start.offset ?? -1;
  return links.some(([from, to]) => at >= from && at < to);
}

function piecesOf<S extends Span>(
  { value, position }: Text,
  source: string,
  spans: readonly S[],
  isClipped: boolean,
  mark: (piece: Omit<MarkedPiece<S>, "isInLink">, children: readonly Text[]) => ElementContent,
): ElementContent[] {
  const from = position?.start.offset;
  const to = position?.end.offset;
  if (from === undefined || to === undefined) return [];
  const within = spans.filter(({ start, end }) =>
    isClipped ? start < to && end > from : start >= from && end <= to,
  );
  if (within.length === 0) return [];
  const places = placesOf(value, source.slice(from, to));
  const textAt = (first: number, end: number): Text => ({
    type: "text",
    value: value.slice(first, end),
    position: {
      start: { line: 1, column: 1, offset: from + places.at(first) },
      end: { line: 1, column: 1, offset: from + places.at(end - 1) + 1 },
    },
  });
  const pieces: ElementContent[] = [];
  let at = 0;
  let before: string | undefined;
  for (const span of within) {
    const first = places.indexOf(Math.max(span.start - from, 0));
    const last = span.end >= to ? value.length - 1 : places.lastIndexOf(span.end - 1 - from);
    if (first < at || last < first) continue;
    if (first > at) pieces.push(textAt(at, first));
    const text = value.slice(first, last + 1);
    const beside = before === undefined ? {} : { before: { text: before, gap: first - at } };
    pieces.push(mark({ span, text, ...beside }, [textAt(first, last + 1)]));
    at = last + 1;
    before = text;
  }
  if (pieces.length > 0 && at < value.length) pieces.push(textAt(at, value.length));
  return pieces;
}

/** Where each character of a text stands in its source. */
interface Places {
  indexOf(place: number): number;
  lastIndexOf(place: number): number;
  at(index: number): number;
}

function placesOf(value: string, source: string): Places {
  if (value === source)
    return { indexOf: (place) => place, lastIndexOf: (place) => place, at: (index) => index };
  const places = alignment(value, source);
  return {
    indexOf: (place) => places.indexOf(place),
    lastIndexOf: (place) => places.lastIndexOf(place),
    at: (index) => places[index] ?? source.length,
  };
}
