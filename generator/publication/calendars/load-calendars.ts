import { join, relative } from "node:path";
import { suggestion } from "../../base/nearest.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import { heldToShape } from "../../base/schema-words.ts";
import { loadYaml } from "../../base/yaml.ts";
import type { World } from "../../world/world.ts";
import { calendarOf, type Calendar } from "./calendar.ts";
import {
  calendarSchema,
  entrySchema,
  type CalendarDeclaration,
  type CalendarEntry,
} from "./entry.ts";

type Place = (path: readonly PropertyKey[]) => { file: string; line: number; column: number };

/** One calendar as a publication writes it, and the places of its keys. */
interface Declared {
  readonly calendar: CalendarDeclaration;
  readonly place: Place;
}

/**
 * The calendars of the kit, and laid over them in order those of the publication: `calendars/*.yaml`, one a file, then
 * `calendars:` of `bellwether.yaml`.
 * @param listed what stands under `calendars:`, and `place` where.
 * @throws Failure (2) with file, line and column of each mistake.
 */
export function loadCalendars(
  world: World,
  home: string,
  kit: ReadonlyMap<string, CalendarEntry>,
  listed: readonly CalendarDeclaration[],
  place: Place,
): ReadonlyMap<string, Calendar> {
  const declared = [
    ...filesOf(world, home),
    ...listed.map((calendar, index): Declared => ({
      calendar,
      place: (path) => place(["calendars", index, ...path]),
    })),
  ];
  const entries = new Map(kit);
  const problems = declared.flatMap((each) => layOver(entries, each));
  if (problems.length > 0) throw mistake(problems);
  return new Map([...entries].map(([name, entry]) => [name, calendarOf(name, entry)]));
}

function filesOf({ files }: World, home: string): Declared[] {
  const folder = join(home, "calendars");
  if (!files.exists(folder)) return [];
  const names = files.list(folder).filter((name) => name.endsWith(".yaml"));
  return names.toSorted().map((name) => {
    const file = relative(home, join(folder, name));
    const { value, place } = loadYaml(files.read(join(folder, name)), calendarSchema, { file });
    return { calendar: value, place };
  });
}

function layOver(entries: Map<string, CalendarEntry>, { calendar, place }: Declared): Problem[] {
  const { name, like = name, ...change } = calendar;
  const base = entries.get(like);
  if (base === undefined && calendar.like !== undefined) {
    return [
      {
        code: "unknown-calendar",
        ...place(["like"]),
        message: `There is no calendar "${like}".`,
        advice: suggestion(like, entries.keys()),
      },
    ];
  }
  const parsed = heldToShape(entrySchema, joined(base, change));
  if (parsed.success) {
    entries.set(name, Object.freeze(parsed.data));
    return [];
  }
  return parsed.faults.map(({ path: at, message, advice, unknownKeys: [unknown] = [] }) => {
    const path = unknown === undefined ? at : [...at, unknown];
    const said = unknown === undefined ? message : "not known of this kind of calendar";
    const more = base ? advice : 'Say all of it, or which calendar it is like ("like: NAME").';
    return {
      code: "calendar",
      ...place(path),
      message: `The calendar "${name}": ${[...path.map(String), said].join(": ")}.`,
      ...(more === undefined ? {} : { advice: more }),
    };
  });
}

/** Closures, openings, early ends and limits are added; everything else that is said takes the place of what was. */
function joined(
  base: CalendarEntry | undefined,
  change: Omit<CalendarDeclaration, "name" | "like">,
): object {
  if (base?.period !== "session") return { ...base, ...change };
  return {
    ...base,
    ...change,
    closed: [...base.closed, ...(change.closed ?? [])],
    open: [...base.open, ...(change.open ?? [])],
    early: { ...base.early, ...change.early },
    known: { ...base.known, ...change.known },
  };
}
