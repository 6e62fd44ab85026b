import { DAY_MS } from "../../generator/base/day.ts";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Day, Instant } from "../../generator/base/day.ts";
import type { Observation } from "../../generator/store/observation.ts";
import type { Store } from "../../generator/store/store.ts";
import { hashOf, NO_ROWS, openedRow } from "../../generator/store/trail.ts";
import { catalogueOf, periodsOf, seriesOf, viewAt } from "../gather/support.ts";

const NOON = Date.parse("2025-05-08T12:00:00Z");

const HOUR = 3_600_000;

const catalogue = catalogueOf(
  seriesOf({ id: "a.close" }),
  seriesOf({ id: "b.close" }),
  seriesOf({ id: "ab.close", derive: { as: "sum", of: ["a.close", "b.close"] } }),
);

function observation(day: Day, value: number, published = NOON, stated = false) {
  return { day, value, public: published, stated };
}

/** So many days in a row, from 1970-01-01 on. */
export function days(count: number) {
  return Array.from({ length: count }, (_, index) =>
    observation(new Date(index * DAY_MS).toISOString().slice(0, 10), index + 0.5),
  );
}

function recorded(store: Store, rows: readonly Observation[]): Promise<unknown> {
  return store.write((writer) => writer.record("a.close", "a.csv", NOON, rows));
}

/** A claim, as far as the store looks at it. */
function claim(id: string, seen: string, quote = "") {
  return { id, seen, quote } as never;
}

/** An announcement of one event. */
function announced(day: string, from: string, figures: Record<string, number> = {}) {
  return {
    id: "decision:1",
    kind: "decision",
    day,
    at: `${day}T14:00:00.000Z`,
    known: from,
    figures,
  };
}

/** A headline of one feed, as it was worded from an instant on. */
function headline(title: string, known: string, seen: string, feed = "fed") {
  const at = "2025-05-07T18:00:00.000Z";
  return { id: `${feed}:1`, feed, title, url: "https://a.example/1", at, known, seen };
}

async function history(store: Store, instant: Instant, series = "a.close") {
  const {
    days: known,
    values,
    revisions,
  } = (await viewAt(store, instant, catalogue)).history(series);
  return { days: known, values: [...values], revisions: [...revisions] };
}

/** What a store holds of each series at some instants. */
async function held(from: Store): Promise<unknown[]> {
  return Promise.all(
    [NOON - HOUR, NOON, NOON + 9 * HOUR].flatMap((instant) => [
      ...["a.close", "b.close", "ab.close"].map((id) => history(from, instant, id)),
      from.load(catalogue).then((archive) => archive.lastArrival(instant)),
    ]),
  );
}

/**
 * What every store does, whichever database it is kept in.
 * @param place names a place that no other test uses.
 * @param open opens the store of a place, and makes it when there is none.
 */
