import type { Element, Root } from "hast";
import { toString } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";

/**
 * Makes a table readable on a narrow screen and to a screen reader: it scrolls in a named region of its own, its headers
 * have a scope, and alignment is a class instead of an attribute that HTML no longer has.
 */
export function readableTables() {
  return (tree: Root): void => {
    let heading = "";
    let count = 0;
    visit(tree, "element", (node, index, parent) => {
      if (/^h[1-6]$/.test(node.tagName)) heading = toString(node);
      if (node.tagName === "th" || node.tagName === "td") dressCell(node);
      if (node.tagName !== "table" || !parent || index === undefined) return undefined;
      const label = [`Table ${(count += 1)}`, heading].filter((part) => part !== "").join(": ");
      visit(node, "element", (cell) => dressCell(cell));
      parent.children[index] = {
        type: "element",
        tagName: "div",
        properties: { className: ["table"], role: "region", tabIndex: 0, ariaLabel: label },
        children: [node],
      };
      return [SKIP, index + 1];
    });
  };
}

function dressCell(node: Element): void {
  const { align, ...properties } = node.properties;
  if (align !== undefined && align !== null) properties["className"] = [String(align)];
  if (node.tagName === "th") properties["scope"] = "col";
  node.properties = properties;
}
