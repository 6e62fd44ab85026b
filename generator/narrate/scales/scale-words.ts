import { z } from "zod";
import { suggestion } from "../../base/nearest.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import { loadVocabulary } from "../../publication/vocabulary.ts";
import type { Band, Scale } from "./scale.ts";
import { FIRST_LANGUAGE } from "../translation.ts";

const text = z.string().trim().min(1);
const words = z.array(text).min(1, "expected a word or more");
const bandWords = z.strictObject({
  words: words.optional(),
  up: words.optional(),
  down: words.optional(),
});

const schema = z.record(
  text,
  z.strictObject({
    title: text,
    definition: text,
    flat: words.optional(),
    bands: z.record(text, bandWords),
  }),
);

const KINDS = ["words", "up", "down"] as const;

/**
 * The scales with the words of `templates/vocabulary/<language>/scales.yaml`; a scale without words there is left out, so that no text
 * of the language can name it. Cut points are the same in every language.
 * @throws Failure (2) for a band that lacks words which the scale has, or that the scale does not have.
 */
export function scalesIn(
  world: World,
  home: string,
  scales: ReadonlyMap<string, Scale>,
  language: string,
): ReadonlyMap<string, Scale> {
  if (language === FIRST_LANGUAGE) return scales;
  const { value, isOwn, place } = loadVocabulary(world, home, language, "scales", schema);
  const problems: Problem[] = [];
  const report = (at: readonly PropertyKey[], message: string, advice?: string): void => {
    problems.push({
      code: "scale-words",
      ...place(at),
      message,
      ...(advice ? { advice } : {}),
    });
  };
  const translated = new Map<string, Scale>();
  for (const [id, told] of Object.entries(value)) {
    const scale = scales.get(id);
    if (!scale) {
      if (isOwn([id])) report([id], `There is no scale "${id}".`, suggestion(id, scales.keys()));
      continue;
    }
    const ids = scale.bands.map((band) => band.id);
    const unknown = Object.keys(told.bands).filter(
      (band) => !ids.includes(band) && isOwn([id, "bands", band]),
    );
    for (const band of unknown) {
      const message = `The scale "${id}" has no band "${band}".`;
      report([id, "bands", band], message, suggestion(band, ids));
    }
    if (unknown.length > 0) continue;
    if (scale.flat && !told.flat) report([id], `The scale "${id}" needs "flat".`);
    const { title, definition, flat } = told;
    const bands = scale.bands.map((band): Band => {
      const its = told.bands[band.id] ?? {};
      for (const kind of KINDS.filter((each) => band[each] && !its[each]))
        report([id, "bands", band.id], `The band "${band.id}" of "${id}" needs "${kind}".`);
      const { id: called, from, to, percent } = band;
      return { id: called, from, to, ...(percent ? { percent } : {}), ...its };
    });
    translated.set(id, { ...scale, title, definition, bands, ...(flat ? { flat } : {}) });
  }
  if (problems.length > 0) throw mistake(problems);
  return translated;
}
