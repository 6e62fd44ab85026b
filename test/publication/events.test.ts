import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { eventsByRule, instantOf } from "../../generator/publication/events/by-rule.ts";
import { periodOf, utcDayOf, type EventKind } from "../../generator/publication/events/event.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { failureOf, PROJECT, temporaryFolder, worldAt } from "../gather/support.ts";
import { calendarNamed } from "../support/calendars.ts";

const EXPIRY: EventKind = {
  id: "expiry",
  name: "the expiry",
  source: "cboe",
  importance: 2,
  zone: "America/New_York",
  time: "16:00",
  rule: { on: "third friday", calendar: "XNYS" },
  figures: {},
};

function expiries(from: string, to: string, months?: number[]) {
  const rule = { on: "third friday", calendar: "XNYS", ...(months && { months }) };
  const ends = [Date.parse(from), Date.parse(to)] as const;
  return eventsByRule({ ...EXPIRY, rule }, calendarNamed("XNYS"), ...ends);
}

const expiryDays = (months?: number[]): string[] =>
  expiries("2025-01-01T00:00Z", "2025-06-30T00:00Z", months).map(({ day }) => day);

describe("an event by a rule", () => {
  test("falls on its weekday of every month, or of those that are named", () => {
    expect(expiryDays()).toEqual([
      "2025-01-17",
      "2025-02-21",
      "2025-03-21",
      "2025-04-17",
      "2025-05-16",
      "2025-06-20",
    ]);
    expect(expiryDays([3, 6])).toEqual(["2025-03-21", "2025-06-20"]);
  });

  test("is on the session before where the market is closed: Good Friday of 2025, Juneteenth of 2026", () => {
    expect(expiries("2025-04-01T00:00Z", "2025-04-30T00:00Z")).toMatchObject([
      { day: "2025-04-17", at: "2025-04-17T20:00:00.000Z" },
    ]);
    expect(expiries("2026-06-01T00:00Z", "2026-06-30T00:00Z")).toMatchObject([
      { day: "2026-06-18" },
    ]);
  });

  test("is at its hour by the clock of its zone, in winter and in summer", () => {
    expect(instantOf(EXPIRY, "2025-01-29", "14:00")).toBe(Date.parse("2025-01-29T19:00Z"));
    expect(instantOf(EXPIRY, "2025-05-07", "14:00")).toBe(Date.parse("2025-05-07T18:00Z"));
  });
});

test("an event without an hour has been once its day is over at its place", () => {
  const { time: _, ...untimed } = EXPIRY;
  expect(instantOf(untimed, "2024-11-05")).toBe(Date.parse("2024-11-06T05:00Z"));
});

test("the day of UTC of an event in Tokyo is the one that its hour is told by", () => {
  const at = new Date(instantOf({ ...EXPIRY, zone: "Asia/Tokyo" }, "2025-05-16", "08:50"));
  const event = {
    id: "a:1",
    kind: "a",
    day: "2025-05-16",
    at: at.toISOString(),
    known: "",
    figures: {},
  };
  expect(utcDayOf(event, EXPIRY)).toBe("2025-05-15");
  expect(utcDayOf(event, {})).toBe("2025-05-16");
});

