import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { importFile, type ImportRequest } from "../../../generator/gather/files/import-file.ts";
import {
  periodsOf,
  refusalOf,
  publicationOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  viewAt,
  worldAt,
} from "../support.ts";

const world = worldAt("2025-05-08T12:00:00Z");
const publication = publicationOf(
  "/home",
  seriesOf({ id: "btc.close", range: [1000, 1_000_000] }),
  seriesOf({ id: "eth.close" }),
  seriesOf({ id: "both.close", derive: { as: "sum", of: ["btc.close", "eth.close"] } }),
);

async function importing(text: string | Uint8Array, request: Partial<ImportRequest> = {}) {
  const store = await temporaryStore();
  const file = join(temporaryFolder(), "values.csv");
  writeFileSync(file, text);
  const run = () =>
    importFile(world, publication, store, { file, series: "btc.close", ...request });
  return { store, run, file };
}

const CLEAN = "date,value\n2025-05-05,94000\n2025-05-06,96000\n2025-05-07,97032\n";

describe("an import", () => {
  test("takes every row in, and changes nothing the second time", async () => {
    const { run, store } = await importing(CLEAN);
    expect(await run()).toEqual({
      series: "btc.close",
      added: 3,
      revised: 0,
      unchanged: 0,
      previewed: false,
      understood: [
        'CSV, parted by commas, UTF-8: 3 rows; date from "date", value from "value"',
        "dates: 2025-05-05",
        "values: 94000",
        "periods: 2025-05-05 to 2025-05-07",
      ],
      flags: [],
    });
    expect(await run()).toMatchObject({ added: 0, revised: 0, unchanged: 3 });
    expect((await store.extents(["btc.close"])).get("btc.close")).toEqual({
      periods: 3,
      last: "2025-05-07",
    });
  });

  test("says which times of publication it does not take", async () => {
    const { run, store, file } = await importing(CLEAN);
    await run();
    const rows = "2025-05-06,96500,2025-05-07T00:05:00Z\n2025-05-07,97032,2025-05-08T03:00:00Z";
    writeFileSync(file, `date,value,public\n${rows}\n2025-05-04,95000,2025-05-05T03:00:00Z\n`);
    const told = await importFile(world, publication, store, {
      file,
      series: "btc.close",
      publicColumn: "public",
    });
    expect(told).toMatchObject({ added: 1, revised: 1, unchanged: 1 });
    expect(told.understood.slice(-2)).toEqual([
      "publication of 2025-05-07: not taken, since the store has the value with a time of its own, which stays",
      "publication of 2025-05-06: not taken, since it lies not after that of the value that is replaced; the new one counts from now",
    ]);
  });

  test("takes JSON lines as well, and columns by name", async () => {
    const { run } = await importing(
      '{"Day":"2025-05-07","Price":97032,"Seen":"2025-05-08T01:00:00Z"}\n',
      {
        dateColumn: "day",
        valueColumn: "price",
        publicColumn: "seen",
      },
    );
    expect((await run()).added).toBe(1);
  });

  test("finds the column that bears the quantity's name", async () => {
    const { run } = await importing("date,open,close\n2025-05-07,1,97032\n");
    expect((await run()).added).toBe(1);
  });

  test("with one row that is not clean stores nothing, and names each such row", async () => {
    const { run, store, file } = await importing(
      "date,value\n2025-05-05,94000\n2025-05-06,closed\n2025-05-07,=1+1\n2025-05-08,97000\n",
    );
    const failure = await refusalOf(run);
    expect(failure.exit).toBe(2);
    expect(failure.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, "not-a-number"],
      [4, "not-a-number"],
      [5, "future"],
      [undefined, "nothing-imported"],
    ]);
    expect(failure.problems.every((problem) => problem.file === file)).toBe(true);
    expect(failure.message).toContain("3 of 4 rows are refused; nothing was imported");
    expect(await periodsOf(store, "btc.close")).toBe(0);
  });

  test("lists twenty refused rows and counts the others", async () => {
    const rows = Array.from({ length: 50 }, () => "2025-05-07,x").join("\n");
    const failure = await refusalOf((await importing(`date,value\n${rows}\n`)).run);
    expect(failure.problems).toHaveLength(21);
    expect(failure.message).toContain("50 of 50 rows are refused, 30 more than are listed");
  });

  test("reports the gaps it leaves", async () => {
    const { run } = await importing("date,value\n2025-05-01,94000\n2025-05-07,97032\n");
    expect((await run()).flags[0]?.why).toContain("2025-05-02 to 2025-05-06 are missing");
  });

  test.each([
    [{ series: "btc.clse" }, "unknown-series", 'Did you mean "btc.close"?'],
    [{ series: "both.close" }, "derived-series", "computed from others"],
    [{ valueColumn: "valeu" }, "missing-column", 'Did you mean "value"?'],
    [{ file: "/nowhere/values.csv" }, "missing-file", "no such file"],
  ])("of %j is a mistake: %s", async (request, code, words) => {
    const failure = await refusalOf((await importing(CLEAN, request)).run);
    expect([failure.exit, failure.problems[0]?.code]).toEqual([2, code]);
    expect(failure.message).toContain(words);
  });

  test("takes Parquet, its dates and its numbers as they are", async () => {
    const days = ["2025-05-05", "2025-05-06", "2025-05-07"].map((day) => new Date(`${day}T00:00Z`));
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: "date", data: days, type: "TIMESTAMP" },
        { name: "close", data: [94_000, 96_000.5, 97_032.32], type: "DOUBLE" },
      ],
    });
    const { run, store } = await importing(Buffer.from(bytes));
    expect(await run()).toMatchObject({ added: 3 });
    const view = await viewAt(store, Date.parse("2025-05-09T00:00Z"), publication.catalogue);
    expect([...view.history("btc.close").values]).toEqual([94_000, 96_000.5, 97_032.32]);
    const torn = await refusalOf((await importing(Buffer.from(bytes).subarray(0, 60))).run);
    expect([torn.exit, torn.problems[0]?.code]).toEqual([2, "broken-file"]);
  });
});
