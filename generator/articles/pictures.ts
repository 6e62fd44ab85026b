import { visit } from "unist-util-visit";
import { markdownParser } from "./markdown.ts";

/** A picture that an editor put into a text: `![What it shows](name.jpg)`. */
export interface PictureLine {
  /** As it is written: the name of a file beside the article, or from `/` on one below `site/static`. */
  readonly address: string;
  /** What it shows, for those who do not see it. */
  readonly alt: string;
}

/** Names of folders and of a file with its ending; no scheme, no host, no query. */
const OWN = /^\/?(?:[\p{L}\p{M}\p{N} %._-]+\/)*[\p{L}\p{M}\p{N} %._-]+\.[a-z0-9]+$/iu;

/** Whether an address is one of the publication's own files: pages load nothing from anywhere else. */
export function isOwnPicture(address: string): boolean {
  return OWN.test(address);
}

/** The publication's own pictures that a text shows, in its order. */
export function picturesIn(markdown: string): PictureLine[] {
  if (!markdown.includes("![")) return [];
  const pictures: PictureLine[] = [];
  visit(markdownParser.parse(markdown), "image", ({ url, alt }) => {
    if (isOwnPicture(url)) pictures.push({ address: url, alt: (alt ?? "").trim() });
  });
  return pictures;
}
