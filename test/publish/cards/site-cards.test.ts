import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { realWorld } from "../../../generator/world/disk.ts";
import {
  CARD,
  cardSvg,
  FAMILY,
  type CardContent,
} from "../../../generator/publish/cards/card-svg.ts";
import { indexedPng } from "../../../generator/publish/cards/indexed-png.ts";
import { cardDigest, renderCard } from "../../../generator/publish/cards/render-card.ts";
import { FONT_FILES, loadFonts } from "../../../generator/publish/cards/font.ts";
import { shortened, wrap } from "../../../generator/publish/cards/wrap.ts";
import { HOSTILE } from "../../browser/hostile.ts";
import { publish } from "../../../generator/publish/publish.ts";
import { SAMPLES } from "../fixtures.ts";
import { makeHome } from "../home.ts";
import { contentsOf } from "../whole.ts";
import { faultsOf } from "../charts/well-formed.ts";

const fonts = loadFonts(realWorld(), import.meta.dirname);
const CONTENT: CardContent = {
  publication: "Bellwether Daily",
  title: "Bitcoin gains 2.1% as shares slip and the VIX rises to 24.76",
  date: "May 8, 2025",
  figure: {
    name: "Bitcoin price",
    value: "$97,032",
    change: "+0.2% on the day",
    direction: "up",
    points: [
      { day: "2025-05-05", value: 94_748 },
      { day: "2025-05-06", value: 96_802 },
      { day: "2025-05-07", value: 97_032 },
    ],
  },
};

/** Width and height in a PNG's header. */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  expect(Buffer.from(png.subarray(0, 8)).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Red, green, blue and opacity of each pixel of a PNG. */
function rawOf(png: Uint8Array): Promise<Buffer> {
  return sharp(png).ensureAlpha().raw().toBuffer();
}

/** A row of 300 pixels. */
function pixels(of: (at: number) => number[]): Uint8Array {
  return Uint8Array.from(Array.from({ length: 300 }, (_, at) => of(at)).flat());
}

describe("a card", () => {
  test("is a PNG of the size that is asked for, of the same bytes each time", () => {
    const svg = cardSvg(CONTENT, fonts);
    const png = renderCard(svg);
    expect(sizeOf(png)).toEqual(CARD);
    expect(Buffer.compare(png, renderCard(svg))).toBe(0);
    expect(png.length).toBeLessThan(80_000);
  });

  test("is packed without loss, with a palette where its colours are few enough", async () => {
    const font = { loadSystemFonts: false, fontFiles: Object.values(FONT_FILES) };
    const drawn = new Resvg(cardSvg(CONTENT, fonts), { font }).render();
    const packed = indexedPng(drawn.pixels, drawn.width, drawn.height)!;
    expect(Buffer.compare(await rawOf(packed), drawn.pixels)).toBe(0);
    const signs = Buffer.from(packed).toString("latin1");
    expect([...signs.matchAll(/IHDR|PLTE|IDAT|IEND/g)].map(([name]) => name)).toEqual([
      "IHDR",
      "PLTE",
      "IDAT",
      "IEND",
    ]);
    expect(renderCard(cardSvg(CONTENT, fonts)).length).toBeLessThan(40_000);
    const many = pixels((at) => [at % 256, at >> 8, 0, 255]);
    expect(indexedPng(many, 300, 1)).toBeUndefined();
    const most = pixels((at) => [at % 256, 0, 0, 255]);
    expect(Buffer.compare(await rawOf(indexedPng(most, 300, 1)!), most)).toBe(0);
    const clear = pixels((at) => [at % 2, 0, 0, 254]);
    expect(indexedPng(clear, 300, 1)).toBeUndefined();
  });

  test("of another title is another picture under another name", () => {
    const svg = cardSvg(CONTENT, fonts);
    const other = cardSvg({ ...CONTENT, title: "Bitcoin eases 0.8%" }, fonts);
    expect(cardDigest(other, "")).not.toBe(cardDigest(svg, ""));
    expect(Buffer.compare(renderCard(svg), renderCard(other))).not.toBe(0);
  });

  test("says by its colour which way the figure moved", () => {
    const svgs = (["up", "down", "flat"] as const).map((direction) =>
      cardSvg({ ...CONTENT, figure: { ...CONTENT.figure!, direction } }, fonts),
    );
    expect(svgs.map((svg) => svg.includes("#1e6b3f"))).toEqual([true, false, false]);
    expect(svgs.map((svg) => svg.includes("#8c2020"))).toEqual([false, true, false]);
  });

  test("shows its texts: without them the picture is another", () => {
    const blank = { ...CONTENT, title: "", date: "", publication: "", figure: undefined };
    const parts = [
      blank,
      { ...blank, title: CONTENT.title },
      { ...blank, date: CONTENT.date },
      { ...blank, publication: CONTENT.publication },
      { ...blank, figure: CONTENT.figure },
    ].map((each) => Buffer.from(renderCard(cardSvg(each, fonts))).toString("base64"));
    expect(new Set(parts).size).toBe(parts.length);
  });

  test("keeps hostile titles as text", async () => {
    const cards = HOSTILE.map((title) =>
      cardSvg({ ...CONTENT, title, publication: title, date: title }, fonts),
    );
    expect(await faultsOf(cards)).toEqual([]);
    for (const svg of cards) {
      const names = [...svg.matchAll(/<([a-z]+)/g)].map(([, name]) => name ?? "");
      expect(names.filter((name) => !/^(svg|rect|text|g|path|circle)$/.test(name))).toEqual([]);
    }
    const longest = HOSTILE.join(" ");
    expect(sizeOf(renderCard(cardSvg({ ...CONTENT, title: longest }, fonts)))).toEqual(CARD);
  });

  test("keeps every text of any title inside its edges", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (title) => {
        const svg = cardSvg({ ...CONTENT, title }, fonts);
        const box = new Resvg(svg, {
          font: {
            loadSystemFonts: false,
            fontFiles: Object.values(FONT_FILES),
            defaultFontFamily: FAMILY,
          },
        }).innerBBox();
        expect(box).toMatchObject({ x: 0, y: 0, ...CARD });
      }),
      { numRuns: 15 },
    );
  });
});