describe("the declaration of an event", () => {
  const original = readFileSync(join(PROJECT, "bellwether.yaml"), "utf8");
  const valid =
    'id: gathering, name: the gathering, source: fred, zone: UTC, time: "12:00", file: a.csv';

  function problemOf(said: string) {
    const home = temporaryFolder();
    const text = original.replace("\nevents:\n", `\nevents:\n  - { ${said} }\n`);
    writeFileSync(join(home, "bellwether.yaml"), text);
    const failure = failureOf(() =>
      loadPublication(worldAt("2025-05-08T12:00:00Z"), home, BUILT_IN),
    );
    return failure.problems[0]!;
  }

  test.each([
    ["an unknown source", valid.replace("fred", "fredd"), "unknown-source", 'Did you mean "fred"?'],
    [
      "an unknown unit of a figure",
      `${valid}, figures: { rate: { unit: percents } }`,
      "unknown-unit",
      'Did you mean "percent"?',
    ],
    ["the name of a subject", valid.replace("gathering", "btc"), "repeated-event", undefined],
    ["a zone that there is not", valid.replace("UTC", "New York"), "schema", undefined],
    [
      "an unknown calendar",
      valid.replace("file: a.csv", "rule: { on: third friday, calendar: XNYZ }"),
      "unknown-calendar",
      'Did you mean "XNYS"?',
    ],
    [
      "a rule that is none",
      valid.replace("file: a.csv", "rule: { on: third moonday, calendar: XNYS }"),
      "schema",
      undefined,
    ],
    ["neither a file nor a rule", valid.replace(", file: a.csv", ""), "schema", undefined],
  ])("with %s is refused where it stands", (_, said, code, advice) => {
    const problem = problemOf(said);
    expect(problem).toMatchObject({ code, file: "bellwether.yaml" });
    expect(problem.advice).toBe(advice);
    const line = original.split("\n").indexOf("events:") + 2;
    expect(problem.line).toBe(line);
  });
});

test("the holidays of an exchange are events by their names, also where they are kept on another day", () => {
  const holidays = eventsByRule(
    { ...EXPIRY, id: "holiday", time: "09:30", rule: { holidaysOf: "XNYS" } },
    calendarNamed("XNYS"),
    Date.parse("2026-05-20T00:00Z"),
    Date.parse("2026-07-10T00:00Z"),
  );
  expect(holidays.map(({ day, name }) => [day, name])).toEqual([
    ["2026-05-25", "Memorial Day"],
    ["2026-06-19", "Juneteenth"],
    ["2026-07-03", "Independence Day"],
  ]);
});

describe("an event so many business days after settlements", () => {
  const SETTLED: EventKind = {
    id: "short-interest",
    name: "short interest",
    source: "finra",
    importance: 1,
    zone: "America/New_York",
    period: "day",
    rule: { businessDays: 8, after: "settlement", calendar: "XNYS" },
    figures: {},
  };
  const published = (from: string, to: string): [string, string][] =>
    eventsByRule(SETTLED, calendarNamed("XNYS"), Date.parse(from), Date.parse(to)).map(
      ({ id, day }) => [id.slice("short-interest:".length), day],
    );

  test("comes twice a month, the days counted by hand: Good Friday and Memorial Day are none", () => {
    expect(published("2025-04-20T00:00Z", "2025-06-15T00:00Z")).toEqual([
      ["2025-04-15", "2025-04-28"],
      ["2025-04-30", "2025-05-12"],
      ["2025-05-15", "2025-05-28"],
      ["2025-05-30", "2025-06-11"],
    ]);
  });

  test("leaves out days on which banks alone are closed: Columbus Day, and Veterans Day of a Monday that is a Sunday's", () => {
    expect(published("2024-10-01T00:00Z", "2024-11-30T00:00Z")).toEqual([
      ["2024-09-30", "2024-10-10"],
      ["2024-10-15", "2024-10-25"],
      ["2024-10-31", "2024-11-13"],
      ["2024-11-15", "2024-11-27"],
    ]);
    expect(published("2025-10-10T00:00Z", "2025-10-20T00:00Z")).toEqual([
      ["2025-09-30", "2025-10-10"],
    ]);
  });
});

test.each([
  ["month", "2025-04", "2025-04-30"],
  ["month", "2024-02", "2024-02-29"],
  ["month", "2025-13", undefined],
  ["month", "2025-Q1", undefined],
  ["quarter", "2025-Q1", "2025-03-31"],
  ["quarter", "2024-q4-advance", "2024-12-31"],
  ["quarter", "2025-04", undefined],
  ["day", "2025-04-30", "2025-04-30"],
  ["day", "2025-04", undefined],
  [undefined, "2025-04", undefined],
] as const)("of a kind with periods of a %s, %s is about what ends on %s", (period, key, end) => {
  const its = {
    id: `kind:${key}`,
    kind: "kind",
    day: "2025-05-01",
    at: "",
    known: "",
    figures: {},
  };
  expect(periodOf(its, period === undefined ? {} : { period })).toBe(end);
});
