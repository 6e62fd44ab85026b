import { join } from "node:path";
import { isDay } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import { instantOf } from "../publication/events/by-rule.ts";
import type { Announcement, EventKind } from "../publication/events/event.ts";
import { time } from "../publication/calendars/entry.ts";
import type { World } from "../world/world.ts";
import type { Table } from "../base/csv.ts";
import { readTable } from "./files/table.ts";

/** Folder of the files of scheduled events, under the home folder. */
const EVENTS_FOLDER = "content/data/events";

const COLUMNS = ["event", "date", "known"] as const;

/**
 * Reads what the files say of scheduled events: a row for each announcement, in the order in which they were made.
 * @throws Failure (2) with file and line for a row that is no event, or a column that is missing.
 */
export function readEvents(world: World, home: string, kinds: Iterable<EventKind>): Announcement[] {
  return [...kinds].flatMap((kind) => {
    if (kind.file === undefined) return [];
    const file = `${EVENTS_FOLDER}/${kind.file}`;
    return eventsIn(readTable(world.files.read(join(home, file)), file), kind);
  });
}

function eventsIn({ file, columns, rows }: Table, kind: EventKind): Announcement[] {
  const wanted = [...COLUMNS, ...Object.keys(kind.figures)];
  const missing = wanted.find((name) => !columns.includes(name));
  if (missing !== undefined)
    throw mistake({
      code: "missing-column",
      file,
      line: 1,
      message: `There is no column "${missing}".`,
      advice: `The event "${kind.id}" needs the columns ${wanted.join(", ")}; "time" may stand beside them.`,
    });
  return rows.map(({ line, cells }) => {
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? "";
    const wrong = (what: string): Error =>
      mistake({ code: "event-row", file, line, message: what });
    const [key, day, known] = [cell("event"), cell("date"), cell("known")];
    const hour = cell("time") || kind.time;
    if (key === "") throw wrong('"event" is empty; it tells the event from others of its kind.');
    if (day !== "" && !isDay(day))
      throw wrong(
        `The date "${day}" is none; expected one such as 2025-05-07, or nothing for an event that is called off.`,
      );
    if (!time.safeParse(hour ?? "00:00").success)
      throw wrong(`The time "${hour}" is none; expected one such as 14:00.`);
    if (!/^\d{4}-\d{2}-\d{2}T.*Z$/.test(known) || Number.isNaN(Date.parse(known)))
      throw wrong(
        `"known" is "${known}"; expected the instant from which on it was known, such as 2025-01-01T00:00:00Z.`,
      );
    const head = { id: `${kind.id}:${key}`, kind: kind.id, known: new Date(known).toISOString() };
    if (day === "")
      return { ...head, day: known.slice(0, 10), at: head.known, calledOff: true, figures: {} };
    const figures = Object.keys(kind.figures).flatMap((name): [string, number][] => {
      if (cell(name) === "") return [];
      const value = Number(cell(name));
      if (!Number.isFinite(value)) throw wrong(`"${name}" is "${cell(name)}"; expected a number.`);
      return [[name, value]];
    });
    return {
      ...head,
      day,
      at: new Date(instantOf(kind, day, hour)).toISOString(),
      figures: Object.fromEntries(figures),
    };
  });
}

/**
 * What is new beside what is stored: all that is said of an event which was not there; of another the last, where it differs, known
 * from now on unless it says a later instant than the one before.
 */
export function newAnnouncements(
  read: readonly Announcement[],
  stored: readonly Announcement[],
  now: number,
): Announcement[] {
  const last = new Map(stored.map((each) => [each.id, each]));
  return [...Map.groupBy(read, ({ id }) => id)].flatMap(([id, said]) => {
    const before = last.get(id);
    if (before === undefined) return said;
    const latest = said.at(-1)!;
    if (sameBut(before, latest)) return [];
    const isLater = Date.parse(latest.known) > Date.parse(before.known);
    return [isLater ? latest : { ...latest, known: new Date(now).toISOString() }];
  });
}

function sameBut(a: Announcement, b: Announcement): boolean {
  return JSON.stringify({ ...a, known: "" }) === JSON.stringify({ ...b, known: "" });
}
