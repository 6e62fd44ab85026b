import { z } from "zod";
import { digest } from "../../base/digest.ts";
import { Failure, mistake, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import { loadYaml } from "../../base/yaml.ts";
import { layersOf, type LayeredFile } from "../../publication/layers.ts";
import { splitParts } from "../../narrate/narrative-file.ts";
import type { RuleGround } from "../../narrate/rules/rule.ts";
import { madeOf } from "../../narrate/translated-from.ts";
import { FIRST_LANGUAGE } from "../../narrate/translation.ts";
import type { Story } from "./story.ts";
import { readStoryTexts } from "./story-texts.ts";

const title = z.string().trim().min(1);

const headSchema = z.strictObject({
  tags: z.array(z.string().trim().min(1)).default([]),
  /** Titles of the sections, in the order of the story's own. */
  sections: z.array(title).default([]),
  elsewhere: title.optional(),
  watch: title.optional(),
  of: madeOf,
});

/**
 * The stories with their texts in a language, from `<story>.<language>.md`; those that have none are left out.
 * @throws Failure (2) with every mistake of every file.
 */
export function storiesIn(
  world: World,
  home: string,
  stories: readonly Story[],
  language: string,
  ground: RuleGround,
): Story[] {
  if (language === FIRST_LANGUAGE) return [...stories];
  const layers = layersOf(world, home);
  const problems: Problem[] = [];
  const translated = stories.flatMap((story): Story[] => {
    const path = `templates/stories/${story.id}.${language}.md`;
    if (!layers.origin(path)) return [];
    try {
      return [translate(story, layers.open(path), ground)];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw mistake(problems);
  return translated;
}

function translate(story: Story, { text: source, file }: LayeredFile, ground: RuleGround): Story {
  const parted = splitParts(source, file);
  const { value, place } = loadYaml(parted.frontMatter, headSchema, { file, linesBefore: 1 });
  const lacks = [
    ...(story.elsewhere && !value.elsewhere ? ["elsewhere"] : []),
    ...(story.watch && !value.watch ? ["watch"] : []),
  ];
  if (value.sections.length !== story.sections.length || lacks.length > 0) {
    throw mistake({
      code: "story-titles",
      ...place(["sections"]),
      message: `Expected the titles of ${story.sections.length} sections${lacks.map((each) => ` and that of ${each}`).join("")}, found ${value.sections.length}.`,
    });
  }
  const context = { ...ground, bindings: story.bindings };
  const isLed = story.lead !== undefined;
  const { isWhole: _, ...texts } = readStoryTexts(parted, context, file, { isLed });
  const { watch } = story;
  return {
    ...story,
    file,
    digest: digest(`${story.digest}\n${source}`),
    tags: value.tags,
    sections: story.sections.map((section, at) => ({
      ...section,
      title: value.sections[at]!,
      titles: {},
    })),
    ...(value.elsewhere ? { elsewhere: value.elsewhere } : {}),
    ...(watch ? { watch: { ...watch, title: value.watch! } } : {}),
    ...texts,
  };
}
