import type { Root } from "hast";
import { visit } from "unist-util-visit";

/**
 * Makes links of a text to pages and pictures of its own site relative, so that they work wherever the site's files lie.
 * @param root the site's address, with a slash at its end.
 * @param linkTo the address of a page or file, given as its path within the site, as seen from the text's own page.
 */
export function localLinks(tree: Root, root: string, linkTo: (page: string) => string): void {
  visit(tree, "element", ({ tagName, properties }) => {
    const { href, src, srcSet } = properties;
    if (tagName === "img" && typeof src === "string" && typeof srcSet === "string") {
      const local = (address: string): string => linkTo(address.slice(root.length));
      properties["src"] = local(src);
      properties["srcSet"] = srcSet.split(", ").map(local).join(", ");
    }
    if (tagName !== "a" || typeof href !== "string" || !href.startsWith(root)) return;
    const page = href.slice(root.length);
    if (page.endsWith("/")) properties["href"] = linkTo(`${page}index.html`);
  });
}
