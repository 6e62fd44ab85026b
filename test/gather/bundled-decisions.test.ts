import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, weekday, type Day } from "../../generator/base/day.ts";
import { bundledEvents } from "../support/edition.ts";
import { calendarNamed } from "../support/calendars.ts";
import { PROJECT } from "./support.ts";

type Row = Readonly<Record<string, string>>;

/** The rows of a bundled file of events, split by hand. */
function rows(name: string): Row[] {
  const [head = "", ...lines] = readFileSync(join(PROJECT, "content/data/events", name), "utf8")
    .trim()
    .split("\n");
  const columns = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
  });
}

const decided = (name: string): Row[] => rows(name).filter((row) => row["rate"] !== "");

/** From when on each deposit rate of the European Central Bank held, as FRED's series ECBDFR steps: the Wednesday after its decision. */
const DEPOSIT_RATES: Readonly<Record<Day, number>> = {
  "2022-07-27": 0,
  "2022-09-14": 0.75,
  "2022-11-02": 1.5,
  "2022-12-21": 2,
  "2023-02-08": 2.5,
  "2023-03-22": 3,
  "2023-05-10": 3.25,
  "2023-06-21": 3.5,
  "2023-08-02": 3.75,
  "2023-09-20": 4,
  "2024-06-12": 3.75,
  "2024-09-18": 3.5,
  "2024-10-23": 3.25,
  "2024-12-18": 3,
  "2025-02-05": 2.75,
  "2025-03-12": 2.5,
  "2025-04-23": 2.25,
  "2025-06-11": 2,
};

/** Days from which the Bank of England's Bank Rate was another, as its own list gives them. */
const BANK_RATES: Readonly<Record<Day, number>> = {
  "2021-12-16": 0.25,
  "2022-02-03": 0.5,
  "2022-03-17": 0.75,
  "2022-05-05": 1,
  "2022-06-16": 1.25,
  "2022-08-04": 1.75,
  "2022-09-22": 2.25,
  "2022-11-03": 3,
  "2022-12-15": 3.5,
  "2023-02-02": 4,
  "2023-03-23": 4.25,
  "2023-05-11": 4.5,
  "2023-06-22": 5,
  "2023-08-03": 5.25,
  "2024-08-01": 5,
  "2024-11-07": 4.75,
  "2025-02-06": 4.5,
  "2025-05-08": 4.25,
  "2025-08-07": 4,
  "2025-12-18": 3.75,
};

describe.each(["ecb-decisions.csv", "boe-decisions.csv"])("%s", (file) => {
  test("has eight meetings a year, on Thursdays, each with the change from the rate before", () => {
    const days = [...new Set(rows(file).map((row) => row["date"]!))];
    for (let year = 2021; year <= 2026; year++)
      expect([year, days.filter((day) => day.startsWith(`${year}`)).length]).toEqual([
        year,
        // The Bank of England put its meeting of September 2022 off: two days were told of one.
        file.startsWith("boe") && year === 2022 ? 9 : 8,
      ]);
    for (const day of days) expect([day, weekday(day)]).toEqual([day, 4]);
    const all = decided(file);
    for (const [at, row] of all.slice(1).entries())
      expect([row["date"], Number(row["change"])]).toEqual([
        row["date"],
        Math.round((Number(row["rate"]) - Number(all[at]!["rate"])) * 100),
      ]);
  });
});

test("the deposit rate changes where the publisher's series steps on the Wednesday after, and nowhere else", () => {
  const steps = decided("ecb-decisions.csv").flatMap((row) => {
    if (row["change"] === "0") return [];
    const day = row["date"] as Day;
    return [[addDays(day, 6), Number(row["rate"])]];
  });
  expect(Object.fromEntries(steps)).toEqual(DEPOSIT_RATES);
});

test("Bank Rate changes on the days of its own list, and nowhere else", () => {
  const steps = decided("boe-decisions.csv").flatMap((row) =>
    row["change"] === "0" ? [] : [[row["date"], Number(row["rate"])]],
  );
  expect(Object.fromEntries(steps)).toEqual(BANK_RATES);
});

test("a report of the US economy is about a period that has ended, and falls on a weekday", () => {
  for (const { event, date } of rows("us-gdp.csv") as { event: string; date: Day }[]) {
    const [, year, quarter, estimate] = /^(\d{4})-q(\d)-(advance|second|third)$/.exec(event)!;
    const end = new Date(Date.UTC(Number(year), Number(quarter) * 3, 0)).toISOString().slice(0, 10);
    // Some four, eight and twelve weeks after the quarter.
    const weeks = daysBetween(end as Day, date) / 7;
    const [least, most] = { advance: [3.5, 5], second: [7.5, 9.5], third: [11, 13.5] }[estimate!]!;
    expect([event, weeks >= least! && weeks <= most!]).toEqual([event, true]);
  }
  for (const { event, date } of rows("us-pce.csv") as { event: string; date: Day }[]) {
    const end = new Date(Date.UTC(Number(event.slice(0, 4)), Number(event.slice(5, 7)), 0))
      .toISOString()
      .slice(0, 10);
    const days = daysBetween(end as Day, date);
    expect([event, days >= 20 && days <= 37]).toEqual([event, true]);
  }
  for (const file of ["us-gdp.csv", "us-pce.csv"])
    for (const { date } of rows(file) as { date: Day }[])
      expect([date, weekday(date) >= 1 && weekday(date) <= 5]).toEqual([date, true]);
});

test.each(["coinbase-results", "strategy-results"])(
  "%s are known once they are out, on sessions of New York, a quarter each",
  (kind) => {
    const its = bundledEvents.filter((event) => event.kind === kind);
    expect(its.length).toBeGreaterThan(14);
    for (const { id, day, at, known } of its) {
      expect([id, calendarNamed("XNYS").isPeriod(day)]).toEqual([id, true]);
      // To the minute of the filing; where no hour is known, the end of the day in New York.
      const late = Date.parse(known) - Date.parse(at);
      expect([id, late >= 0 && late < 60_000]).toEqual([id, true]);
    }
    expect(new Set(its.map(({ id }) => id)).size).toBe(its.length);
  },
);
