import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gather, type GatherSummary } from "../../generator/gather/gather.ts";
import {
  periodsOf,
  PROJECT,
  refusalOf,
  sample,
  temporaryFolder,
  temporaryStore,
  viewAt,
  worldAt,
} from "./support.ts";

const world = worldAt("2025-07-02T12:00:00Z");
const cutoff = Date.parse("2025-05-08T12:00:00Z");
const DATA = join(PROJECT, "content/data");

/** A copy of the bundled data that a test may change. */
function copyOfData() {
  const home = temporaryFolder();
  cpSync(DATA, join(home, "content/data"), { recursive: true });
  return { ...sample(), home };
}

/** How many rows of Coinbase's file there are. */
const ROWS = readFileSync(join(DATA, "coin.csv"), "utf8").trim().split("\n").length - 1;

function edit(home: string, file: string, change: (text: string) => string): void {
  const path = join(home, "content/data", file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

function summaryOf(summary: GatherSummary, series: string) {
  return summary.series.find((one) => one.series === series)!;
}

describe("gathering", () => {
  test("a second time changes nothing and reads no file again", async () => {
    const publication = copyOfData();
    const store = await temporaryStore();
    edit(publication.home, "coin.csv", (text) =>
      text.replace("2025-05-07,196.56", "2025-05-07,n/a"),
    );
    const first = await gather(world, publication, store);
    const again = await gather(world, publication, store);
    for (const { series, added, revised, unchanged } of again.series) {
      const before = summaryOf(first, series);
      expect([series, added, revised, unchanged]).toEqual([series, 0, 0, before.added]);
    }
    expect(again.newClaims).toBe(0);
    expect(summaryOf(again, "coin.close").refused).toEqual(summaryOf(first, "coin.close").refused);
    const file = "content/data/btc.csv";
    expect((await store.lastReadings([file])).get(file)?.at).toBe(world.now());
    await gather(worldAt("2025-08-01T00:00:00Z"), publication, store);
    expect((await store.lastReadings([file])).get(file)?.at).toBe(world.now());
  });

  test("of a file that has grown tells what reading all of it tells: new rows, the gap before them, what was refused before", async () => {
    const whole = copyOfData();
    edit(whole.home, "coin.csv", (text) =>
      text
        .replace("2025-05-07,196.56", "2025-05-07,n/a")
        .replace(/2025-06-25,.*\n/, "")
        .replace(/2025-06-27,[^\n]*\n/, "2025-06-27,-1\n"),
    );
    const atOnce = await temporaryStore();
    const expected = await gather(world, whole, atOnce);

    const grown = { ...whole, home: temporaryFolder() };
    cpSync(whole.home, grown.home, { recursive: true });
    edit(grown.home, "coin.csv", (text) => text.slice(0, text.indexOf("2025-06-26")));
    const store = await temporaryStore();
    await gather(world, grown, store);
    cpSync(join(whole.home, "content/data/coin.csv"), join(grown.home, "content/data/coin.csv"));
    const found = summaryOf(await gather(world, grown, store), "coin.close");
    const all = summaryOf(expected, "coin.close");
    expect(found.added).toBe(2);
    expect([found.refused, found.flags, found.last]).toEqual([all.refused, all.flags, all.last]);
    expect(found.added + found.unchanged).toBe(all.added);
    expect(await periodsOf(store, "coin.close")).toEqual(await periodsOf(atOnce, "coin.close"));

    edit(grown.home, "coin.csv", (text) => text.replace("2022-01-04,250.15", "2022-01-04,250.25"));
    expect(summaryOf(await gather(world, grown, store), "coin.close").revised).toBe(1);
  });

  test("refuses a bad row by name, keeps the rest of its file, and reports the gap it leaves", async () => {
    const publication = copyOfData();
    edit(publication.home, "coin.csv", (text) =>
      text.replace("2025-05-07,196.56", "2025-05-07,$196"),
    );
    const coin = summaryOf(await gather(world, publication, await temporaryStore()), "coin.close");
    expect(coin.added).toBe(ROWS - 1);
    expect(coin.refused.map(({ code, period }) => [code, period])).toEqual([
      ["not-a-number", "2025-05-07"],
    ]);
    expect(coin.refused[0]?.why).toContain('"$196"');
    expect(coin.flags.map(({ why }) => why)[0]).toContain("2025-05-07 is missing");
  });

  test("takes a corrected value as a revision that past editions do not see", async () => {
    const publication = copyOfData();
    const store = await temporaryStore();
    await gather(world, publication, store);
    edit(publication.home, "coin.csv", (text) =>
      text.replace("2025-05-07,196.56", "2025-05-07,196.99"),
    );
    const coin = summaryOf(
      await gather(worldAt("2025-07-03T12:00:00Z"), publication, store),
      "coin.close",
    );
    expect([coin.added, coin.revised, coin.unchanged]).toEqual([0, 1, ROWS - 1]);
    const { view } = await store.load(publication.catalogue);
    const valueAt = (instant: string) => {
      const history = view(Date.parse(instant)).history("coin.close");
      return history.values[history.days.indexOf("2025-05-07")];
    };
    expect(valueAt("2025-07-03T11:59:59Z")).toBe(196.56);
    expect(valueAt("2025-07-03T12:00:00Z")).toBe(196.99);
  });

  test("judges what it refused again when the store has learned something or a file has changed, and not else", async () => {
    const publication = copyOfData();
    const store = await temporaryStore();
    edit(publication.home, "coin.csv", (text) =>
      text.replace("2025-05-07,196.56", "2025-05-07,19.656"),
    );
    let writes = 0;
    const watched: typeof store = {
      ...store,
      write(work) {
        writes += 1;
        return store.write(work);
      },
    };
    const again = async () => {
      writes = 0;
      return gather(world, publication, watched);
    };
    const first = await again();
    expect(summaryOf(first, "coin.close").refused[0]).toMatchObject({ code: "jump" });
    const second = await again();
    const third = await again();
    expect(writes).toBe(0);
    expect(third).toEqual(second);

    const extra = { day: "2025-05-07", value: 1, public: world.now(), stated: false } as const;
    await store.write((writer) => writer.record("btc.close", "test", world.now(), [extra]));
    await again();
    expect(writes).toBeGreaterThan(0);
    await again();
    await again();
    expect(writes).toBe(0);

    edit(publication.home, "eth.csv", (text) => `${text}\n`);
    await again();
    expect(writes).toBeGreaterThan(0);
    edit(publication.home, "coin.csv", (text) => text.replace("19.656", "196.56"));
    expect(summaryOf(await again(), "coin.close")).toMatchObject({ added: 1, refused: [] });
  });

  test("leaves what is in the future for a later run", async () => {
    const publication = copyOfData();
    const store = await temporaryStore();
    const early = await gather(worldAt("2025-05-08T12:00:00Z"), publication, store);
    expect(summaryOf(early, "btc.close").last).toBe("2025-05-07");
    expect(summaryOf(early, "btc.close").refused[0]).toMatchObject({
      code: "future",
      period: "2025-05-08",
    });
    const late = await gather(world, publication, store);
    expect(summaryOf(late, "btc.close").last).toBe("2025-06-30");
    expect(summaryOf(late, "btc.close").refused).toEqual([]);
  });

  test("judges a file again when its series is declared otherwise", async () => {
    const publication = copyOfData();
    const store = await temporaryStore();
    await gather(world, publication, store);
    const series = new Map(publication.catalogue.series);
    series.set("vix.level", { ...series.get("vix.level")!, range: [5, 50] });
    const strict = { ...publication, catalogue: { ...publication.catalogue, series } };
    expect(summaryOf(await gather(world, strict, store), "vix.level").refused).not.toEqual([]);
  });

  test("stores nothing at all when one file is missing or broken", async () => {
    for (const spoil of [
      (home: string) => edit(home, "us10y.csv", () => 'date,value\n"2025'),
      (home: string) => edit(home, "us10y.csv", () => ""),
      (home: string) => edit(home, "us10y.csv", (text) => text.replace("date,value", "day,yield")),
      (home: string) =>
        edit(home, "claims/2025-05-08-russell-2000-short-interest.yaml", () => "id: ["),
    ]) {
      const publication = copyOfData();
      const store = await temporaryStore();
      spoil(publication.home);
      const failure = await refusalOf(() => gather(world, publication, store));
      expect(failure.exit).toBe(2);
      expect(failure.problems[0]?.file).toMatch(/^content\/data\//);
      expect(failure.problems[0]?.line).toBeGreaterThan(0);
      expect(await periodsOf(store, "btc.close")).toBe(0);
    }
    const missing = { ...sample(), home: temporaryFolder() };
    const failure = await refusalOf(async () => gather(world, missing, await temporaryStore()));
    expect([failure.exit, failure.problems[0]?.code]).toEqual([2, "missing-file"]);
  });

  test("tells of its progress, file by file", async () => {
    const steps: [number, number][] = [];
    await gather(world, sample(), await temporaryStore(), {
      progress: (done, total) => steps.push([done, total]),
    });
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.at(-1)).toEqual([steps.length, steps.length]);
  });
});

describe("a claim", () => {
  const file = "claims/2025-05-08-russell-2000-short-interest.yaml";

  test("that is corrected counts as corrected, and the store keeps what it said before", async () => {
    const publication = copyOfData();
    const store = await temporaryStore();
    await gather(world, publication, store);
    edit(publication.home, file, (text) => text.replace("value: 4.6", "value: 4.7"));
    expect((await gather(world, publication, store)).newClaims).toBe(1);
    const claims = (await viewAt(store, cutoff, publication.catalogue)).claims();
    expect(claims.map(({ figures }) => figures[0]?.value)).toEqual([4.7]);
  });

  test.each([
    ["subject: russell2000", "subject: russel2000", 'Did you mean "russell2000"?'],
    ["seen: 2025-05-08T10", "seen: 2025-05-07T10", "before it was posted"],
    ["value: 4.6", "value: much", "figures.0.value"],
    ["unit: percent", "unit: per cent", "figures.0.unit"],
  ])("with %s changed to %s is a mistake with its place", async (found, put, words) => {
    const publication = copyOfData();
    edit(publication.home, file, (text) => text.replace(found, put));
    const failure = await refusalOf(async () => gather(world, publication, await temporaryStore()));
    expect(failure.exit).toBe(2);
    expect(failure.message).toContain(words);
    expect(failure.problems[0]?.line).toBeGreaterThan(3);
  });

  test("whose id is taken is a mistake that names the other file", async () => {
    const publication = copyOfData();
    const claims = join(publication.home, "content/data/claims");
    cpSync(join(publication.home, "content/data", file), join(claims, "zz-copy.yaml"));
    const failure = await refusalOf(async () => gather(world, publication, await temporaryStore()));
    expect(failure.message).toMatch(/zz-copy\.yaml.*already in content\/data\/claims\/2025-05-08/);
  });
});
