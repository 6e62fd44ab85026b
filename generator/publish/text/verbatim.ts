import type { ElementContent } from "hast";
import type { Html, Image, ImageReference, Parents } from "mdast";
import type { Options } from "remark-rehype";
import { isOwnPicture } from "../../articles/pictures.ts";

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const BLOCKS = new Set(["root", "blockquote", "listItem"]);

/**
 * Markup written in an article is shown as the text that it is, so that nothing is lost and nothing takes effect;
 * comments are left out. A picture from elsewhere is told by its description.
 */
export const verbatim: NonNullable<Options["handlers"]> = {
  html(_state: unknown, node: Html, parent: Parents | undefined) {
    const value = node.value.replace(COMMENT, "");
    return value.trim() === "" ? undefined : placed({ type: "text", value }, parent);
  },
  image: (_state: unknown, { url, alt }: Image) =>
    isOwnPicture(url)
      ? { type: "element", tagName: "img", properties: { src: url, alt: alt ?? "" }, children: [] }
      : { type: "text", value: alt ?? "" },
  imageReference: (_state: unknown, node: ImageReference) => ({
    type: "text",
    value: node.alt ?? "",
  }),
};

function placed(content: ElementContent, parent: Parents | undefined): ElementContent {
  if (!BLOCKS.has(parent?.type ?? "root")) return content;
  return { type: "element", tagName: "p", properties: {}, children: [content] };
}
