import { expect, test } from "vitest";
import { eventsKnownAt } from "../../generator/store/events.ts";
import type { Announcement } from "../../generator/publication/events/event.ts";
import { catalogue } from "../support/bundle.ts";

const KIND = "fed-decision";

function decision(day: string, upper: number | undefined, known = "2024-01-01"): Announcement {
  return {
    id: `${KIND}:${day.slice(0, 7)}`,
    kind: KIND,
    day,
    at: `${day}T18:00:00.000Z`,
    known: `${known}T00:00:00.000Z`,
    figures: upper === undefined ? {} : { upper },
  };
}

const ALL = [
  decision("2024-03-20", 5.25),
  decision("2024-05-01", 5.5),
  decision("2024-06-12", 5.5),
  decision("2024-07-31", 5.5),
  decision("2024-09-18", 5),
];

const before = (instant: string, all = ALL) =>
  eventsKnownAt(Date.parse(instant), catalogue, all)
    .filter(({ kind }) => kind === KIND)
    .map(({ day, before: its }) => [day, its]);

test("an event has what those of its kind before it had left its figures at, and since when", () => {
  const since = { day: "2024-05-01", at: "2024-05-01T18:00:00.000Z" };
  const upper = { value: 5.5, since, at: "2024-07-31T18:00:00.000Z" };
  expect(before("2024-09-18T12:00Z")).toEqual([["2024-09-18", { upper }]]);
  const like = { day: "2024-07-31", at: "2024-07-31T18:00:00.000Z" };
  expect(before("2024-09-19T12:00Z")).toEqual([["2024-09-18", { upper: { ...upper, like } }]]);
});

test("what has not been by then leaves nothing behind", () => {
  const upper = { value: 5.25, at: "2024-03-20T18:00:00.000Z" };
  expect(before("2024-04-20T12:00Z")).toEqual([["2024-05-01", { upper }]]);
  expect(before("2024-03-19T12:00Z")).toEqual([["2024-03-20", undefined]]);
});

test("what was called off counts for nothing", () => {
  const off = ALL.map((event) =>
    event === ALL[3] ? { ...event, calledOff: true as const } : event,
  );
  expect(before("2024-09-18T12:00Z", off)[0]?.[1]).toMatchObject({
    upper: { value: 5.5, at: "2024-06-12T18:00:00.000Z" },
  });
});

test("where the events that are known never told another figure, since when is not known", () => {
  const same = ALL.slice(1, 4);
  expect(before("2024-08-01T12:00Z", same)).toEqual([
    [
      "2024-07-31",
      {
        upper: {
          value: 5.5,
          like: { day: "2024-06-12", at: "2024-06-12T18:00:00.000Z" },
          at: "2024-06-12T18:00:00.000Z",
        },
      },
    ],
  ]);
});

const figuresAt = (instant: string) =>
  eventsKnownAt(Date.parse(instant), catalogue, ALL).find(({ day }) => day === "2024-09-18")
    ?.figures;

test("what is decided at the very minute of the cut-off is not out yet", () => {
  expect(figuresAt("2024-09-18T18:00Z")).toEqual({});
  expect(figuresAt("2024-09-18T18:01Z")).toEqual({ upper: 5 });
});
