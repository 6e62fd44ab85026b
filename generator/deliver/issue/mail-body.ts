import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import type { ReadText } from "../../publish/text/markdown.ts";

/** Sections that follow an article rather than belong to it: a mail tells sources and disclosure in its own words. */
const BACK_MATTER = ["sources", "disclosure"];

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
    const { href, align, scope, ...rest } = node.properties;
    if (node.tagName === "a" && typeof href === "string")
      node.properties = { href: URL.parse(href, address)?.href ?? address };
    else if (/^t[hd]$/.test(node.tagName)) node.properties = scope ? { scope } : {};
    else node.properties = node.tagName === "ol" ? { start: rest["start"] } : {};
    if (node.tagName !== "div" || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1, ...(node.children as typeof parent.children));
    return index;
  });
  return body;
}

function isBackMatter({ properties }: Element): boolean {
  const kinds = properties["className"];
  return Array.isArray(kinds) && kinds.some((kind) => BACK_MATTER.includes(String(kind)));
}
