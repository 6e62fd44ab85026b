import { memoize } from "../../base/memo.ts";
import { z } from "zod";
import type { World } from "../../world/world.ts";
import { hasVocabulary, loadVocabulary } from "../../publication/vocabulary.ts";

const text = z.string().trim().min(1);
const headings = z.array(text).min(1, "expected a heading or more");

const headingsSchema = z.strictObject({
  sections: z.strictObject({ questions: headings, sources: headings, disclosure: headings }),
});

/** The headings that tell what a section is, in one language. */
export type SectionHeadings = z.infer<typeof headingsSchema>;

/** What the theme sets a section apart as. */
export type SectionKind = keyof SectionHeadings["sections"];

/** The kind of a section by its heading; undefined for any other section. */
export type SectionKinds = (heading: string) => SectionKind | undefined;

/**
 * Reads `templates/vocabulary/<language>/site.yaml`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadSectionHeadings(world: World, home: string, language: string): SectionHeadings {
  return loadVocabulary(world, home, language, "site", headingsSchema).value;
}

/** Tells the sections of articles in any language that has words; each language is read once. */
export function sectionKindsOf(world: World, home: string): (language: string) => SectionKinds {
  return memoize((language: string) =>
    hasVocabulary(world, home, language, "site")
      ? kindsOf(loadSectionHeadings(world, home, language))
      : () => undefined,
  );
}

/** Tells the sections of articles in the language of these words. */
export function kindsOf({ sections }: Pick<SectionHeadings, "sections">): SectionKinds {
  const kinds = new Map<string, SectionKind>();
  for (const kind of ["questions", "sources", "disclosure"] as const)
    for (const heading of sections[kind]) kinds.set(heading.toLowerCase(), kind);
  return (heading) => kinds.get(heading.toLowerCase());
}
