import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newAnnouncements, readEvents } from "../../generator/gather/scheduled-events.ts";
import type { EventKind } from "../../generator/publication/events/event.ts";
import { failureOf, sample, PROJECT, temporaryFolder, worldAt } from "./support.ts";

const NOW = "2025-07-01T00:00:00Z";

const DECISION: EventKind = {
  id: "decision",
  name: "the decision",
  source: "fed",
  importance: 3,
  zone: "America/New_York",
  time: "14:00",
  file: "decisions.csv",
  figures: { lower: { unit: "percent", decimals: 2 } },
};

function read(text: string) {
  const home = temporaryFolder();
  mkdirSync(join(home, "content/data/events"), { recursive: true });
  writeFileSync(join(home, "content/data/events/decisions.csv"), text);
  return readEvents(worldAt(NOW), home, [DECISION]);
}

const HEADER = "event,date,time,known,lower";

test("a row is an event at its own hour, or at that of its kind, with what became known of it", () => {
  expect(
    read(`${HEADER}
2025-05,2025-05-07,,2025-01-01T00:00:00Z,4.25
2025-06,2025-06-18,08:30,2025-01-01T00:00:00Z,
`),
  ).toEqual([
    {
      id: "decision:2025-05",
      kind: "decision",
      day: "2025-05-07",
      at: "2025-05-07T18:00:00.000Z",
      known: "2025-01-01T00:00:00.000Z",
      figures: { lower: 4.25 },
    },
    expect.objectContaining({ at: "2025-06-18T12:30:00.000Z", figures: {} }),
  ]);
});

test.each([
  ["without a name", ",2025-05-07,,2025-01-01T00:00:00Z,", '"event" is empty'],
  ["with a date that is none", "a,2025-02-30,,2025-01-01T00:00:00Z,", '"2025-02-30" is none'],
  ["with an hour that is none", "a,2025-05-07,25:00,2025-01-01T00:00:00Z,", '"25:00" is none'],
  ["without the instant that it was known from", "a,2025-05-07,,,", '"known" is ""'],
  ["with words for a figure", "a,2025-05-07,,2025-01-01T00:00:00Z,four", 'is "four"'],
])("a row %s is refused by its line", (_, row, message) => {
  const [problem] = failureOf(() => read(`${HEADER}\n${row}\n`)).problems;
  expect(problem).toMatchObject({ file: "content/data/events/decisions.csv", line: 2 });
  expect(problem?.message).toContain(message);
});

test("a file that lacks a figure's column is refused, and told what it needs", () => {
  const [problem] = failureOf(() => read("event,date,known\n")).problems;
  expect(problem).toMatchObject({ code: "missing-column", line: 1 });
  expect(problem?.advice).toContain("event, date, known, lower");
});

const said = (day: string, known: string) => read(`${HEADER}\na,${day},,${known},\n`);

const first = () => said("2025-06-11", "2025-01-01T00:00:00Z");

describe("what is new of an event", () => {
  const now = Date.parse(NOW);

  test("is all that is said of it where it was not there: a moved date with the first", () => {
    const moved = [...first(), ...said("2025-06-12", "2025-06-02T00:00:00Z")];
    expect(newAnnouncements(moved, [], now)).toEqual(moved);
  });

  test("is nothing where the same is said again", () => {
    expect(newAnnouncements(first(), first(), now)).toEqual([]);
  });

  test("is known from now on where its row was changed in place, since nobody can have known it before", () => {
    const changed = said("2025-06-12", "2025-01-01T00:00:00Z");
    expect(newAnnouncements(changed, first(), now)).toMatchObject([
      { day: "2025-06-12", known: "2025-07-01T00:00:00.000Z" },
    ]);
  });

  test("is told no longer once a row without a date has called it off", () => {
    const off = said("", "2025-06-02T00:00:00Z");
    expect(newAnnouncements([...first(), ...off], first(), now)).toMatchObject([
      { calledOff: true, known: "2025-06-02T00:00:00.000Z" },
    ]);
  });

  test("is known from when its row says where that is later than the one before", () => {
    const moved = said("2025-06-12", "2025-06-02T00:00:00Z");
    expect(newAnnouncements(moved, first(), now)).toEqual(moved);
  });
});

test("the bundled events are all there, each told once unless it was moved, and known before they are", () => {
  const events = readEvents(worldAt(NOW), PROJECT, sample().catalogue.events.values());
  expect(events.length).toBeGreaterThan(190);
  const told = [...Map.groupBy(events, ({ id }) => id)].filter(([, its]) => its.length > 1);
  // The meeting that was put off has a row for each of the days that it was to be on.
  expect(told.map(([id, its]) => [id, ...its.map(({ day }) => day)])).toEqual([
    ["boe-decision:2022-09", "2022-09-15", "2022-09-22"],
    // It came out two minutes after its hour.
    ["boe-decision:2025-05", "2025-05-08", "2025-05-08"],
  ]);
  for (const { known, at } of events)
    expect(Date.parse(known) - 60_000 <= Date.parse(at)).toBe(true);
  const decided = events.filter(({ kind, at }) => kind === "fed-decision" && at < "2026-03");
  for (const { figures } of decided)
    expect(figures["upper"]! - figures["lower"]!).toBeCloseTo(0.25, 9);
  for (const [index, { figures }] of decided.slice(1).entries())
    expect(figures["upper"]! - decided[index]!.figures["upper"]!).toBeCloseTo(
      figures["change"]! / 100,
      9,
    );
});
