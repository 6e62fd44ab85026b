import { basename, join, relative } from "node:path";
import { z } from "zod";
import { digest } from "../base/digest.ts";
import { suggestion } from "../base/nearest.ts";
import { Failure, mistake, type Problem } from "../base/problem.ts";
import type { World } from "../base/world.ts";
import { loadYaml } from "../base/yaml.ts";
import type { Catalogue } from "../gather/catalogue.ts";
import { splitParts } from "../narrate/narrative-file.ts";
import { compileTemplate, type Template } from "../narrate/template.ts";

const text = z.string().trim().min(1);
const themes = z.array(text).min(1, "expected a theme or more");

const storySchema = z.strictObject({
  id: text,
  /** The finding that gives the headline: the story runs only when one of these themes is at least so salient. */
  lead: z.strictObject({
    themes,
    least: z.number(),
    /** Themes that the second sentence of the summary is taken from first. */
    second: z.array(text).default([]),
  }),
  /** Findings of other narratives there must be besides the lead for the story to run. */
  needs: z.number().int().min(0).default(0),
  /** Least salience at which a finding is interpreted: a reading with its risk. What is less salient is stated and left at that. */
  interpret: z.number().default(0),
  tags: z.array(text).default([]),
  sections: z
    .array(
      z.strictObject({
        titles: z.array(text).min(1),
        themes,
        /** Narratives printed at most. */
        most: z.number().int().min(1),
        /** How many of them are interpreted, each with its risk. */
        readings: z.number().int().min(0).default(1),
      }),
    )
    .min(1),
  watch: z.strictObject({ titles: z.array(text).min(1), most: z.number().int().min(1) }).optional(),
  questions: z.strictObject({ least: z.number().int().min(2), most: z.number().int().min(2) }),
});

const PARTS = ["source-line", "disclosure"] as const;

/** Texts that a story's own parts may print: the publishers of the data used. */
const STORY_NAMES = ["publishers"] as const;

/** The plan of an article. */
export interface Story extends z.infer<typeof storySchema> {
  readonly file: string;
  /** Digest of the file, for the hash of an article's inputs. */
  readonly digest: string;
  readonly sourceLine: readonly Template[];
  readonly disclosure: readonly Template[];
}

/**
 * Reads the stories named in `bellwether.yaml`.
 * @throws Failure (2) with every mistake of every file.
 */
export function loadStories(
  world: World,
  home: string,
  wanted: readonly string[],
  themesKnown: ReadonlySet<string>,
  catalogue: Catalogue,
): Story[] {
  const folder = join(home, "templates", "stories");
  const present = world.files
    .list(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => basename(name, ".md"));
  const problems: Problem[] = [];
  const stories: Story[] = [];
  for (const id of wanted) {
    if (!present.includes(id)) {
      problems.push({
        code: "unknown-story",
        file: join(home, "bellwether.yaml"),
        message: `The edition names the story "${id}", which is not under templates/stories.`,
        advice: suggestion(id, present),
      });
      continue;
    }
    try {
      const file = join(folder, `${id}.md`);
      stories.push(
        readStory(world.files.read(file), relative(home, file), id, themesKnown, catalogue),
      );
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw mistake(problems);
  return stories;
}

function readStory(
  source: string,
  file: string,
  id: string,
  themesKnown: ReadonlySet<string>,
  catalogue: Catalogue,
): Story {
  const parted = splitParts(source, file);
  const { value: head, place } = loadYaml(parted.frontMatter, storySchema, {
    file,
    linesBefore: 1,
  });
  const problems: Problem[] = [];
  if (head.id !== id) {
    problems.push({
      code: "story-id",
      file,
      ...place(["id"]),
      message: `The story is called "${head.id}", its file "${id}".`,
    });
  }
  const named = [
    ...head.lead.themes.map((theme, index) => ({ theme, path: ["lead", "themes", index] })),
    ...head.sections.flatMap((section, at) =>
      section.themes.map((theme, index) => ({ theme, path: ["sections", at, "themes", index] })),
    ),
  ];
  for (const { theme, path } of named) {
    if (themesKnown.has(theme)) continue;
    problems.push({
      code: "unknown-theme",
      file,
      ...place(path),
      message: `No narrative has the theme "${theme}".`,
      advice: suggestion(theme, themesKnown),
    });
  }
  const templates = new Map<string, Template[]>();
  for (const part of parted.parts) {
    if (!(PARTS as readonly string[]).includes(part.name)) {
      problems.push({
        code: "story-part",
        file,
        line: part.line,
        column: 1,
        message: `There is no part "${part.name}".`,
        advice: suggestion(part.name, PARTS),
      });
      continue;
    }
    const compiled: Template[] = [];
    for (const phrase of part.phrasings) {
      const template = compileTemplate(
        phrase.text,
        { bindings: new Map(), catalogue, scales: new Map() },
        { file, line: phrase.line },
        STORY_NAMES,
      );
      if (Array.isArray(template)) problems.push(...template);
      else compiled.push(template);
    }
    templates.set(part.name, compiled);
  }
  for (const name of PARTS.filter((each) => (templates.get(each)?.length ?? 0) === 0)) {
    problems.push({
      code: "missing-part",
      file,
      line: 1,
      column: 1,
      message: `The story has no "# ${name}".`,
    });
  }
  if (problems.length > 0) throw mistake(problems);
  return {
    ...head,
    file,
    digest: digest(source),
    sourceLine: templates.get("source-line") ?? [],
    disclosure: templates.get("disclosure") ?? [],
  };
}
