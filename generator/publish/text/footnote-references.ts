import type { Element, ElementContent, Root, Text } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { alignment } from "../../check/reading/alignment.ts";
import type { Span } from "../../check/reading/block.ts";
import { footnoteId } from "./footnotes.ts";

/** A figure with the number of its note; its place is that of the Markdown it is written in. */
export interface FootnoteReference extends Span {
  readonly note: string;
}

/** Figures of so many characters together, with so many between them, stand nearer than fingers tell apart: "1, 5". */
const SHORT = 4;
const NEAR = 2;

/** Id of what the layout calls a mark: "Source of". */
const MARK_LABEL = "mark_label";

/** Marks of one page, so that each has an id of its own. */
export class FootnoteReferences {
  #count = 0;

  /**
   * Makes each figure of a sanitised text a quiet mark. Its text stays text, to be read and copied as before; a button lies
   * over it that opens the note. A figure within a link, or written across markup, has none.
   * @param source the Markdown of the tree.
   */
  insert(tree: Root, source: string, references: readonly FootnoteReference[]): void {
    if (references.length === 0) return;
    visit(tree, (node, index, parent) => {
      if (node.type === "element" && node.tagName === "a") return SKIP;
      if (node.type !== "text" || !parent || index === undefined) return undefined;
      const pieces = this.#pieces(node, source, references);
      if (pieces.length === 0) return undefined;
      parent.children.splice(index, 1, ...pieces);
      return [SKIP, index + pieces.length];
    });
  }

  #pieces(
    { value, position }: Text,
    source: string,
    references: readonly FootnoteReference[],
  ): ElementContent[] {
    const from = position?.start.offset;
    const to = position?.end.offset;
    if (from === undefined || to === undefined) return [];
    const within = references.filter(({ start, end }) => start >= from && end <= to);
    if (within.length === 0) return [];
    const places = placesOf(value, source.slice(from, to));
    const pieces: ElementContent[] = [];
    let at = 0;
    let before: string | undefined;
    for (const { start, end, note } of within) {
      const first = places.indexOf(start - from);
      const last = places.lastIndexOf(end - 1 - from);
      if (first < at || last < first) continue;
      if (first > at) pieces.push({ type: "text", value: value.slice(at, first) });
      const figure = value.slice(first, last + 1);
      const isNear =
        before !== undefined && first - at <= NEAR && before.length + figure.length <= SHORT;
      pieces.push(this.#referenced(figure, note, isNear));
      at = last + 1;
      before = figure;
    }
    if (pieces.length > 0 && at < value.length)
      pieces.push({ type: "text", value: value.slice(at) });
    return pieces;
  }

  #referenced(figure: string, note: string, isNear: boolean): Element {
    const id = `mark_${(this.#count += 1)}`;
    const target = footnoteId(note);
    return {
      type: "element",
      tagName: "span",
      properties: { className: isNear ? ["mark", "near"] : ["mark"], id, dataNote: note },
      children: [
        { type: "text", value: figure },
        {
          type: "element",
          tagName: "button",
          properties: {
            type: "button",
            popovertarget: target,
            popovertargetaction: "show",
            interestfor: target,
            ariaLabelledBy: [MARK_LABEL, id],
          },
          children: [],
        },
      ],
    };
  }
}

/** Where each character of a text stands in its source. */
function placesOf(value: string, source: string): { indexOf: Finder; lastIndexOf: Finder } {
  if (value === source) return { indexOf: (place) => place, lastIndexOf: (place) => place };
  const places = alignment(value, source);
  return {
    indexOf: (place) => places.indexOf(place),
    lastIndexOf: (place) => places.lastIndexOf(place),
  };
}

type Finder = (place: number) => number;
