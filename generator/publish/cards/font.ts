import { packageFile, packageVersion } from "../../world/package-files.ts";
import type { World } from "../../world/world.ts";

/** A face that text is measured and drawn with. */
export interface Font {
  /** Width of a text in pixels at a size, without kerning; characters that the face lacks take none. */
  width(text: string, size: number): number;
  /** The text without the characters that the face lacks. */
  covered(text: string): string;
}

/** Where the bundled Source Serif 4 lies. Nothing of the machine is used, so that it draws the same everywhere. */
export const FONT_FILES = {
  regular: packageFile("@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf"),
  bold: packageFile("@expo-google-fonts/source-serif-4/700Bold/SourceSerif4_700Bold.ttf"),
} as const;

/** The bundled faces. */
export function loadFonts({ files }: World): { readonly regular: Font; readonly bold: Font } {
  const load = (path: string): Font => readFont(files.readBytes(path));
  return { regular: load(FONT_FILES.regular), bold: load(FONT_FILES.bold) };
}

/** Version of the bundled font. */
export const FONT_VERSION = packageVersion("@expo-google-fonts/source-serif-4");

/**
 * Reads the widths of a TrueType font: `cmap` (format 4), `hmtx`, `hhea` and `head`.
 * Source: the OpenType specification 1.9.1, chapters of these tables.
 */
function readFont(bytes: Uint8Array): Font {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(data);
  const offset = (name: string): number => tables.get(name) ?? 0;
  const unitsPerEm = data.getUint16(offset("head") + 18);
  const metrics = data.getUint16(offset("hhea") + 34);
  const glyphOf = characterMap(data, offset("cmap"));
  const advance = (glyph: number): number =>
    data.getUint16(offset("hmtx") + 4 * Math.min(glyph, metrics - 1));
  const units = (text: string): number => {
    let total = 0;
    for (const character of text) {
      const glyph = glyphOf(character.codePointAt(0)!);
      if (glyph !== 0) total += advance(glyph);
    }
    return total;
  };
  return {
    width: (text, size) => (units(text) * size) / unitsPerEm,
    covered: (text) => [...text].filter((each) => glyphOf(each.codePointAt(0)!) !== 0).join(""),
  };
}

/** Where each table begins. */
function tablesOf(data: DataView): Map<string, number> {
  const tables = new Map<string, number>();
  for (let at = 12; at < 12 + 16 * data.getUint16(4); at += 16) {
    const tag = [0, 1, 2, 3].map((byte) => String.fromCharCode(data.getUint8(at + byte))).join("");
    tables.set(tag, data.getUint32(at + 8));
  }
  return tables;
}

/** The glyph of a character of the basic plane; 0 where there is none. */
function characterMap(data: DataView, cmap: number): (code: number) => number {
  const start = cmap + formatFour(data, cmap);
  const segments = data.getUint16(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const ranges = deltas + 2 * segments;
  return (code) => {
    if (code > 0xffff) return 0;
    let at = 0;
    while (at < segments && data.getUint16(ends + 2 * at) < code) at++;
    if (at === segments) return 0;
    const first = data.getUint16(starts + 2 * at);
    if (first > code) return 0;
    const delta = data.getUint16(deltas + 2 * at);
    const range = data.getUint16(ranges + 2 * at);
    if (range === 0) return (code + delta) & 0xffff;
    const glyph = data.getUint16(ranges + 2 * at + range + 2 * (code - first));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

/** Where the subtable of format 4 begins within `cmap`. */
function formatFour(data: DataView, cmap: number): number {
  const count = data.getUint16(cmap + 2);
  for (let at = 0; at < count; at++) {
    const offset = data.getUint32(cmap + 4 + 8 * at + 4);
    if (data.getUint16(cmap + offset) === 4) return offset;
  }
  throw new Error("the font has no character map of format 4");
}
