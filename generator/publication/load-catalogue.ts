import { z } from "zod";
import { mistake, type Problem } from "../base/problem.ts";
import { suggestion } from "../base/nearest.ts";
import type { CatalogueKit } from "./kit.ts";
import type { Loaded } from "../base/yaml.ts";
import { quantityDeclaration, changeUnitOf, type Quantities, type Quantity } from "./quantities.ts";
import { unitDeclaration, type Units } from "./units.ts";
import { reportUnits, withQuantities, withUnits, type Report } from "./declared.ts";
import {
  seriesSchema,
  sourceSchema,
  type Catalogue,
  type Series,
  type SeriesDeclaration,
  type SubjectDeclaration,
  quantityOf,
  secondIdOf,
} from "./catalogue.ts";
import { calendarSchema } from "./calendars/entry.ts";
import type { Calendar } from "./calendars/calendar.ts";
import { declaredOnce, hourMistakes, hoursBeside } from "./beside.ts";
import { liveMistakes } from "./check-live.ts";
import { eventMistakes } from "./events/check-events.ts";
import { eventKindSchema, type EventKind } from "./events/event.ts";
import { feedMistakes, feedSchema } from "./feeds.ts";
import { kindsSchema, withKinds } from "./kinds.ts";
import { relatedMistakes } from "./related.ts";
import { subjectsSchema } from "./subject-lists.ts";

/** The catalogue's keys in `bellwether.yaml`. */
export const catalogueShape = {
  quantities: z.record(z.string(), quantityDeclaration).default({}),
  units: z.record(z.string(), unitDeclaration).default({}),
  kinds: kindsSchema.default({}),
  sources: z.record(z.string(), sourceSchema),
  subjects: subjectsSchema,
  series: z.array(seriesSchema),
  calendars: z.array(calendarSchema).default([]),
  /** What is scheduled: decisions, releases, expiries. */
  events: z.array(eventKindSchema).default([]),
  /** News as others report it, by the ids of their feeds. */
  feeds: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), feedSchema).default({}),
  /** Calendar of the exchange whose closed hours are told; left out, that of the first series with sessions. */
  market: z.string().exactOptional(),
} as const;

interface RawCatalogue {
  readonly quantities: Record<string, z.output<typeof quantityDeclaration>>;
  readonly units: Record<string, z.output<typeof unitDeclaration>>;
  readonly kinds: z.output<typeof kindsSchema>;
  readonly sources: Record<string, z.output<typeof sourceSchema>>;
  readonly subjects: readonly SubjectDeclaration[];
  readonly series: readonly z.output<typeof seriesSchema>[];
  readonly events: readonly EventKind[];
  readonly feeds: Record<string, z.output<typeof feedSchema>>;
  readonly market?: string;
}

/**
 * Resolves the names between sources, subjects, series and calendars.
 * @throws Failure (2) naming each unknown or repeated name with its place and the nearest valid one.
 */