test("without the data behind the articles there is neither card nor chart", async () => {
  using home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  const pages = contentsOf(home.path("site", "dist"));
  expect(Object.keys(pages).filter((name) => name.includes("/card."))).toEqual([]);
  const article = pages["2025/05/08/cross-market-note/index.html"];
  expect(article).toContain('<meta property="og:title" content="Russell 2000');
  expect(article).not.toMatch(/og:image|<svg|class="chart/);
});

describe("the bundled font", () => {
  test.each([
    ["Russell 2000 short interest", 64],
    ["$97,032 +0.2% −1.5% “quoted” …", 30],
    ["Ærøskøbing, Ελλάδα, Москва", 48],
  ])("is measured as it is drawn: %s", (text, size) => {
    for (const [weight, face] of [
      [400, "regular"],
      [700, "bold"],
    ] as const) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><text x="0" y="80" font-family="${FAMILY}" font-weight="${weight}" font-size="${size}">${text}</text></svg>`;
      const drawn = new Resvg(svg, {
        font: { loadSystemFonts: false, fontFiles: [FONT_FILES[face]], defaultFontFamily: FAMILY },
      }).innerBBox();
      expect(Math.abs(fonts[face].width(text, size) / (drawn?.width ?? 0) - 1)).toBeLessThan(0.03);
    }
  });

  test("tells which characters it lacks", () => {
    expect(fonts.bold.covered("Bitcoin 比特币 🚀 at $97,032")).toBe("Bitcoin   at $97,032");
  });
});

function measure(text: string): number {
  return text.length;
}

describe("wrapping", () => {
  const text = fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { maxLength: 30 });

  test("loses nothing, and no line is too wide", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 25 }), (words, width) => {
        const lines = wrap(words.join(" "), width, measure);
        expect(lines.join("").replaceAll(" ", "")).toBe(words.join(""));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("breaks between words where a line ends", () => {
    expect(wrap("one two three", 8, measure)).toEqual(["one two", "three"]);
    expect(wrap("incomprehensible", 6, measure)).toEqual(["incomp", "rehens", "ible"]);
  });

  test("that is cut short ends in an ellipsis within the width", () => {
    expect(shortened(["one two", "three"], 1, 7, measure)).toEqual(["one tw…"]);
    expect(shortened(["one", "two"], 2, 7, measure)).toEqual(["one", "two"]);
  });
});
