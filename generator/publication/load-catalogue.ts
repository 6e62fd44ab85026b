import type { Code } from "../base/codes.ts";
import { z } from "zod";
import { mistake, type Problem } from "../base/problem.ts";
import { suggestion } from "../base/nearest.ts";
import type { CatalogueKit } from "./kit.ts";
import type { Loaded } from "../base/yaml.ts";
import {
  QUANTITIES,
  seriesSchema,
  sourceSchema,
  subjectSchema,
  type Catalogue,
  type Series,
  secondIdOf,
} from "./catalogue.ts";
import { liveMistakes } from "./check-live.ts";

/** The catalogue's keys in `bellwether.yaml`. */
export const catalogueShape = {
  sources: z.record(z.string(), sourceSchema),
  subjects: z.array(subjectSchema),
  series: z.array(seriesSchema),
} as const;

interface RawCatalogue {
  readonly sources: Record<string, z.output<typeof sourceSchema>>;
  readonly subjects: readonly z.output<typeof subjectSchema>[];
  readonly series: readonly z.output<typeof seriesSchema>[];
}

/**
 * Resolves the names between sources, subjects and series.
 * @throws Failure (2) naming each unknown or repeated name with its place and the nearest valid one.
 */
export function buildCatalogue(
  raw: RawCatalogue,
  place: Loaded<unknown>["place"],
  file: string,
  kit: CatalogueKit,
): Catalogue {
  const problems: Problem[] = [];
  const report = (
    path: readonly PropertyKey[],
    code: Code,
    message: string,
    advice?: string,
  ): void => {
    problems.push({ code, ...place(path), message, ...(advice ? { advice } : {}) });
  };
  const sources = new Map(
    Object.entries(raw.sources).map(([id, source]) => [id, { id, ...source }]),
  );
  const subjects = new Map<string, z.output<typeof subjectSchema>>();
  for (const [index, subject] of raw.subjects.entries()) {
    if (subjects.has(subject.id))
      report(
        ["subjects", index, "id"],
        "repeated-subject",
        `The subject "${subject.id}" is declared twice.`,
      );
    subjects.set(subject.id, subject);
  }
  const byId = new Map(raw.series.map((series) => [series.id, series]));
  const catalogue = new Map<string, Series>();
  for (const [index, series] of raw.series.entries()) {
    const at = ["series", index];
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
    if (!(QUANTITIES as readonly string[]).includes(quantity)) {
      report(
        [...at, "id"],
        "unknown-quantity",
        `"${quantity}" is not a quantity.`,
        suggestion(quantity, QUANTITIES),
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
    for (const { path, code, message, advice } of liveMistakes(series, kit.sources))
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
      } else if (input.calendar !== series.calendar) {
        report(
          path,
          "calendars-differ",
          `"${id}" has the calendar ${input.calendar}, but "${series.id}" has ${series.calendar}.`,
        );
      }
    }
    catalogue.set(series.id, series);
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
  if (problems.length > 0) throw mistake(problems);
  return { sources, subjects, series: catalogue };
}

/** What a series' second source shares with it: not its file, its names in a text or its being required. */
function declaredOnce(series: Series): Series {
  return { ...series, from: undefined, second: undefined, aliases: [], required: false };
}
