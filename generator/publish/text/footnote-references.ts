import type { Element, Root } from "hast";
import type { Span } from "../../check/reading/block.ts";
import { footnoteId } from "./footnotes.ts";
import { markSpans } from "./mark-spans.ts";

/** A figure with the number of its note; its place is that of the Markdown it is written in. */
export interface FootnoteReference extends Span {
  readonly note: string;
}

/** Figures of so many characters together, with so many between them, stand nearer than fingers tell apart: "1, 5". */
const SHORT = 4;
const NEAR = 2;

/** Id of what the layout calls a mark: "Note". What it lies over is not said again. */
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
    markSpans(
      tree,
      source,
      references,
      ({ span, text, before }) => {
        const isNear =
          before !== undefined && before.gap <= NEAR && before.text.length + text.length <= SHORT;
        return this.#referenced(text, span.note, isNear);
      },
      { skipLinks: true },
    );
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
            ariaLabelledBy: [MARK_LABEL, `${target}_number`],
          },
          children: [],
        },
      ],
    };
  }
}
