import { Resvg } from "@resvg/resvg-js";
import { digest } from "../../base/digest.ts";
import { packageVersion } from "../../world/package-files.ts";
import { indexedPng } from "./indexed-png.ts";
import { FAMILY } from "./card-svg.ts";
import { FONT_FILES, FONT_VERSION } from "./font.ts";

/** What draws: another version may draw other bytes. */
const DRAWN_BY = `resvg ${packageVersion("@resvg/resvg-js")}, font ${FONT_VERSION}, with a palette`;

/** Digest of all that a card's picture follows from: cards of one digest are the same bytes. @param fonts digest of the publication's own faces. */
export function cardDigest(svg: string, fonts: string): string {
  return digest([DRAWN_BY, ...(fonts === "" ? [] : [fonts]), svg].join("\n"), 12);
}

/**
 * Draws a card as PNG; takes some 15 to 40 ms. Nothing of the machine is used, so that it draws the same everywhere.
 * @param files of faces besides the bundled ones.
 */
export function renderCard(svg: string, files: readonly string[] = []): Uint8Array {
  const fontFiles = [...Object.values(FONT_FILES), ...files];
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: FAMILY };
  const drawn = new Resvg(svg, { font }).render();
  return indexedPng(drawn.pixels, drawn.width, drawn.height) ?? drawn.asPng();
}
