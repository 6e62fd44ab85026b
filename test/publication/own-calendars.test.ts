import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import type { Catalogue } from "../../generator/publication/catalogue.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { failureOf, PROJECT, temporaryFolder, worldAt } from "../gather/support.ts";

const original = readFileSync(join(PROJECT, "bellwether.yaml"), "utf8");

/** The calendars that the sample declares, and its file without them. */
const its = /^calendars:((?:\n {2,}.*)+)/m.exec(original)![1]!;
const rest = original.replace(`calendars:${its}`, "");

/** A publication that says more of calendars than the sample does, in `bellwether.yaml` and in files of their own. */
function publicationWith(added: string, files: Readonly<Record<string, string>> = {}): string {
  const home = temporaryFolder();
  const whole = added.startsWith("calendars:")
    ? `${added}${its}\n${rest}`
    : `${added}\n${original}`;
  writeFileSync(join(home, "bellwether.yaml"), whole);
  mkdirSync(join(home, "calendars"));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(home, "calendars", name), text);
  return home;
}

function catalogueWith(added: string, files?: Readonly<Record<string, string>>): Catalogue {
  const home = publicationWith(added, files);
  return loadPublication(worldAt("2025-05-08T12:00:00Z"), home, BUILT_IN).catalogue;
}

function problemOf(added: string, files?: Readonly<Record<string, string>>) {
  const home = publicationWith(added, files);
  const failure = failureOf(() => loadPublication(worldAt("2025-05-08T12:00:00Z"), home, BUILT_IN));
  return { ...failure.problems[0]!, exit: failure.exit };
}

describe("a publication adds to a calendar", () => {
  const added = `calendars:
  - name: XNYS
    closed: [2029-01-09]
    early: { 2029-07-05: "13:00" }
    known: { to: 2029-12-31 }`;

  test("closures, early ends, and how far they are known", () => {
    const { calendars, series } = catalogueWith(added);
    const nyse = calendars.get("XNYS")!;
    expect(nyse.isPeriod("2029-01-09")).toBe(false);
    expect(nyse.isPeriod("2025-01-09")).toBe(false);
    expect(nyse.isHalfDay("2029-07-05")).toBe(true);
    expect(nyse.endOf("2029-07-05")).toBe(Date.parse("2029-07-05T17:00:00Z"));
    expect(nyse.known).toEqual({ from: "1957-03-04", to: "2029-12-31" });
    expect(series.get("coin.close")!.calendar).toBe(nyse);
  });

  test("which makes it another in every digest, and leaves the built-in one as it is", () => {
    const plain = catalogueWith("").calendars.get("XNYS")!;
    expect(plain.isPeriod("2029-01-09")).toBe(true);
    const same = catalogueWith("").calendars.get("XNYS")!;
    expect(JSON.stringify(same)).toBe(JSON.stringify(plain));
    expect(JSON.stringify(catalogueWith(added).calendars.get("XNYS"))).not.toBe(
      JSON.stringify(plain),
    );
  });
});

describe("a publication has a calendar of its own", () => {
  test("like another, in a file", () => {
    const { calendars } = catalogueWith("", {
      "saturday.yaml":
        "{ name: claims-week, like: weekly, weekEnds: saturday, title: weeks to Saturday }",
      "toronto.yaml": `name: XTSE
like: XNYS
title: the Toronto Stock Exchange
zone: America/Toronto
holidays:
  - { name: Victoria Day, on: monday before 05-25 }
  - { name: Canada Day, on: 07-01, observed: next }`,
    });
    expect(calendars.get("claims-week")!.periodOf("2025-05-08")).toBe("2025-05-10");
    const toronto = calendars.get("XTSE")!;
    expect(toronto.isPeriod("2025-05-19")).toBe(false);
    expect(toronto.isPeriod("2023-07-03")).toBe(false);
    expect(toronto.isPeriod("2025-07-04")).toBe(true);
    expect(toronto.endOf("2025-07-04")).toBe(Date.parse("2025-07-04T20:00:00Z"));
  });

  test("from nothing, with a Sunday session and hours that changed", () => {
    const { calendars } = catalogueWith(`calendars:
  - name: XTAE
    title: the Tel Aviv Stock Exchange
    period: session
    perYear: 245
    zone: Asia/Jerusalem
    hours:
      - { days: [sunday, monday, tuesday, wednesday, thursday], open: "10:00", close: "17:25" }
      - { days: [sunday], open: "10:00", close: "15:50" }
    known: { from: 2020-01-01, to: 2020-12-31 }`);
    const exchange = calendars.get("XTAE")!;
    expect(exchange.isPeriod("2025-05-04")).toBe(true);
    expect(exchange.isPeriod("2025-05-09")).toBe(false);
    expect(exchange.endOf("2025-05-04")).toBe(Date.parse("2025-05-04T12:50:00Z"));
    expect(exchange.endOf("2025-05-05")).toBe(Date.parse("2025-05-05T14:25:00Z"));
  });

  test("that its series keep, and that closed hours are told by", () => {
    expect(catalogueWith("").market?.name).toBe("XNYS");
    expect(catalogueWith("market: XLON").market?.name).toBe("XLON");
  });
});

describe("a mistake in a calendar is named with its place", () => {
  test.each([
    ["calendars:\n  - { name: XSWX, like: XNYZ }", "unknown-calendar", "XNYZ", 2],
    ["calendars:\n  - { name: XSWX }", "calendar", "XSWX", 2],
    ["calendars:\n  - name: XNYS\n    closed: [2029-02-30]", "schema", "YYYY-MM-DD", 3],
    ["calendars:\n  - name: X\n    like: XNYS\n    zone: Mars/Olympus", "schema", "time zone", 4],
    [
      "calendars:\n  - name: X\n    like: XNYS\n    holidays:\n      - { name: A, on: fifth day of may }",
      "schema",
      "third monday of january",
      5,
    ],
    ["calendars:\n  - name: weekly\n    closed: [2029-01-02]", "calendar", "closed", 3],
    ["market: XNYZ", "unknown-calendar", "XNYZ", 1],
  ])("%j is a mistake of the kind %s", (added, code, words, line) => {
    const problem = problemOf(added);
    expect([problem.exit, problem.code, problem.line]).toEqual([2, code, line]);
    expect(problem.message).toContain(words);
  });

  test("and with its file", () => {
    const problem = problemOf("", { "a.yaml": "name: XSWX\nlike: XNYZ\n" });
    expect([problem.file, problem.line, problem.code]).toEqual([
      join("calendars", "a.yaml"),
      2,
      "unknown-calendar",
    ]);
    expect(problem.advice).toContain("XNYS");
  });
});