export function storeContract(
  database: string,
  place: () => string,
  open: (place: string) => Promise<Store>,
): void {
  async function opened(where = place()): Promise<Store> {
    const store = await open(where);
    onTestFinished(() => store.close());
    return store;
  }

  describe(`what a store in ${database} holds`, () => {
    test("is, after whatever it writes, what is read anew", async () => {
      const where = place();
      const store = await opened(where);
      const write = (id: string, ...rows: (readonly [Day, number, Instant?])[]): Promise<unknown> =>
        store.write((writer) =>
          writer.record(
            id,
            "a.csv",
            NOON,
            rows.map(([day, value, published = NOON]) => observation(day, value, published, true)),
          ),
        );
      const writes = [
        () => write("a.close", ["2025-05-01", 1], ["2025-05-02", 2]),
        () => write("b.close", ["2025-05-02", 7], ["2025-05-05", -0]),
        () => write("a.close", ["2025-05-05", 3, NOON - HOUR], ["2025-05-06", 4]),
        () => write("a.close", ["2025-05-06", 4.5, NOON + HOUR], ["2025-05-07", 5]),
        () => write("a.close", ["2025-04-30", 0.5], ["2025-05-08", 6]),
        () => write("b.close", ["2025-05-06", 8]),
        () =>
          store.write(async (writer) => {
            await writer.record("b.close", "b.csv", NOON, [observation("2025-05-07", 9)]);
            await writer.record("b.close", "b.csv", NOON, [observation("2025-05-07", 10)]);
            await writer.record("a.close", "b.csv", NOON, [observation("2025-05-09", 7)]);
          }),
        () =>
          store
            .write(async (writer) => {
              await writer.record("a.close", "c.csv", NOON, [observation("2025-05-12", 8)]);
              throw new Error("no");
            })
            .catch(() => {}),
      ];
      for (const each of writes) {
        await store.load(catalogue);
        await each();
        using anew = await open(where).then((other) => ({
          other,
          [Symbol.dispose]: () => void other.close(),
        }));
        expect(await held(store)).toEqual(await held(anew.other));
      }
    });
  });

  describe(`what is written to a store in ${database}`, () => {
    test("comes back as it was", async () => {
      const store = await opened();
      const values = [0.1 + 0.2, -0, 1e-300, 97032.32, 149218945580];
      const rows = values.map((value, index) => observation(`2025-05-0${index + 1}`, value));
      const change = await store.write((writer) => writer.record("a.close", "a.csv", NOON, rows));
      expect(change).toEqual({ added: 5, revised: 0, unchanged: 0 });
      const known = await history(store, NOON);
      expect(known.values.map((value) => value + 0)).toEqual(values.map((value) => value + 0));
      expect(known.days).toEqual(rows.map(({ day }) => day));
      expect([...(await store.extents(["b.close", "a.close"]))]).toEqual([
        ["b.close", { periods: 0, last: undefined }],
        ["a.close", { periods: 5, last: "2025-05-05" }],
      ]);
    });

    test("is counted alike by who has loaded it and who has not, whoever wrote it and however often", async () => {
      const where = place();
      const [one, other] = [await opened(where), await opened(where)];
      const both = ["a.close", "b.close"];
      const counted = async (): Promise<void> => {
        const fresh = await open(where);
        const expected = [...(await fresh.extents(both))];
        await fresh.close();
        expect([...(await one.extents(both))]).toEqual(expected);
        expect(expected[1]).toEqual(["b.close", { periods: 0, last: undefined }]);
      };
      await one.load(catalogue);
      await counted();
      await recorded(one, days(4));
      await counted();
      await recorded(other, [observation("1970-01-02", 7), observation("1970-01-09", 9)]);
      await counted();
      await one.load(catalogue);
      await counted();
      expect((await one.extents(both)).get("a.close")).toEqual({ periods: 5, last: "1970-01-09" });
    });

    test("is unchanged when it is written again", async () => {
      const store = await opened();
      const write = () => store.write((writer) => writer.record("a.close", "a.csv", NOON, days(9)));
      await write();
      expect(await write()).toEqual({ added: 0, revised: 0, unchanged: 9 });
      expect((await history(store, NOON)).revisions).toEqual(Array(9).fill(0));
    });

    test("is held to what is stored by then, by who has loaded it before and who has not, whoever wrote it since", async () => {
      const changes = [true, false].map(async (isLoaded) => {
        const where = place();
        const [one, other] = [await opened(where), await opened(where)];
        await recorded(one, [
          observation("2025-05-01", 1),
          observation("2025-05-02", 2),
          observation("2025-05-05", 3),
        ]);
        if (isLoaded) await one.load(catalogue);
        const revised = await recorded(one, [
          observation("2025-05-02", 2.5),
          observation("2025-05-05", 3),
          observation("2025-05-06", 4),
        ]);
        if (isLoaded) await one.load(catalogue);
        const same = await recorded(one, [
          observation("2025-05-02", 2.5),
          observation("2025-05-04", 9),
          observation("2025-05-06", 4),
        ]);
        if (isLoaded) await one.load(catalogue);
        await recorded(other, [observation("2025-05-06", 5), observation("2025-05-07", 6)]);
        const others = await recorded(one, [
          observation("2025-05-06", 5),
          observation("2025-05-07", 7),
          observation("2025-05-02", 2),
        ]);
        return { all: [revised, same, others], held: await held(one) };
      });
      const [loaded, unread] = await Promise.all(changes);
      expect(loaded!.all).toEqual([
        { added: 1, revised: 1, unchanged: 1 },
        { added: 1, revised: 0, unchanged: 2 },
        { added: 0, revised: 2, unchanged: 1 },
      ]);
      expect(unread).toEqual(loaded);
    });

    test("is in what is loaded later, also when another connection wrote it, and in nothing loaded before", async () => {
      const where = place();
      const [one, other] = [await opened(where), await opened(where)];
      const count = async () => (await history(one, NOON)).days.length;
      expect(await count()).toBe(0);
      const versions = [await one.version()];
      const empty = await one.load(catalogue);
      await other.write((writer) => writer.record("a.close", "a.csv", NOON, days(3)));
      versions.push(await one.version());
      expect(await count()).toBe(3);
      await one.write((writer) => writer.record("a.close", "a.csv", NOON, days(5)));
      versions.push(await one.version());
      expect(await count()).toBe(5);
      await other.write((writer) => writer.keepDocument("note", "no data"));
      await other.write((writer) => writer.record("a.close", "a.csv", NOON, days(5)));
      expect(await one.version()).toBe(versions.at(-1));
      expect(new Set(versions).size).toBe(3);
      expect(empty.view(NOON).history("a.close").days).toEqual([]);
    });

    test("is seen by nobody before all of it is stored", async () => {
      const store = await opened();
      await store.write(async (writer) => {
        await writer.record("a.close", "a.csv", NOON, days(3));
        await writer.keepDocument("note", "half");
        expect((await history(store, NOON)).days).toEqual([]);
        expect(await store.document("note")).toBeUndefined();
      });
      expect((await history(store, NOON)).days).toHaveLength(3);
      expect(await store.document("note")).toBe("half");
    });

    test("is taken back whole when the work fails half way, and the next is written all the same", async () => {
      const store = await opened();
      const failing = store.write(async (writer) => {
        await writer.record("a.close", "a.csv", NOON, days(3));
        await writer.keepDocument("note", "half");
        throw new Error("half way");
      });
      const next = store.write((writer) => writer.record("b.close", "b.csv", NOON, days(2)));
      await expect(failing).rejects.toThrow("half way");
      expect((await next).added).toBe(2);
      expect(await periodsOf(store, "a.close")).toBe(0);
      expect(await store.document("note")).toBeUndefined();
    });

    test("by two at once in one process goes in one after the other", async () => {
      const store = await opened();
      let inside = 0;
      const write = (count: number) =>
        store.write(async (writer) => {
          expect(++inside).toBe(1);
          await writer.record("a.close", "a.csv", NOON, days(count));
          await new Promise((done) => setTimeout(done, 5));
          inside--;
        });
      await Promise.all([write(2), write(4), write(3)]);
      expect(await periodsOf(store, "a.close")).toBe(4);
    });

    test.each([NaN, Infinity, -Infinity])("is never %f", async (value) => {
      const store = await opened();
      const rows = [observation("2025-05-01", value)];
      const write = store.write((writer) => writer.record("a.close", "a.csv", NOON, rows));
      await expect(write).rejects.toThrow(/./);
      expect(await periodsOf(store, "a.close")).toBe(0);
    });
  });

  describe(`a changed value in ${database}`, () => {
    const later = NOON + 5 * HOUR;
    const write = (
      store: Store,
      value: number,
      retrieved: Instant,
      published = NOON,
      stated = false,
    ) =>
      store.write((writer) =>
        writer.record("a.close", "a.csv", retrieved, [
          observation("2025-05-07", value, published, stated),
        ]),
      );

    test("is a revision that was public when it was retrieved, not before", async () => {
      const store = await opened();
      await write(store, 1, NOON);
      expect(await write(store, 2, later)).toEqual({ added: 0, revised: 1, unchanged: 0 });
      expect((await history(store, later - 1)).values).toEqual([1]);
      expect(await history(store, later)).toMatchObject({ values: [2], revisions: [1] });
      await write(store, 1, later + HOUR);
      expect(await history(store, later + HOUR)).toMatchObject({ values: [1], revisions: [2] });
    });

    test("was public when the source says so, if that is after the value it replaces", async () => {
      const store = await opened();
      await write(store, 1, later, NOON, true);
      await write(store, 2, later, NOON + HOUR, true);
      await write(store, 3, later, NOON + HOUR, true);
      for (const [instant, value] of [
        [NOON, 1],
        [NOON + HOUR, 2],
        [later - 1, 2],
        [later, 3],
      ] as const)
        expect((await history(store, instant)).values).toEqual([value]);
    });

    test("is never public before the one it replaces, even if the clock went back", async () => {
      const store = await opened();
      await write(store, 1, NOON);
      await write(store, 2, NOON - 9 * HOUR);
      expect((await history(store, NOON - 1)).values).toEqual([]);
      expect((await history(store, NOON)).values).toEqual([2]);
    });
  });

  describe(`what is loaded from ${database}`, () => {
    test("are the series asked for and those that they are derived from; another is an error, not an empty series", async () => {
      const store = await opened();
      await store.write(async (writer) => {
        for (const series of ["a.close", "b.close"])
          await writer.record(series, "a.csv", NOON, days(2));
      });
      const both = await store.load(catalogue, ["ab.close"]);
      expect([...both.view(NOON).history("ab.close").values]).toEqual([1, 3]);
      const one = await store.load(catalogue, ["a.close"]);
      expect(one.view(NOON).history("a.close").days).toHaveLength(2);
      expect(both.view(NOON).history("b.close").days).toHaveLength(2);
      const fresh = await (await opened()).load(catalogue, ["a.close"]);
      expect(() => fresh.view(NOON).history("b.close")).toThrow("was not loaded");
    });

    test("tells by its fingerprints where two pasts part", async () => {
      const [one, other] = [await opened(), await opened()];
      for (const store of [one, other])
        await store.write((writer) => writer.record("a.close", "a.csv", NOON, days(3)));
      await other.write((writer) => writer.record("a.close", "a.csv", NOON + HOUR, days(4)));
      const instants = [NOON - 1, NOON, NOON + HOUR];
      const marks = async (store: Store) =>
        (await store.load(catalogue)).fingerprints("ab.close", instants);
      await other.write((writer) =>
        writer.record("a.close", "a.csv", NOON + HOUR, [observation("1970-01-01", 9)]),
      );
      const [before, after] = [await marks(one), await marks(other)];
      expect(before[0]).toBe(after[0]);
      expect(before[2]).not.toBe(after[2]);
    });

    test("has of each scheduled event what was announced by then, and what came of it once it has been", async () => {
      const store = await opened();
      const kind = {
        id: "decision",
        name: "",
        source: "",
        importance: 2,
        zone: "UTC",
        time: "14:00",
        figures: {},
      };
      const known = { ...catalogue, events: new Map([[kind.id, kind]]) };
      const first = announced("2025-05-07", "2025-01-01T00:00:00.000Z");
      const moved = announced("2025-05-08", "2025-05-02T00:00:00.000Z", { rate: 4.5 });
      await store.write((writer) => writer.announce(first, NOON));
      await store.write((writer) => writer.announce(moved, NOON));
      const told = async (instant: string) =>
        (await viewAt(store, Date.parse(instant), known))
          .events()
          .map(({ day, figures }) => [day, figures]);
      expect(await told("2024-12-31T00:00Z")).toEqual([]);
      expect(await told("2025-04-10T00:00Z")).toEqual([]);
      expect(await told("2025-05-01T00:00Z")).toEqual([["2025-05-07", {}]]);
      expect(await told("2025-05-08T13:59Z")).toEqual([["2025-05-08", {}]]);
      // What comes out at the minute of a cut-off is not known at it.
      expect(await told("2025-05-08T14:00Z")).toEqual([["2025-05-08", {}]]);
      expect(await told("2025-05-08T14:01Z")).toEqual([["2025-05-08", { rate: 4.5 }]]);
      expect(await store.latestAnnouncements()).toEqual([moved]);
      const off = {
        ...announced("2025-05-09", "2025-05-09T10:00:00.000Z"),
        calledOff: true,
      } as const;
      await store.write((writer) => writer.announce(off, NOON));
      expect(await told("2025-05-09T09:59Z")).toEqual([["2025-05-08", { rate: 4.5 }]]);
      expect(await told("2025-05-09T10:00Z")).toEqual([]);
    });

    test("has of each headline how it was worded by then", async () => {
      const store = await opened();
      const feed = { id: "fed", source: "", url: "https://a.example/", subjects: [] };
      const known = { ...catalogue, feeds: new Map([[feed.id, feed]]) };
      const first = headline("Rates kept", "2025-05-07T18:00:00.000Z", "2025-05-08T08:00:00.000Z");
      const again = headline("Rates held", "2025-05-08T10:00:00.000Z", "2025-05-08T10:00:00.000Z");
      const gone = headline("Of another", first.known, first.seen, "dropped");
      for (const each of [first, first, gone, again])
        await store.write((writer) => writer.recordHeadline(each, NOON));
      const told = async (instant: string) =>
        (await viewAt(store, Date.parse(instant), known)).headlines().map(({ title }) => title);
      expect(await told("2025-05-07T17:59Z")).toEqual([]);
      expect(await told("2025-05-08T09:00Z")).toEqual(["Rates kept"]);
      expect(await told("2025-05-08T12:00Z")).toEqual(["Rates held"]);
      expect(await told("2025-05-20T12:00Z")).toEqual([]);
      expect(await store.latestHeadlines()).toEqual([gone, again]);
    });

    test("has of each claim what was seen by then", async () => {
      const store = await opened();
      const record = (each: never) => store.write((writer) => writer.recordClaim(each, NOON));
      await record(claim("one", "2025-05-08T10:00:00Z", "first"));
      await record(claim("one", "2025-05-08T10:00:00Z", "first"));
      await record(claim("one", "2025-05-08T11:00:00Z", "mended"));
      await record(claim("another", "2025-05-08T11:30:00Z"));
      const quotes = async (instant: string) =>
        (await viewAt(store, Date.parse(instant), catalogue)).claims().map(({ quote }) => quote);
      expect(await quotes("2025-05-08T09:59:59Z")).toEqual([]);
      expect(await quotes("2025-05-08T10:59:59Z")).toEqual(["first"]);
      expect(await quotes("2025-05-08T12:00:00Z")).toEqual(["mended", ""]);
      expect((await store.latestClaims()).map(({ id }) => id)).toEqual(["another", "one"]);
    });
  });

  describe(`a reading kept in ${database}`, () => {
    const remark = {
      series: "a.close",
      code: "gap",
      line: undefined,
      period: "2025-05-01",
      why: "2025-05-01 is missing.",
    } as const;
    const reading = {
      file: "a.csv",
      digest: "d",
      at: NOON,
      remarks: [remark, { ...remark, line: 3 }],
    };

    test("comes back with its remarks in their order; of several the last, also within the transaction", async () => {
      const store = await opened();
      await store.write(async (writer) => {
        expect(await writer.lastReading("a.csv")).toBeUndefined();
        await writer.recordReading({ ...reading, digest: "earlier", remarks: [] });
        await writer.recordReading(reading);
        expect(await writer.lastReading("a.csv")).toEqual(reading);
      });
      expect([...(await store.lastReadings(["a.csv", "b.csv"]))]).toEqual([["a.csv", reading]]);
    });
  });

  describe(`the trail in ${database}`, () => {
    const entry = {
      at: "2025-05-08T13:00:00.000Z",
      who: { id: "ada", name: "Ada" },
      path: "content/editions/2025-05-08/flash.md",
      action: "approve",
      from: "draft",
      to: "approved",
      why: "So it is: “größer” 😀",
      text: "t",
      markdown: "m",
      facts: "f",
      detail: { open: 2, of: ["a", "b"] },
    };

    test("gives its rows as they were written, each chained to the one before, of one article or of all", async () => {
      const store = await opened();
      expect(await store.trailHead()).toEqual(NO_ROWS);
      const other = { ...entry, path: "content/editions/2025-05-08/wrap.md" };
      const written = await store.write(async (writer) => [
        await writer.appendTrail(entry),
        await writer.appendTrail(other),
        await writer.appendTrail(entry),
      ]);
      const rows = (await store.trail()).map(openedRow);
      expect(rows).toEqual(written);
      expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(rows[0]).toMatchObject({ ...entry, previous: NO_ROWS.hash });
      expect(rows.slice(1).map(({ previous }) => previous)).toEqual(
        rows.slice(0, 2).map(({ hash }) => hash),
      );
      for (const { body, hash } of await store.trail()) expect(hashOf(body)).toBe(hash);
      expect(await store.trailHead()).toEqual({ count: 3, hash: rows[2]!.hash });
      const seqs = async (about: Parameters<Store["trail"]>[0]) =>
        (await store.trail(about)).map(({ seq }) => seq);
      expect(await seqs({ path: entry.path })).toEqual([1, 3]);
      expect(await seqs({ path: entry.path, after: 1 })).toEqual([3]);
      expect(await seqs({ after: 1 })).toEqual([2, 3]);
    });

    test("goes on from where it was where its rows were lost", async () => {
      const store = await opened();
      const before = { count: 7, hash: hashOf("the seventh") };
      await store.write(async (writer) => {
        await writer.appendTrail(entry, before);
        await writer.appendTrail(entry, before);
      });
      expect((await store.trail()).map(openedRow)).toMatchObject([
        { seq: 8, previous: before.hash },
        { seq: 9 },
      ]);
    });

    test("and its texts are taken back whole when the work fails half way, and are no data", async () => {
      const store = await opened();
      const version = await store.version();
      const failing = store.write(async (writer) => {
        await writer.keepText("A text.");
        await writer.appendTrail(entry);
        throw new Error("half way");
      });
      await expect(failing).rejects.toThrow("half way");
      expect(await store.trail()).toEqual([]);
      expect(await store.text(hashOf("A text."))).toBeUndefined();
      await store.write(async (writer) => {
        expect(await writer.keepText("A text.")).toBe(hashOf("A text."));
        expect(await writer.keepText("A text.")).toBe(hashOf("A text."));
        await writer.appendTrail(entry);
      });
      expect(await store.text(hashOf("A text."))).toBe("A text.");
      expect(await store.version()).toBe(version);
    });
  });

  test(`a document in ${database} is replaced whole, and is there for the next who opens the store`, async () => {
    const where = place();
    const store = await opened(where);
    expect(await store.document("note")).toBeUndefined();
    await store.write((writer) => writer.keepDocument("note", "first"));
    await store.write((writer) => writer.keepDocument("note", "Zweitens, “größer” 😀\n"));
    expect(await (await opened(where)).document("note")).toBe("Zweitens, “größer” 😀\n");
    expect(await store.document("other")).toBeUndefined();
  });
}
