import type { Element, Root } from "hast";

/** Marks a first paragraph that is all emphasis: the line that names the sources and the cut-off. */
export function markedSourceLine() {
  return (tree: Root): void => {
    const first = tree.children.find((node): node is Element => node.type === "element");
    const [only, ...rest] = first?.children ?? [];
    if (first?.tagName !== "p" || rest.length > 0) return;
    if (only?.type === "element" && only.tagName === "em")
      first.properties["className"] = ["source-line"];
  };
}
