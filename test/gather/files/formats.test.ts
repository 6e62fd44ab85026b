import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { importFile, type ImportRequest } from "../../../generator/gather/files/import-file.ts";
import { bareNumber, NUMBER_STYLES, plainNumber } from "../../../generator/gather/files/numbers.ts";
import { sameValue } from "../../../generator/store/observation.ts";
import {
  publicationOf,
  refusalOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  viewAt,
  worldAt,
} from "../support.ts";

const world = worldAt("2025-07-01T12:00:00Z");
const publication = publicationOf(
  "/home",
  seriesOf({ id: "btc.close", range: [1000, 1_000_000] }),
  seriesOf({ id: "btc.flow", unit: "USD million", range: [-1e6, 1e6] }),
  seriesOf({ id: "us10y.level", unit: "percent", range: [0, 20] }),
);

async function importing(content: string | Uint8Array, request: Partial<ImportRequest> = {}) {
  const file = join(temporaryFolder(), "values.csv");
  writeFileSync(file, content);
  const store = await temporaryStore();
  const series = request.series ?? "btc.close";
  return {
    file,
    run: () => importFile(world, publication, store, { file, series, ...request }),
    values: async () => {
      await importFile(world, publication, store, { file, series, ...request });
      const view = await viewAt(store, Date.parse("2025-07-02T00:00Z"), publication.catalogue);
      const { days, values } = view.history(series);
      return days.map((day, at) => [day, values[at]]);
    },
  };
}

const TWO = [
  ["2025-06-02", 105_000.5],
  ["2025-06-03", 105_100],
];

describe("a file is read as people have it:", () => {
  test.each([
    ["mixed line ends", "date,value\r\n2025-06-02,105000.5\n2025-06-03,105100\r\n"],
    ["old line ends", "date,value\r2025-06-02,105000.5\r2025-06-03,105100\r"],
    ["semicolons and decimal comma", "date;value\n2025-06-02;105000,5\n2025-06-03;105100,0\n"],
    ["decimal comma in quotes", 'date,value\n2025-06-02,"105000,5"\n2025-06-03,"105100"\n'],
    ["tabs", "Date\tClose\n2025-06-02\t105000.5\n2025-06-03\t105100\n"],
    ["thousands", 'date,value\n2025-06-02,"105,000.5"\n2025-06-03,"105,100.00"\n'],
    ["thousands in points", "Datum;Schluss\n02.06.2025;105.000,5\n03.06.2025;105.100\n", "DMY"],
    ["thousands in spaces", "date;value\n2025-06-02;105\u00a0000,5\n2025-06-03;105\u202f100\n"],
    ["currency signs", 'date,value\n2025-06-02,"$105,000.50"\n2025-06-03,"US$ 105,100"\n'],
    ["US dates", "date,value\n06/02/2025,105000.5\n06/03/2025,105100\n", "MDY"],
    ["months by name", 'date,value\n"Jun 2, 2025",105000.5\n"June 3, 2025",105100\n'],
    ["days before months by name", "date,value\n02-Jun-2025,105000.5\n3 June 2025,105100\n"],
    ["times", "date,value\n2025-06-02 16:00:00,105000.5\n2025-06-03T00:00:00Z,105100\n"],
    ["seconds since 1970", "time,value\n1748822400,105000.5\n1748908800,105100\n"],
    ["empty cells", "date,value\n2025-06-01,\n2025-06-02,105000.5\n2025-06-03,105100\n"],
    [
      "cells without a value",
      "date,value\n2025-06-01,-\n2025-06-02,105000.5\n2025-06-03,105100\n2025-06-04,n/a\n",
    ],
    [
      "a JSON array",
      '[{"date":"2025-06-02","value":105000.5},{"date":"2025-06-03","value":105100}]',
    ],
  ])("%s", async (_, text, dates?: string) => {
    expect(await (await importing(text, { dates })).values()).toEqual(TWO);
  });

  test.each(["utf-16le", "utf-16be"])("%s, with a byte order mark and without", async (label) => {
    for (const mark of ["\uFEFF", ""]) {
      const bytes = Buffer.from(
        `${mark}date,value\n2025-06-02,105000.5\n2025-06-03,105100\n`,
        "utf16le",
      );
      if (label === "utf-16be") bytes.swap16();
      expect(await (await importing(bytes)).values()).toEqual(TWO);
    }
  });

  test("an Excel workbook, its dates as dates and its numbers as stored", async () => {
    const rows = [
      [{ value: "Date" }, { value: "Close" }],
      ...TWO.map(([day, value]) => [
        { value: new Date(`${day}T00:00Z`), type: Date, format: "dd/mm/yyyy" },
        { value: value as number, type: Number, format: "#,##0" },
      ]),
    ];
    const bytes = await writeExcelFile(rows).toBuffer();
    expect(await (await importing(bytes)).values()).toEqual(TWO);
    expect((await refusalOf((await importing(bytes, { sheet: "none" })).run)).message).toContain(
      "--sheet",
    );
  });

  test("losses in brackets and with a true minus", async () => {
    const text = 'date,value\n2025-06-02,"(1,217.6)"\n2025-06-03,−3.5\n';
    expect(await (await importing(text, { series: "btc.flow" })).values()).toEqual([
      ["2025-06-02", -1217.6],
      ["2025-06-03", -3.5],
    ]);
  });

  test("per cent, into a series that is in per cent", async () => {
    const text = "date;value\n2025-06-02;4,46 %\n2025-06-03;4,5 %\n";
    expect(await (await importing(text, { series: "us10y.level" })).values()).toEqual([
      ["2025-06-02", 4.46],
      ["2025-06-03", 4.5],
    ]);
  });
});

