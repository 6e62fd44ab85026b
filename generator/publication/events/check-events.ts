import type { Code } from "../../base/codes.ts";
import { suggestion } from "../../base/nearest.ts";
import type { Catalogue } from "../catalogue.ts";
import { calendarOfRule, type EventKind } from "./event.ts";

interface Mistake {
  /** Within `events:`. */
  readonly path: readonly PropertyKey[];
  readonly code: Code;
  readonly message: string;
  readonly advice?: string;
}

/** What is wrong with the events of a publication, beside what their shape says. */
export function eventMistakes(
  events: readonly EventKind[],
  {
    sources,
    calendars,
    units,
    kinds,
    subjects,
  }: Omit<Catalogue, "series" | "events" | "feeds" | "market">,
): Mistake[] {
  return events.flatMap(({ id, source, rule, figures }, at) => [
    ...(events.findIndex((each) => each.id === id) < at
      ? [
          {
            path: [at, "id"],
            code: "repeated-event",
            message: `The event "${id}" is declared twice.`,
          } as const,
        ]
      : []),
    ...(kinds.has(id) || subjects.has(id)
      ? [
          {
            path: [at, "id"],
            code: "repeated-event",
            message: `"${id}" is a kind or a subject, so that \`for:\` could not name the event.`,
          } as const,
        ]
      : []),
    ...unknown([at, "source"], "unknown-source", "source", source, sources),
    ...(rule
      ? unknown([at, "rule"], "unknown-calendar", "calendar", calendarOfRule(rule), calendars)
      : []),
    ...Object.entries(figures).flatMap(([name, { unit }]) =>
      unknown([at, "figures", name, "unit"], "unknown-unit", "unit", unit, units),
    ),
  ]);
}

function unknown(
  path: readonly PropertyKey[],
  code: Code,
  what: string,
  name: string,
  known: ReadonlyMap<string, unknown>,
): Mistake[] {
  if (known.has(name)) return [];
  return [
    {
      path,
      code,
      message: `There is no ${what} "${name}".`,
      advice: suggestion(name, known.keys()),
    },
  ];
}
