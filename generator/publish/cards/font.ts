import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { collected, mistake, type Problem } from "../../base/problem.ts";
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

/** Where a publication puts faces of its own, for characters that the bundled one lacks. */
export const FONT_FOLDER = "site/fonts";

/** The faces of a publication's cards. */
export interface Fonts {
  readonly regular: Font;
  readonly bold: Font;
  /** Where its own faces lie, in the order in which they are asked for a character. */
  readonly files: readonly string[];
  /** Digest of its own faces; empty where there are none. */
  readonly digest: string;
}

/** Where the faces of a publication's own lie. */
export function ownFaces({ files }: World, home: string): string[] {
  const folder = join(home, FONT_FOLDER);
  if (!files.isFolder(folder)) return [];
  return files.list(folder).flatMap((name) => (FACE.test(name) ? [join(folder, name)] : []));
}

/**
 * The bundled faces, and behind them those below `site/fonts` of a publication.
 * @throws Failure (2) naming each file there that is no TrueType or OpenType font.
 */
export function loadFonts(world: World, home: string): Fonts {
  const load = (path: string): Font => readFont(world.files.readBytes(path));
  const problems: Problem[] = [];
  const own = ownFaces(world, home).flatMap((path) => {
    const bytes = world.files.readBytes(path);
    const font = collected(problems, () => ownFont(bytes, relative(home, path)));
    return font ? [{ path, bytes, font }] : [];
  });
  if (problems.length > 0) throw mistake(problems);
  const others = own.map(({ font }) => font);
  return {
    regular: inTurn([load(FONT_FILES.regular), ...others]),
    bold: inTurn([load(FONT_FILES.bold), ...others]),
    files: own.map(({ path }) => path),
    digest: own.length === 0 ? "" : digestOfBytes(own.map(({ bytes }) => bytes)),
  };
}

const FACE = /\.(?:ttf|otf)$/i;

function digestOfBytes(all: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const bytes of all) hash.update(bytes);
  return hash.digest("hex");
}

function ownFont(bytes: Uint8Array, file: string): Font {
  try {
    return readFont(bytes);
  } catch (error) {
    throw mistake([
      {
        code: "font",
        file,
        message: `This is no font that cards can be drawn with (${(error as Error).message}).`,
        advice: "Put a TrueType or OpenType file there, such as those of Noto on npm.",
      },
    ]);
  }
}

/** Several faces as one: each character is of the first that has it. */
function inTurn(faces: readonly Font[]): Font {
  const faceOf = (character: string): Font | undefined =>
    faces.find((face) => face.covered(character) !== "");
  return {
    width: (text, size) => {
      let total = 0;
      for (const each of text) total += faceOf(each)?.width(each, size) ?? 0;
      return total;
    },
    covered: (text) => [...text].filter((each) => faceOf(each) !== undefined).join(""),
  };
}

/** Version of the bundled font. */
export const FONT_VERSION = packageVersion("@expo-google-fonts/source-serif-4");

/**
 * Reads the widths of a font: `cmap` (formats 4 and 12), `hmtx`, `hhea` and `head`.
 * Source: the OpenType specification 1.9.1, chapters of these tables.
 * @throws Error for what is no such font.
 */
function readFont(bytes: Uint8Array): Font {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(data);
  const offset = (name: string): number => {
    const found = tables.get(name);
    if (found === undefined) throw new Error(`it has no table "${name}"`);
    return found;
  };
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

/** The glyph of a character; 0 where there is none. */
function characterMap(data: DataView, cmap: number): (code: number) => number {
  const whole = subtable(data, cmap, 12);
  if (whole !== undefined) return groupedMap(data, whole);
  const basic = subtable(data, cmap, 4);
  if (basic === undefined) throw new Error("it has no character map of format 4 or 12");
  return segmentedMap(data, basic);
}

/** Format 12: groups of characters that follow each other, as their glyphs do. */
function groupedMap(data: DataView, start: number): (code: number) => number {
  const groups = data.getUint32(start + 12);
  const at = (group: number): number => start + 16 + 12 * group;
  return (code) => {
    let [low, high] = [0, groups];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (data.getUint32(at(middle) + 4) < code) low = middle + 1;
      else high = middle;
    }
    if (low === groups) return 0;
    const first = data.getUint32(at(low));
    return first > code ? 0 : data.getUint32(at(low) + 8) + code - first;
  };
}

/** Format 4: segments of the basic plane. */
function segmentedMap(data: DataView, start: number): (code: number) => number {
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

/** Where the subtable of a format begins within `cmap`; undefined where there is none. */
function subtable(data: DataView, cmap: number, format: number): number | undefined {
  const count = data.getUint16(cmap + 2);
  for (let at = 0; at < count; at++) {
    const start = cmap + data.getUint32(cmap + 4 + 8 * at + 4);
    if (data.getUint16(start) === format) return start;
  }
  return undefined;
}