describe("nothing is guessed:", () => {
  test.each([
    [
      "days that may be months",
      "date,value\n03/04/2025,105000\n04/04/2025,105100\n",
      {},
      "ambiguous-dates",
      "--dates DMY or --dates MDY",
    ],
    [
      "a thousand that may be one",
      'date,value\n2025-06-02,"105,100"\n2025-06-03,"105,200"\n',
      { series: "btc.flow" },
      "ambiguous-numbers",
      '--decimal "."',
    ],
    [
      "columns that differ in case",
      "date,Close,close\n2025-06-02,99000,105000\n",
      { valueColumn: "CLOSE" },
      "ambiguous-column",
      '"Close" and "close"',
    ],
    [
      "another currency",
      "date,value\n2025-06-02,€105000\n",
      {},
      "another-unit",
      "btc.close is in USD",
    ],
    ["a web page", "<!doctype html><p>Sign in", {}, "broken-file", "a web page"],
    [
      "an unknown order of dates",
      "date,value\n2025-06-02,1\n",
      { dates: "XYZ" },
      "unknown-style",
      "DMY",
    ],
    ["two JSON values that are no objects", "[1, 2]", {}, "broken-file", "not a JSON object"],
  ])("%s", async (_, text, request, code, words) => {
    const failure = await refusalOf((await importing(text, request)).run);
    expect([failure.exit, failure.problems[0]?.code]).toEqual([2, code]);
    expect(failure.message).toContain(words);
  });

  test("a column is taken as it is spelled where two differ in case", async () => {
    const text = "date,Close,close\n2025-06-02,99000,105000.5\n2025-06-03,99100,105100\n";
    expect(await (await importing(text)).values()).toEqual(TWO);
    const other = await importing(text, { valueColumn: "Close" });
    expect((await other.values())[0]).toEqual(["2025-06-02", 99_000]);
  });

  test.each([
    ["\u001f\u008b\u0008", "a gzip archive"],
    ["%PDF-1.7", "a PDF"],
    ["\u00d0\u00cf\u0011\u00e0", "an Excel file of before 2007"],
  ])("the bytes %j are said to be %s", async (bytes, kind) => {
    const failure = await refusalOf((await importing(Buffer.from(bytes, "latin1"))).run);
    expect(failure.message).toContain(kind);
  });

  test("a preview tells what was understood and stores nothing", async () => {
    const text = "Datum;Schluss\n02.06.2025;105.000,5\n13.06.2025;105.100\n";
    const { run, values } = await importing(text, { preview: true });
    expect(await run()).toMatchObject({
      previewed: true,
      added: 0,
      understood: [
        'CSV, parted by semicolons, UTF-8: 2 rows; date from "datum", value from "Schluss"',
        'dates: day, month, year; "02.06.2025" is 2025-06-02',
        'values: decimal comma; "105.000,5" is 105000.5',
        "periods: 2025-06-02 to 2025-06-13",
      ],
    });
    expect(await values()).toEqual([]);
  });
});

test("a number is read again from every way of writing it", () => {
  const digits = fc.tuple(
    fc.integer({ min: -9_999_999, max: 9_999_999 }),
    fc.integer({ min: 0, max: 99 }),
  );
  fc.assert(
    fc.property(
      digits,
      fc.constantFrom("en-US", "de-DE", "fr-FR", "de-CH"),
      ([whole, cents], locale) => {
        const value = Number(`${whole}.${String(cents).padStart(2, "0")}`);
        const printed = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value);
        const style = NUMBER_STYLES[locale === "en-US" || locale === "de-CH" ? 0 : 1]!;
        expect(Number(plainNumber(bareNumber(printed).text, style))).toBeCloseTo(value, 6);
      },
    ),
  );
});

test("the noise of floating-point numbers is no difference, and a cent is one", () => {
  expect(sameValue(97.42, Math.fround(97.42))).toBe(true);
  expect(sameValue(0.1 + 0.2, 0.3)).toBe(true);
  expect(sameValue(97_032.32, 97_032.33)).toBe(false);
  expect(sameValue(0, 1e-12)).toBe(false);
});