export function buildCatalogue(
  raw: RawCatalogue,
  place: Loaded<unknown>["place"],
  file: string,
  kit: CatalogueKit,
  calendars: Catalogue["calendars"],
): Catalogue {
  const problems: Problem[] = [];
  const report: Report = (path, code, message, advice) => {
    problems.push({ code, ...place(path), message, ...(advice ? { advice } : {}) });
  };
  const { kinds, faults } = withKinds(kit.kinds, raw.kinds);
  for (const { at, code, message, advice } of faults)
    report(["kinds", ...at], code, message, advice);
  const sources = new Map(
    Object.entries(raw.sources).map(([id, source]) => [id, { id, ...source }]),
  );
  const calendarAt = (path: readonly PropertyKey[], name: string): Calendar | undefined => {
    const found = calendars.get(name);
    if (found === undefined)
      report(
        path,
        "unknown-calendar",
        `There is no calendar "${name}".`,
        suggestion(name, calendars.keys()),
      );
    return found;
  };
  const subjects = new Map<string, SubjectDeclaration>();
  for (const [index, subject] of raw.subjects.entries()) {
    if (subjects.has(subject.id))
      report(
        ["subjects", index, "id"],
        "repeated-subject",
        `The subject "${subject.id}" is declared twice.`,
      );
    calendarAt(["subjects", index, "calendar"], subject.calendar);
    if (!kinds.has(subject.kind))
      report(
        ["subjects", index, "kind"],
        "unknown-kind",
        `The subject "${subject.id}" is of the kind "${subject.kind}", which there is not.`,
        suggestion(subject.kind, kinds.keys()),
      );
    if (kinds.has(subject.id))
      report(
        ["subjects", index, "id"],
        "subject-and-kind",
        `"${subject.id}" is a kind, so that \`for:\` could not name the subject.`,
      );
    subjects.set(subject.id, subject);
  }
  const units = withUnits(kit.units, raw.units, report);
  const quantities = withQuantities(kit.quantities, raw.quantities, units, report);
  const byId = new Map(raw.series.map((series) => [series.id, series]));
  const catalogue = new Map<string, Series>();
  for (const [index, declaration] of raw.series.entries()) {
    const at = ["series", index];
    const calendar = calendarAt([...at, "calendar"], declaration.calendar);
    if (calendar === undefined) continue;
    const series = resolved({ ...declaration, calendar }, quantities, units);
    if (catalogue.has(series.id))
      report([...at, "id"], "repeated-series", `The series "${series.id}" is declared twice.`);
    const [subject = "", quantity = ""] = series.id.split(".");
    if (!subjects.has(subject)) {
      report(
        [...at, "id"],
        "unknown-subject",
        `The series "${series.id}" belongs to the subject "${subject}", which is not declared.`,
        suggestion(subject, subjects.keys()),
      );
    }
    if (!quantities.has(quantity)) {
      report(
        [...at, "id"],
        "unknown-quantity",
        `"${quantity}" is not a quantity.`,
        suggestion(quantity, quantities.keys()),
      );
    }
    if (series.source !== undefined && !sources.has(series.source)) {
      report(
        [...at, "source"],
        "unknown-source",
        `The source "${series.source}" is not declared.`,
        suggestion(series.source, sources.keys()),
      );
    }
    if (series.derive !== undefined && series.from !== undefined) {
      report(
        [...at, "from"],
        "derived-series",
        `The series "${series.id}" is derived; it cannot come from a file as well.`,
      );
    }
    reportUnits(
      series,
      (id) => byId.get(id)?.unit,
      units,
      (path, ...rest) => report([...at, ...path], ...rest),
    );
    for (const { path, code, message, advice } of [
      ...liveMistakes(series, kit.sources, units),
      ...relatedMistakes(series, byId),
    ])
      report([...at, ...path], code, message, advice);
    if (series.derive?.as === "creations" && series.derive.of.length !== 2) {
      report(
        [...at, "derive", "of"],
        "creations",
        "Creations are derived from two series: the fund's shares outstanding, then their net asset value.",
      );
    }
    for (const [position, id] of (series.derive?.of ?? []).entries()) {
      const path = [...at, "derive", "of", position];
      const input = byId.get(id);
      if (input === undefined) {
        report(
          path,
          "unknown-series",
          `The series "${id}" is not declared.`,
          suggestion(id, byId.keys()),
        );
      } else if (input.derive !== undefined) {
        report(
          path,
          "derived-from-derived",
          `"${id}" is derived itself; a series is derived from gathered series only.`,
        );
      } else if (input.calendar !== declaration.calendar) {
        report(
          path,
          "calendars-differ",
          `"${id}" has the calendar ${input.calendar}, but "${series.id}" has ${calendar.name}.`,
        );
      }
    }
    catalogue.set(series.id, series);
    const hours = hoursBeside(series);
    for (const each of hours) catalogue.set(each.id, each);
    for (const { path, code, message, advice } of hourMistakes(hours, sources, kit.sources, units))
      report([...at, "hours", ...path], code, message, advice);
    if (series.second === undefined) continue;
    const { source, tolerance: _, ...live } = series.second;
    const publisher = sources.get(source)?.publisher;
    if (publisher === undefined) {
      report(
        [...at, "second", "source"],
        "unknown-source",
        `The source "${source}" is not declared.`,
        suggestion(source, sources.keys()),
      );
    }
    const { id, title } = series;
    const second = {
      id: secondIdOf(id),
      title: `${title} (${publisher})`,
      source,
      live,
      secondOf: id,
    };
    catalogue.set(second.id, { ...declaredOnce(series), ...second });
  }
  const known = { kinds, sources, subjects, calendars, units, quantities };
  for (const { path, code, message, advice } of eventMistakes(raw.events, known))
    report(["events", ...path], code, message, advice);
  const feeds = new Map(Object.entries(raw.feeds).map(([id, feed]) => [id, { id, ...feed }]));
  for (const { path, code, message, advice } of feedMistakes(feeds.values(), known))
    report(["feeds", ...path], code, message, advice);
  const market =
    raw.market === undefined
      ? [...catalogue.values()].find(({ calendar }) => calendar.period === "session")?.calendar
      : calendarAt(["market"], raw.market);
  if (problems.length > 0) throw mistake(onceAPlace(problems));
  const events = new Map(raw.events.map((kind) => [kind.id, kind]));
  return { ...known, series: catalogue, events, feeds, market };
}

/** What is wrong at one place is said once, however many rows of a list it holds for. */
function onceAPlace(problems: readonly Problem[]): Problem[] {
  const byPlace = Map.groupBy(problems, ({ code, file, line, column }) =>
    [code, file, line, column].join("|"),
  );
  return [...byPlace.values()].map(([first, ...others]) => {
    const more = others.length === 0 ? "" : ` The same holds of ${others.length} more.`;
    return { ...first!, message: first!.message + more };
  });
}

/** A series with what its quantity and its unit say of it. */
export function resolved(
  series: Omit<SeriesDeclaration, "calendar"> & Pick<Series, "calendar">,
  quantities: Quantities,
  units: Units,
): Series {
  const quantity = quantities.get(quantityOf(series)) ?? UNKNOWN;
  return { ...series, class: quantity.class, change: changeUnitOf(series, quantity, units) };
}

/** Stands for a quantity that is not declared, which is reported, until the catalogue is refused. */
const UNKNOWN: Quantity = { class: "level" };
