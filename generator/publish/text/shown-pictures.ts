import type { Root } from "hast";
import { visit } from "unist-util-visit";

/** A picture as a page shows it. */
export interface ShownPicture {
  /** Address on the web of its largest size. */
  readonly src: string;
  readonly srcSet: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** As wide as the text, and on a narrow screen as the window. */
const SIZES = "(min-width: 48rem) 44rem, 100vw";

/**
 * Puts the size and sources of each picture of a sanitised text into its place. One that is not to be shown is told by its description.
 * @param pictureAt by the address that the text names.
 */
export function showPictures(
  page: Root,
  pictureAt: (address: string) => ShownPicture | undefined,
): void {
  visit(page, "element", (node, index, parent) => {
    if (node.tagName !== "img" || !parent || index === undefined) return;
    const { src, alt } = node.properties;
    const picture = typeof src === "string" ? pictureAt(src) : undefined;
    if (picture) {
      const { width, height, srcSet } = picture;
      const loaded = { loading: "lazy", decoding: "async" };
      node.properties = { src: picture.src, srcSet, sizes: SIZES, width, height, alt, ...loaded };
    } else parent.children[index] = { type: "text", value: String(alt ?? "") };
  });
}
