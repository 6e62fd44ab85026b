import { Resvg } from "@resvg/resvg-js";
import { digest } from "../../base/digest.ts";
import { programDigest } from "../../world/program.ts";
import type { World } from "../../world/world.ts";
import { layersOf } from "../../publication/layers.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { IconPaths } from "../model/site.ts";

/** The picture that stands for the publication, in the forms that browsers and machines ask for. */
export interface Icons {
  readonly paths: IconPaths;
  readonly files: readonly SiteFile[];
}

const SMALL = 32;
const TOUCH = 180;
export const LARGE = 512;

const ICON = "site/styles/icon.svg";

/** Draws the theme's picture in each size; none where the theme has no picture. */
export function makeIcons(world: World, home: string): Icons | undefined {
  const layers = layersOf(world, home);
  if (!layers.origin(ICON)) return undefined;
  const source = layers.open(ICON).text;
  const paths: IconPaths = {
    vector: `assets/icon.${digest(source, 12)}.svg`,
    bitmap: "favicon.ico",
    touch: "apple-touch-icon.png",
    large: "icon-512.png",
    manifest: "site.webmanifest",
  };
  const key = digest([programDigest(world), source].join(" "));
  return {
    paths,
    files: [
      { path: paths.vector, content: source },
      { path: paths.bitmap, key, content: () => iconFile(drawn(source, SMALL), SMALL) },
      { path: paths.touch, key, content: () => drawn(source, TOUCH) },
      { path: paths.large, key, content: () => drawn(source, LARGE) },
    ],
  };
}

function drawn(source: string, size: number): Uint8Array {
  const options = {
    fitTo: { mode: "width", value: size },
    font: { loadSystemFonts: false },
  } as const;
  return new Uint8Array(new Resvg(source, options).render().asPng());
}

/** The ICO form around one PNG: a header of 6 bytes, one entry of 16, the picture. */
function iconFile(picture: Uint8Array, size: number): Uint8Array {
  const head = new DataView(new ArrayBuffer(22));
  head.setUint16(2, 1, true);
  head.setUint16(4, 1, true);
  head.setUint8(6, size);
  head.setUint8(7, size);
  head.setUint16(10, 1, true);
  head.setUint16(12, 32, true);
  head.setUint32(14, picture.length, true);
  head.setUint32(18, head.byteLength, true);
  return new Uint8Array([...new Uint8Array(head.buffer), ...picture]);
}
