import { z } from "zod";
import { suggestion } from "../base/nearest.ts";
import { mistake, type Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import type { Catalogue } from "./catalogue.ts";
import { hasVocabulary, loadVocabulary } from "./vocabulary.ts";

const text = z.string().trim().min(1);

const namesSchema = z.strictObject({
  /**
   * Names of subjects, by id: the name alone, or with what the subject is called once that has been said, and the gender by which a
   * language with `grammar` in `print.yaml` inflects them.
   */
  subjects: z
    .record(
      text,
      z.union([
        text,
        z.strictObject({
          name: text.optional(),
          short: text.optional(),
          gender: text.optional(),
        }),
      ]),
    )
    .default({}),
  /** Titles of series, by id. */
  series: z.record(text, text).default({}),
  /** Names of scheduled events, by id: the name alone, or with what else texts call by a word (who decides, on what, and where its clock stands). */
  events: z
    .record(
      text,
      z.union([
        text,
        z.strictObject({
          name: text,
          by: text.exactOptional(),
          sets: text.exactOptional(),
          place: text.exactOptional(),
          /** Names of its rounds; without them all are called by its name. */
          stages: z.record(text, text).exactOptional(),
        }),
      ]),
    )
    .default({}),
  /** Terms of sources, by id. */
  licences: z.record(text, text).default({}),
});

/**
 * The catalogue with the names that `templates/vocabulary/<language>/names.yaml` gives; what it does not name keeps the name of
 * `bellwether.yaml`, and a subject that it renames can still be called by that one.
 * @throws Failure (2) with line and column of each mistake.
 */
export function withNames(
  world: World,
  home: string,
  catalogue: Catalogue,
  language: string,
): Catalogue {
  if (!hasVocabulary(world, home, language, "names")) return catalogue;
  const {
    value: names,
    isOwn,
    place,
  } = loadVocabulary(world, home, language, "names", namesSchema);
  const known = {
    subjects: catalogue.subjects,
    series: catalogue.series,
    events: catalogue.events,
    licences: catalogue.sources,
  };
  const problems = (["subjects", "series", "events", "licences"] as const).flatMap(
    (kind): Problem[] =>
      Object.keys(names[kind]).flatMap((id) => {
        if (known[kind].has(id) || !isOwn([kind, id])) return [];
        const message = `${kind}.${id}: nothing is declared by that name.`;
        const advice = suggestion(id, known[kind].keys());
        return [{ code: "unknown-name", ...place([kind, id]), message, advice }];
      }),
  );
  if (problems.length > 0) throw mistake(problems);
  return {
    ...catalogue,
    sources: mapped(catalogue.sources, (source, id) => ({
      ...source,
      licence: names.licences[id] ?? source.licence,
    })),
    subjects: mapped(catalogue.subjects, (subject, id) => {
      const given = names.subjects[id];
      const { name, short, gender } =
        typeof given === "object" ? given : { name: given, short: undefined, gender: undefined };
      const { article, ...others } = subject;
      return {
        ...others,
        // An article is of the name that it was declared with.
        ...(name === undefined && article !== undefined ? { article } : {}),
        ...(short === undefined ? {} : { short }),
        ...(gender === undefined ? {} : { gender }),
        name: name ?? subject.name,
        aliases: name ? [...subject.aliases, subject.name] : subject.aliases,
      };
    }),
    events: mapped(catalogue.events, (event, id) => {
      const given = names.events[id];
      if (given === undefined) return event;
      // The names of rounds are of the language of the name that they were declared with.
      const { stages: _ofAnotherLanguage, ...others } = event;
      return { ...others, ...(typeof given === "string" ? { name: given } : given) };
    }),
    series: mapped(catalogue.series, (series, id) => ({
      ...series,
      title: names.series[id] ?? series.title,
    })),
  };
}

function mapped<T>(
  values: ReadonlyMap<string, T>,
  change: (value: T, id: string) => T,
): Map<string, T> {
  return new Map([...values].map(([id, value]) => [id, change(value, id)]));
}
