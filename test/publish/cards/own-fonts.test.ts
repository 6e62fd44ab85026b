import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cardPool } from "../../../generator/publish/cards/card-pool.ts";
import { cardSvg } from "../../../generator/publish/cards/card-svg.ts";
import { FONT_FILES, loadFonts, ownFaces } from "../../../generator/publish/cards/font.ts";
import { cardDigest, renderCard } from "../../../generator/publish/cards/render-card.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { problemsOf } from "../../support/problems.ts";
import { makeFolder, removeFolder } from "../../support/room.ts";

const world = realWorld();
const COIN = "比特币";
const content = {
  publication: "Daily",
  title: `${COIN} up`,
  date: "May 8, 2025",
  figure: undefined,
};

const folder = makeFolder("fonts");
afterEach(() => removeFolder(folder));

/** A publication with a file below `site/fonts`. */
function withFile(name: string, bytes: Uint8Array): string {
  const home = join(folder, name);
  mkdirSync(join(home, "site/fonts"), { recursive: true });
  writeFileSync(join(home, "site/fonts", name), bytes);
  return home;
}

function utf16(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

/** The bundled face under another name, with glyphs 40 and on for some characters alone, by a character map of format 12. */
function faceOf(characters: string): Buffer {
  const codes = [...characters].map((each) => each.codePointAt(0)!).toSorted((a, b) => a - b);
  const cmap = Buffer.alloc(12 + 16 + 12 * codes.length);
  cmap.writeUInt16BE(1, 2);
  cmap.writeUInt16BE(3, 4);
  cmap.writeUInt16BE(10, 6);
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  cmap.writeUInt32BE(cmap.length - 12, 16);
  cmap.writeUInt32BE(codes.length, 24);
  for (const [at, code] of codes.entries()) {
    cmap.writeUInt32BE(code, 28 + 12 * at);
    cmap.writeUInt32BE(code, 32 + 12 * at);
    cmap.writeUInt32BE(40 + at, 36 + 12 * at);
  }
  const bundled = readFileSync(FONT_FILES.bold);
  const font = Buffer.concat([bundled, Buffer.alloc((4 - (bundled.length % 4)) % 4), cmap]);
  const record = font.indexOf("cmap");
  font.writeUInt32BE(font.length - cmap.length, record + 8);
  font.writeUInt32BE(cmap.length, record + 12);
  const other = utf16("Foreign Face");
  for (let at = 0; (at = font.indexOf(utf16("Source Serif"), at)) >= 0;) other.copy(font, at);
  return font;
}

test("characters that the bundled typeface lacks are drawn with a face of the publication's own", () => {
  const home = withFile("coin.ttf", faceOf(COIN));
  const bundled = loadFonts(world, folder);
  const fonts = loadFonts(world, home);
  expect(bundled.bold.covered(COIN)).toBe("");
  expect(fonts.bold.covered(COIN)).toBe(COIN);
  expect(fonts.bold.width(COIN, 48)).toBeGreaterThan(0);
  expect(fonts.bold.width("Daily", 48)).toBe(bundled.bold.width("Daily", 48));
  const svg = cardSvg(content, fonts);
  expect(svg).toContain(COIN);
  const without = Buffer.from(renderCard(svg));
  expect(Buffer.compare(without, renderCard(svg, fonts.files))).not.toBe(0);
  expect(cardDigest(svg, fonts.digest)).not.toBe(cardDigest(svg, bundled.digest));
});

test("a thread draws with them what is drawn without one", async () => {
  const home = withFile("coin.ttf", faceOf(COIN));
  const svg = cardSvg(content, loadFonts(world, home));
  const pool = cardPool(ownFaces(world, home));
  const drawn = await pool.draw(svg, "a card");
  await pool.close();
  expect(Buffer.compare(Buffer.from(drawn), renderCard(svg, ownFaces(world, home)))).toBe(0);
});

test("without such a face they are left out", () => {
  expect(cardSvg(content, loadFonts(world, folder))).not.toContain(COIN);
});

test("a file that is no font is refused by its name", () => {
  const home = withFile("torn.ttf", Buffer.from("no font at all, though long enough for a head"));
  expect(problemsOf(() => loadFonts(world, home))).toMatchObject([
    { code: "font", file: "site/fonts/torn.ttf" },
  ]);
});
