import { describe, expect, test } from "vitest";
import { addDays, type Day, DAY_MS } from "../../../generator/base/day.ts";
import type { Stored } from "../../../generator/store/columns.ts";
import {
  NOTHING,
  openKept,
  writeKept,
  type Kept,
} from "../../../generator/narrate/evidence/cache.ts";
import { rulesDigest } from "../../../generator/narrate/evidence/key.ts";
import { countDays } from "../../../generator/narrate/evidence/runs.ts";
import type { Tracks } from "../../../generator/narrate/evidence/track.ts";
import type { Narrative } from "../../../generator/narrate/narrative.ts";
import { catalogue, publication, world } from "../../support/bundle.ts";
import { temporaryStore } from "../../gather/support.ts";
import { bundledRows, CUTOFF, ledgerOf, pastOf, ruleOnly, type TestPast } from "./support.ts";
import { cutoffOf } from "../../../generator/narrate/edition.ts";

const DAY: Day = "2022-09-15";

const NEXT = addDays(DAY, 1);

const END = cutoffOf(addDays(DAY, 5), CUTOFF);

const asset = { for: { asset: "crypto" }, evidence: { target: "asset.close", horizons: [5] } };

const strong = ruleOnly("test/strong", { ...asset, when: "asset.close.rsi14 >= 60" });

const weak = ruleOnly("test/weak", { ...asset, when: "asset.close.rsi14 <= 40" });

const weaker = ruleOnly("test/weak", { ...asset, when: "asset.close.rsi14 <= 35" });

const shares = ruleOnly("test/shares", {
  for: { index: "sp500" },
  when: "index.close.change1 > 0.0",
});

const rules = [strong, weak, shares];

const rows = new Map<string, readonly Stored[]>();

function bundled(id: string): readonly Stored[] {
  let found = rows.get(id);
  if (!found) rows.set(id, (found = bundledRows(id).filter((row) => row.public <= END)));
  return found;
}

const past = (): TestPast => pastOf(catalogue, bundled);

const cold = (to: Day): Tracks => ledgerOf(past(), rules, to).tracks;

const kept = ledgerOf(past(), rules, DAY).kept!;

/** The past with another value of August 20. */
function late(id: string): TestPast {
  return pastOf(catalogue, (each) =>
    bundled(each).map((row) =>
      each === id && row.day === "2022-08-20" ? { ...row, value: row.value * 0.7 } : row,
    ),
  );
}

/** The rule, and how often it is evaluated. */
function counting(narrative: Narrative): { rule: Narrative; evaluated: () => number } {
  let count = 0;
  const evaluate: typeof narrative.when.evaluate = (values) => {
    count++;
    return narrative.when.evaluate(values);
  };
  const rule = { ...narrative, when: { ...narrative.when, evaluate } };
  return { rule, evaluated: () => count };
}

/** Cut-offs at which past days were read; marks are taken at cut-offs as well, so each day counts once. */
function daysRead({ asked }: TestPast, from: Day): number {
  return new Set(asked.filter((instant) => instant >= cutoffOf(from, CUTOFF))).size;
}

