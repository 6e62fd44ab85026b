import type { Code } from "../../base/codes.ts";
import { basename } from "node:path";
import type { z } from "zod";
import { digest } from "../../base/digest.ts";
import { lruCache } from "../../base/memo.ts";
import { suggestion } from "../../base/nearest.ts";
import { collected, mistake, type Problem } from "../../base/problem.ts";
import { slug } from "../../base/slug.ts";
import type { World } from "../../world/world.ts";
import { loadYaml } from "../../base/yaml.ts";
import type { Subject } from "../../publication/catalogue.ts";
import { layersOf, type LayeredFile } from "../../publication/layers.ts";
import { placeOfSetting } from "../../publication/publication.ts";
import type { Binding, Bindings } from "../../narrate/bindable/bindable.ts";
import { bindingOf } from "../../narrate/rules/names.ts";
import { splitParts } from "../../narrate/narrative-file.ts";
import type { RuleGround } from "../../narrate/rules/rule.ts";
import { templateFiles, type Read } from "../../narrate/templates/template-files.ts";
import { unknownIn } from "./occasion.ts";
import { storySchema } from "./story-head.ts";
import { readStoryTexts, type StoryTexts } from "./story-texts.ts";

/** The plan of an article. */
export interface Story extends Omit<z.infer<typeof storySchema>, "for">, StoryTexts {
  readonly file: string;
  /** Digest of the file, for the hash of an article's inputs. */
  readonly digest: string;
  readonly bindings: Bindings;
}

const FOLDER = "templates/stories";

/**
 * Reads the stories named in `bellwether.yaml`.
 * @throws Failure (2) with every mistake of every file.
 */
export function loadStories(
  world: World,
  home: string,
  wanted: readonly string[],
  themesKnown: ReadonlySet<string>,
  ground: RuleGround,
): Story[] {
  const layers = layersOf(world, home);
  const present = layers
    .list(FOLDER)
    .filter((name) => /^[^.]+\.md$/.test(name))
    .map((name) => basename(name, ".md"));
  const problems: Problem[] = [];
  const stories: Story[] = [];
  const background = [...themesKnown].toSorted();
  const files = templateFiles(world, home, "stories", ground, background, readBefore);
  for (const [index, id] of wanted.entries()) {
    if (!present.includes(id)) {
      problems.push({
        code: "unknown-story",
        ...placeOfSetting(world, home, ["edition", "stories", index]),
        message: `The edition names the story "${id}", which is not under templates/stories.`,
        advice: suggestion(id, present),
      });
      continue;
    }
    const path = `${FOLDER}/${id}.md`;
    // A story of the package may offer room to narratives that this publication leaves out.
    const themes = layers.origin(path) === "publication" ? themesKnown : undefined;
    const story = collected(problems, () => {
      const opened = layers.open(path);
      return files.read(opened, (isProven) =>
        readStory(opened, id, themes, ground, isProven, present),
      );
    });
    if (story) stories.push(story);
  }
  files.save();
  if (problems.length > 0) throw mistake(problems);
  return stories;
}

const readBefore = lruCache<Read<Story>>();

