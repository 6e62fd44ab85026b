import type { Catalogue } from "../catalogue.ts";
import { unknownName, type DeclarationMistake } from "../unknown-name.ts";
import { calendarOfRule, type EventKind } from "./event.ts";

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
): DeclarationMistake[] {
  return events.flatMap(({ id, source, sort, of, rule, figures }, at) => [
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
    ...(sort !== undefined &&
    (kinds.has(sort) || subjects.has(sort) || events.some((each) => each.id === sort))
      ? [
          {
            path: [at, "sort"],
            code: "repeated-event",
            message: `"${sort}" is a kind, a subject or an event, so that \`for:\` could not name the sort.`,
          } as const,
        ]
      : []),
    ...(of === undefined ? [] : unknownName([at, "of"], "subject", of, subjects)),
    ...unknownName([at, "source"], "source", source, sources),
    ...(rule ? unknownName([at, "rule"], "calendar", calendarOfRule(rule), calendars) : []),
    ...Object.entries(figures).flatMap(([name, { unit }]) =>
      unknownName([at, "figures", name, "unit"], "unit", unit, units),
    ),
  ]);
}