describe("what was worked out before", () => {
  test("is taken over: the same day reads no past day", () => {
    const again = past();
    const ledger = ledgerOf(again, rules, DAY, kept);
    expect(ledger.tracks).toEqual(cold(DAY));
    expect(ledger.kept).toBeUndefined();
    expect(again.asked.length).toBeLessThan(20);
  });

  test("is extended by a new day, as if all had been worked out anew", () => {
    const again = past();
    const ledger = ledgerOf(again, rules, NEXT, kept);
    expect(ledger.tracks).toEqual(cold(NEXT));
    expect(daysRead(again, "2022-09-02")).toBeLessThan(4);
    expect(ledgerOf(past(), rules, addDays(NEXT, 1), ledger.kept).tracks).toEqual(
      cold(addDays(NEXT, 1)),
    );
  });

  test("stays for the rules that did not change: a changed rule works out only itself", () => {
    const [calm, changed] = [counting(strong), counting(weaker)];
    const { tracks } = ledgerOf(past(), [calm.rule, changed.rule, shares], DAY, kept);
    expect(calm.evaluated()).toBe(0);
    expect(changed.evaluated()).toBeGreaterThan(50);
    expect(tracks).toEqual(ledgerOf(past(), [strong, weaker, shares], DAY).tracks);
  });

  test("is dropped where the program changed", () => {
    const stale = {
      ...kept,
      tracks: {
        entries: {},
        rules: {
          "test/strong": { ...kept.tracks.rules["test/strong"]!, key: "another program", held: {} },
        },
      },
    };
    expect(ledgerOf(past(), rules, DAY, stale).tracks).toEqual(cold(DAY));
  });

  test("is kept up to the month in which a value came late", () => {
    const [touched, calm] = [counting(strong), counting(shares)];
    const { tracks } = ledgerOf(late("btc.close"), [touched.rule, weak, calm.rule], DAY, kept);
    expect(tracks).toEqual(ledgerOf(late("btc.close"), rules, DAY).tracks);
    expect(tracks).not.toEqual(cold(DAY));
    expect(calm.evaluated()).toBe(0);
    expect(touched.evaluated()).toBeGreaterThan(0);
    expect(touched.evaluated()).toBeLessThan(2 * 62);
  });

  test("of a rule that is not asked for now is cut where its data changed, not taken for new later", () => {
    const first = ledgerOf(late("eth.close"), [strong], NEXT, kept);
    const second = ledgerOf(late("eth.close"), rules, NEXT, first.kept);
    expect(second.tracks).toEqual(ledgerOf(late("eth.close"), rules, NEXT).tracks);
  });

  test("serves an earlier day as well", () => {
    const ledger = ledgerOf(past(), rules, addDays(DAY, -10), kept);
    expect(ledger.kept).toBeUndefined();
  });
});

test("a rule counts as held from the first day on which all that it reads is known", () => {
  const { held } = cold(DAY).rules["test/strong"]!;
  expect(Object.keys(held)).toEqual(["btc", "eth"]);
  const days = countDays(held["btc"]!.days);
  expect(days).toBeGreaterThan(10);
  expect(held["btc"]!.first).toBe(Date.parse(publication.recordsFrom!) / DAY_MS);
});

/** What is taken over of a document that was spoiled. */
async function given(spoil: (text: string) => string): Promise<Kept> {
  const store = await temporaryStore();
  await writeKept(store, kept);
  const text = (await store.document("evidence"))!;
  await store.write((writer) => writer.keepDocument("evidence", spoil(text)));
  return (await openKept(store))();
}

describe("the document of what was worked out", () => {
  test("gives back what was written", async () => {
    expect(await given((text) => text)).toEqual(kept);
    expect((await openKept(await temporaryStore()))()).toEqual(NOTHING);
  });

  test.each([
    ["cut short", (text: string) => text.slice(0, -40)],
    ["emptied", () => ""],
    ["changed by a byte", (text: string) => text.replace('"until":1', '"until":2')],
    ["another program's", () => "# notes\nof mine\n"],
  ])("is not believed when it is %s", async (_, spoil) => {
    expect(await given(spoil)).toEqual(NOTHING);
  });
});

test("what several have worked out of parts of the rules is kept together, whichever is written last", async () => {
  const parts = [[strong], [weak, shares]].map((some) => ledgerOf(past(), some, DAY).kept!);
  for (const order of [parts, parts.toReversed()]) {
    const store = await temporaryStore();
    for (const part of order) await writeKept(store, part);
    expect((await openKept(store))()).toEqual(kept);
  }
});

test("of what was worked out from other data, or less far, nothing stands beside what is written later, or further", async () => {
  const store = await temporaryStore();
  await writeKept(store, kept);
  const other = ledgerOf(late("btc.close"), [strong], DAY).kept!;
  await writeKept(store, other);
  expect((await openKept(store))()).toEqual(other);
  await writeKept(store, kept);
  await writeKept(store, ledgerOf(past(), rules, NEXT, kept).kept!);
  expect((await openKept(store))().tracks).toEqual(cold(NEXT));
});

test("what was worked out with another version of a plugin is not relied on", () => {
  const touched = counting(strong);
  const measures = { ...past().measures, digest: "another" };
  ledgerOf({ ...past(), measures }, [touched.rule], DAY, kept);
  expect(touched.evaluated()).toBeGreaterThan(50);
});

test("the program's digest is that of its files", () => {
  expect(rulesDigest(world)).toMatch(/^[0-9a-f]{16}$/);
  const changed = {
    ...world,
    files: {
      ...world.files,
      readBytes: (file: string) =>
        file.endsWith("measures/rsi.ts") ? Buffer.from("// mended") : world.files.readBytes(file),
    },
  };
  expect(rulesDigest(changed)).not.toBe(rulesDigest(world));
});
