import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import type { ChartLine } from "../../articles/chart-line.ts";
import { chartPlacedAt } from "../../publish/text/chart-places.ts";
import type { ReadText } from "../../publish/text/markdown.ts";

/** Sections that follow an article rather than belong to it: a mail tells sources and disclosure in its own words. */
const BACK_MATTER = new Set(["sources", "disclosure"]);

/** Where a chart that an editor put in is drawn, and what the link to it says. */
export type ChartLink = (
  line: ChartLine,
) => { readonly id: string; readonly text: string } | undefined;

/**
 * The text of an article as it stands in a mail: sections without anchors, links whole, tables without the region that scrolls, a link in
 * the place of each chart that an editor put in.
 * @param address of the article's page, which links of the text are seen from.
 */
export function mailBody({ page }: ReadText, address: string, chartLink: ChartLink): Root {
  const children = page.children.flatMap((node): Root["children"] => {
    if (node.type !== "element" || node.tagName !== "section") return [node];
    return isBackMatter(node) ? [] : node.children;
  });
  const body: Root = { type: "root", children };
  visit(body, "element", (node, index, parent) => {
    const line = chartPlacedAt(node);
    if (line) node.children = linked(chartLink(line), address);
    node.properties = keptOf(node, address);
    if (node.tagName !== "div" || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1, ...(node.children as typeof parent.children));
    return index;
  });
  return body;
}

function linked(link: ReturnType<ChartLink>, address: string): Element["children"] {
  if (!link) return [];
  const children = [{ type: "text" as const, value: link.text }];
  return [
    { type: "element", tagName: "a", properties: { href: `${address}#${link.id}` }, children },
  ];
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
