import { basename, dirname, extname, join } from "node:path";
import { imageSize } from "image-size";
import { digest } from "../../base/digest.ts";
import { mistake, type Failure } from "../../base/problem.ts";
import { slug } from "../../base/slug.ts";
import { packageVersion } from "../../world/package-files.ts";
import type { World } from "../../world/world.ts";
import type { ApprovedArticle } from "../../articles/approved.ts";
import type { PictureLine } from "../../articles/pictures.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { ShownPicture } from "../text/shown-pictures.ts";
import { articlePath, besidePage, permanentLink } from "./address.ts";

/** Widths in pixels in which a picture is offered, up to its own: a phone, a phone of twice the density or a desk, a desk of twice the density. */
const WIDTHS = [480, 960, 1600];

const KINDS: ReadonlySet<string> = new Set(["png", "jpg", "webp", "avif"]);

/** EXIF's orientations from this one on lie on their side. */
const ON_ITS_SIDE = 5;

/** A picture of an article, in each width as a file of the site. */
export interface ArticlePicture extends ShownPicture {
  readonly address: string;
  readonly files: readonly SiteFile[];
}

/**
 * The pictures of an article's text, as WebP in several widths.
 * @param root the site's address, with a slash at its end.
 * @throws Failure (2) for one that is not there, is no picture, or has nothing to say to those who do not see it.
 */
export function articlePictures(
  world: World,
  home: string,
  article: Pick<ApprovedArticle, "file" | "frontMatter" | "slug" | "pictures">,
  root: string,
): ArticlePicture[] {
  const page = articlePath(article.frontMatter.edition, article.slug);
  const pictures = article.pictures.map((line) => {
    const bytes = read(world, home, article.file, line);
    const [width, height] = sizeOf(bytes, article.file, line);
    const files = [...WIDTHS.filter((each) => each < width), Math.min(width, WIDTHS.at(-1)!)].map(
      (each) => ({ width: each, ...pictureFile(page, line.address, bytes, each, article.file) }),
    );
    const largest = files.at(-1)!;
    return {
      address: line.address,
      src: permanentLink(root, largest.path),
      srcSet: files.map((each) => `${permanentLink(root, each.path)} ${each.width}w`).join(", "),
      width: largest.width,
      height: Math.round((height * largest.width) / width),
      files,
    };
  });
  return [...new Map(pictures.map((each) => [each.address, each])).values()];
}

function read({ files }: World, home: string, article: string, line: PictureLine): Uint8Array {
  const { address, alt } = line;
  if (alt === "") throw wrong(article, line, "says nothing to those who do not see it");
  const names = decodeURI(address).split("/");
  const folder = address.startsWith("/")
    ? join(home, "site", "static")
    : join(home, dirname(article));
  const path = join(folder, ...names);
  if (names.includes("..") || !files.exists(path) || files.isFolder(path))
    throw wrong(article, line, "is not there");
  return files.readBytes(path);
}

function sizeOf(bytes: Uint8Array, article: string, line: PictureLine): [number, number] {
  try {
    const { width, height, type = "", orientation = 1 } = imageSize(bytes);
    if (KINDS.has(type) && width > 0 && height > 0)
      return orientation >= ON_ITS_SIDE ? [height, width] : [width, height];
  } catch {
    // What cannot be measured is no picture: the same message.
  }
  throw wrong(article, line, "is no PNG, JPEG, WebP or AVIF");
}

/** Under a name that changes with what it shows; drawn when it is asked for. */
function pictureFile(
  page: string,
  address: string,
  bytes: Uint8Array,
  width: number,
  article: string,
): SiteFile {
  const made = digest([packageVersion("sharp"), width, digest(bytes)].join(" "), 12);
  const name = slug(basename(address, extname(address))) || "picture";
  const path = besidePage(page, `${name}-${width}.${made}.webp`);
  return {
    path,
    key: path,
    content: async () => {
      const { default: sharp } = await import("sharp");
      try {
        const picture = sharp(bytes).autoOrient().resize({ width });
        return new Uint8Array(await picture.webp({ quality: 80 }).toBuffer());
      } catch {
        throw wrong(article, { address, alt: "" }, "cannot be read");
      }
    },
  };
}

function wrong(file: string, { address, alt }: PictureLine, why: string): Failure {
  return mistake({
    code: "picture",
    file,
    message: `The picture ![${alt}](${address}) ${why}.`,
    advice:
      "Put a PNG, JPEG, WebP or AVIF beside the article, or below site/static and begin its address with /; say in the brackets what it shows.",
  });
}
