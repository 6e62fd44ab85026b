import { join } from "node:path";
import { statusLines } from "../authoring/languages/lines.ts";
import { isWhole, languagesOf, statusOf, unknownLanguage } from "../authoring/languages/status.ts";
import { agreed } from "../authoring/languages/texts.ts";
import { matches } from "../base/text.ts";
import { narrativeIds } from "../narrate/narrative.ts";
import { layersOf } from "../publication/layers.ts";
import type { Answer, Call } from "./call.ts";

/** What a language has and lacks; without one, of each that has a vocabulary. */
export function languageStatus(
  { world, home }: Call,
  language: string | undefined,
): Promise<Answer> {
  const codes = language === undefined ? languagesOf(world, home) : [language];
  const found = codes.map((code) => statusOf(world, home, code));
  const lines =
    language === undefined
      ? found.map((each) => statusLines(each)[0]!)
      : found.flatMap(statusLines);
  return Promise.resolve({
    status: found.every(isWhole) ? 0 : 1,
    lines,
    value: language === undefined ? { languages: found } : found[0],
  });
}

/** Marks the publication's own texts of a language as agreeing with those of the first language as these are now. */
export function agreeLanguage(
  { world, home }: Call,
  language: string,
  glob: string | undefined,
): Promise<Answer> {
  if (!languagesOf(world, home).includes(language)) throw unknownLanguage(world, home, language);
  const layers = layersOf(world, home);
  const stories = layers
    .list("templates/stories")
    .flatMap((name) => /^([^.]+)\.md$/.exec(name)?.[1] ?? []);
  const paths = [
    ...stories.map((id) => ({ id, path: `templates/stories/${id}` })),
    ...narrativeIds(world, home).map((id) => ({ id, path: `templates/narratives/${id}` })),
  ];
  const marked = paths
    .filter(({ id }) => matches(glob ?? "*", id))
    .map(({ path }) => ({ path, file: `${path}.${language}.md` }))
    .filter(({ file }) => layers.origin(file) === "publication");
  for (const { path, file } of marked) {
    const { text } = layers.open(file);
    const mended = agreed(layers.open(`${path}.md`).text, text);
    if (mended !== text) world.files.write(join(home, file), mended);
  }
  const files = marked.map(({ file }) => file);
  return Promise.resolve({
    status: 0,
    lines: [`Marked as agreeing with the texts that they were made of: ${files.length} files.`],
    value: { language, files },
  });
}
