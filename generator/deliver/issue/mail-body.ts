import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import type { ReadText } from "../../publish/text/markdown.ts";

/** Sections that follow an article rather than belong to it: a mail tells sources and disclosure in its own words. */
const BACK_MATTER = new Set(["sources", "disclosure"]);

/**
 * The text of an article as it stands in a mail: sections without anchors, links whole, tables without the region that scrolls.
 * @param address of the article's page, which links of the text are seen from.
 */
export function mailBody({ page }: ReadText, address: string): Root {
  const children = page.children.flatMap((node): Root["children"] => {
    if (node.type !== "element" || node.tagName !== "section") return [node];
    return isBackMatter(node) ? [] : node.children;
  });
  const body: Root = { type: "root", children };
  visit(body, "element", (node, index, parent) => {
    node.properties = keptOf(node, address);
    if (node.tagName !== "div" || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1, ...(node.children as typeof parent.children));
    return index;
  });
  return body;
}

function keptOf({ tagName, properties }: Element, address: string): Element["properties"] {
  const { href, scope, start } = properties;
  if (tagName === "a" && typeof href === "string")
    return { href: URL.parse(href, address)?.href ?? address };
  if (tagName === "th") return { scope };
  return tagName === "ol" ? { start } : {};
}

function isBackMatter({ properties }: Element): boolean {
  const kinds = properties["className"];
  return Array.isArray(kinds) && kinds.some((kind) => BACK_MATTER.has(String(kind)));
}
