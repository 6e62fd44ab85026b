import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dayOf } from "../../generator/base/day.ts";
import { gather } from "../../generator/gather/gather.ts";
import { calendarNotes } from "../../generator/publication/calendars/by-rule.ts";
import { newestDue, publicByLag } from "../../generator/publication/lag.ts";
import {
  catalogueOf,
  publicationOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  viewAt,
  worldAt,
} from "../gather/support.ts";

const late = seriesOf({
  id: "iwm.shortInterest",
  calendar: "XNYS",
  lag: "9 sessions + PT1H",
  staleAfter: 12,
  from: { file: "short.csv", column: "value" },
});

describe("a series with a lag of nine sessions", () => {
  test("is gathered when its values are public in years past the table", async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, "content/data"), { recursive: true });
    writeFileSync(
      join(home, "content/data/short.csv"),
      "date,value\n2028-12-15,3\n2028-12-18,4\n2029-01-02,5\n",
    );
    const publication = publicationOf(home, late);
    const world = worldAt("2029-02-01T12:00:00Z");
    const store = await temporaryStore();
    const { series } = await gather(world, publication, store);
    expect(series.map(({ added, refused }) => [added, refused])).toEqual([[3, []]]);
    const view = await viewAt(store, world.now(), publication.catalogue);
    expect(view.history(late.id).days).toEqual(["2028-12-15", "2028-12-18", "2029-01-02"]);
    expect(view.age(late.id)).toBe(11);
  });

  test("counts sessions by rule: New Year's Day of 2029 is none", () => {
    expect(dayOf(publicByLag(late, "2028-12-18"))).toBe("2029-01-02");
    expect(newestDue(late, Date.parse("2029-01-02T22:00:00Z"))).toBe("2028-12-18");
  });

  test("may say periods in place of sessions", () => {
    const periods = { ...late, lag: "9 periods + PT1H" };
    expect(publicByLag(periods, "2025-05-01")).toBe(publicByLag(late, "2025-05-01"));
  });
});

test("a series of months is public so many periods after its own", () => {
  const cpi = seriesOf({ id: "us-cpi.level", calendar: "monthly", lag: "1 period + PT12H" });
  expect(new Date(publicByLag(cpi, "2025-03-31")).toISOString()).toBe("2025-05-01T12:00:00.000Z");
  expect(newestDue(cpi, Date.parse("2025-05-08T12:00:00Z"))).toBe("2025-03-31");
});

describe("what is by rule alone", () => {
  const catalogue = catalogueOf(late, seriesOf({ id: "btc.close" }));

  test("is said from thirty days before the table ends", () => {
    expect(calendarNotes(catalogue, "2028-11-30")).toEqual([]);
    const [note, ...others] = calendarNotes(catalogue, "2028-12-02");
    expect(note).toContain(
      "XNYS knows the closures of the New York Stock Exchange up to 2028-12-31",
    );
    expect(note).toContain("by rule");
    expect(others).toEqual([]);
  });

  test("is not said of calendars that nobody uses, nor of dates alone", () => {
    expect(calendarNotes(catalogueOf(seriesOf({ id: "btc.close" })), "2050-01-01")).toEqual([]);
  });
});