function readStory(
  { text: source, file }: LayeredFile,
  id: string,
  themesKnown: ReadonlySet<string> | undefined,
  ground: RuleGround,
  isProven: boolean,
  present: readonly string[],
): Read<Story> {
  const parted = splitParts(source, file);
  const { value, place } = loadYaml(parted.frontMatter, storySchema, { file, linesBefore: 1 });
  const { for: named, ...head } = value;
  const problems: Problem[] = [];
  const report = (at: readonly PropertyKey[], code: Code, message: string, advice?: string) =>
    problems.push({ code, ...place(at), message, ...(advice ? { advice } : {}) });
  if (head.id !== id)
    report(["id"], "story-id", `The story is called "${head.id}", its file "${id}".`);
  for (const { theme, path } of themesOf(head)) {
    if (!themesKnown || themesKnown.has(theme)) continue;
    const advice = suggestion(theme, themesKnown);
    report(path, "unknown-theme", `No narrative has the theme "${theme}".`, advice);
  }
  // What a story of the package says of subjects that this publication does not declare is left out, where it has a lead to tell.
  const isSpared = themesKnown === undefined && head.lead !== undefined;
  const bindings = new Map<string, Binding>();
  for (const [name, what] of Object.entries(named)) {
    // A pair of names, of which one is of a subject that is not declared, is none of kinds that are called as they are.
    const isPair = typeof what !== "string" && what.every((each) => Object.hasOwn(named, each));
    if (isSpared && isPair && !what.every((each) => bindings.has(each))) continue;
    const binding = bindingOf(what, ground.bindables, { ...ground, before: bindings });
    if (!("message" in binding)) bindings.set(name, binding);
    else if (!isSpared) report(["for", name], "unknown-binding", binding.message, binding.advice);
  }
  const unknown = unknownIn(head.runs, ground.catalogue, bindings.keys());
  if (unknown) {
    const message = `It runs by "${unknown.name}", which there is not.`;
    report(["runs"], "story-runs", message, suggestion(unknown.name, unknown.known));
  }
  for (const [at, each] of head.beside.entries()) {
    if (each !== id && present.includes(each)) continue;
    const message = `It stands beside the story "${each}", which is ${each === id ? "itself" : "not under templates/stories"}.`;
    report(["beside", at], "unknown-story", message, suggestion(each, present));
  }
  const { kinds, subjects } = ground.catalogue;
  for (const [index, { titles }] of head.sections.entries())
    for (const [title, words] of Object.entries(titles))
      for (const [at, word] of words.entries()) {
        if (isSpared || themesKnown?.has(word) || kinds.has(word) || subjects.has(word)) continue;
        report(
          ["sections", index, "titles", title, at],
          "unknown-theme",
          `"${word}" is no theme or narrative, and neither a kind nor a declared subject.`,
          suggestion(word, [...(themesKnown ?? []), ...kinds.keys(), ...subjects.keys()]),
        );
      }
  for (const [at, word] of (head.only ?? []).entries()) {
    if (kinds.has(word) || subjects.has(word) || isSpared) continue;
    const message = `"${word}" is neither a kind nor a declared subject.`;
    report(
      ["only", at],
      "unknown-binding",
      message,
      suggestion(word, [...kinds.keys(), ...subjects.keys()]),
    );
  }
  for (const [name, { isMany }] of bindings) {
    if (!isMany || head.slug?.includes(`{${name}}`)) continue;
    const message = `"${name}" gives several articles; expected a slug with {${name}} in it.`;
    report(["for", name], "story-slug", message);
  }
  for (const [name, binding] of bindings) {
    if (!binding.isMany || !head.slug?.includes(`{${name}}`)) continue;
    for (const clash of clashes(binding.subjects?.(ground.catalogue) ?? []))
      report(["slug"], "story-slug", clash, CALL_APART);
  }
  if (problems.length > 0) throw mistake(problems);
  const context = { ...ground, bindings };
  const { isWhole, ...texts } = readStoryTexts(parted, context, file, {
    isLed: head.lead !== undefined,
    isSpared,
    isProven,
  });
  return { value: { ...head, file, digest: digest(source), bindings, ...texts }, isWhole };
}

const CALL_APART = "Give one of them another `name` in bellwether.yaml.";

/** Subjects whose articles would lie in one file, or in none, since their names are the same in an address. */
function clashes(subjects: readonly Subject[]): string[] {
  const taken = new Map<string, Subject>();
  return subjects.flatMap((subject) => {
    const called = slug(subject.name);
    const other = taken.get(called);
    taken.set(called, subject);
    const told = `"${subject.name}" (${subject.id})`;
    if (called === "") return [`${told} has no letter or digit to make an address of.`];
    if (!other) return [];
    return [`${told} and "${other.name}" (${other.id}) would both be written as "${called}".`];
  });
}

function themesOf({
  lead,
  news,
  sections,
  watch,
}: Pick<Story, "lead" | "news" | "sections" | "watch">): { theme: string; path: PropertyKey[] }[] {
  return [
    ...news.map((theme, at) => ({ theme, path: ["news", at] })),
    ...(lead?.themes ?? []).map((theme, at) => ({ theme, path: ["lead", "themes", at] })),
    ...(lead?.second ?? []).map((theme, at) => ({ theme, path: ["lead", "second", at] })),
    ...(lead?.ofHeadline ?? []).map((theme, at) => ({
      theme,
      path: ["lead", "ofHeadline", at],
    })),
    ...(lead?.rarest?.themes ?? []).map((theme, at) => ({
      theme,
      path: ["lead", "rarest", "themes", at],
    })),
    ...(["leads", "after"] as const).flatMap((key) =>
      (lead?.rare?.[key] ?? []).map((theme, at) => ({ theme, path: ["lead", "rare", key, at] })),
    ),
    ...(lead?.ends ?? []).map((theme, at) => ({ theme, path: ["lead", "ends", at] })),
    ...Object.keys(lead?.leastOf ?? {}).map((theme) => ({
      theme,
      path: ["lead", "leastOf", theme],
    })),
    ...Object.keys(lead?.brief ?? {}).map((theme) => ({ theme, path: ["lead", "brief", theme] })),
    ...sections.flatMap((section, index) =>
      (["themes", "mainFirst", "opens", "apart"] as const).flatMap((key) =>
        section[key].map((theme, at) => ({ theme, path: ["sections", index, key, at] })),
      ),
    ),
    ...sections.flatMap(({ leastOf }, index) =>
      Object.keys(leastOf).map((theme) => ({
        theme,
        path: ["sections", index, "leastOf", theme],
      })),
    ),
    ...sections.flatMap(({ ifTold }, index) =>
      ifTold.map((theme, at) => ({ theme, path: ["sections", index, "ifTold", at] })),
    ),
    ...sections.flatMap(({ ideas }, index) =>
      ideas.flatMap((idea, of) =>
        idea.map((theme, at) => ({ theme, path: ["sections", index, "ideas", of, at] })),
      ),
    ),
    ...(["themes", "fill"] as const).flatMap((key) =>
      (watch?.[key] ?? []).map((theme, at) => ({ theme, path: ["watch", key, at] })),
    ),
  ];
}
