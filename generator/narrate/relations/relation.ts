import { basename } from "node:path";
import { z } from "zod";
import { digest } from "../../base/digest.ts";
import { lruCache } from "../../base/memo.ts";
import { suggestion } from "../../base/nearest.ts";
import { collected, mistake, type Problem } from "../../base/problem.ts";
import { loadYaml } from "../../base/yaml.ts";
import { layersOf, type LayeredFile } from "../../publication/layers.ts";
import type { World } from "../../world/world.ts";
import type { Binding, Bindings } from "../bindable/bindable.ts";
import { bindingOf } from "../rules/names.ts";
import { compileRule, type Rule, type RuleGround } from "../rules/rule.ts";
import { templateFiles, type Read } from "../templates/template-files.ts";
import { compileTemplate, provenTemplate, type Template } from "../templates/template.ts";

const WAYS = ["joins", "adds", "opens", "says", "heads"] as const;

type Way = (typeof WAYS)[number];

const text = z.string().trim().min(1);
const findings = z.array(text).min(1, "expected a narrative or theme, or more");
const inLanguages = z.record(
  z.string().regex(/^[a-z]{2}$/, "expected a language such as en"),
  text,
);

const schema = z
  .strictObject({
    id: text,
    /** What the two have to do with each other. */
    is: z.enum(["contrast", "concession", "comparison", "addition"]),
    for: z.record(z.string().regex(/^[a-z][a-zA-Z]*$/), text),
    /** Which narratives or themes: `first` is told before `second`. */
    first: findings,
    second: findings,
    /** The names of `for` that the two findings are about; the first of `for` where it is left out. */
    about: z.strictObject({ first: text, second: text }).optional(),
    /** Whether they may stand in different sections. */
    reach: z.enum(["section", "article"]).default("section"),
    when: text,
    /** A word before the second sentence ("But"). */
    joins: inLanguages.optional(),
    /** A word that makes one sentence of the two, behind a comma ("and", "while"). */
    adds: inLanguages.optional(),
    /** A sentence before it. */
    opens: inLanguages.optional(),
    /** One sentence in place of both. */
    says: inLanguages.optional(),
    /** A headline for the two, where the first leads. */
    heads: inLanguages.optional(),
  })
  .refine((value) => WAYS.filter((way) => value[way]).length === 1, {
    path: ["joins"],
    error: "expected one of joins, adds, opens, says and heads",
  });

/** A rule on how two findings are told together. */
export interface Relation {
  readonly id: string;
  readonly file: string;
  readonly digest: string;
  readonly bindings: Bindings;
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly about: { readonly first: string; readonly second: string };
  readonly reach: "section" | "article";
  readonly when: Rule;
  readonly way: Way;
  readonly text: Template;
}

const FOLDER = "templates/relations";

/**
 * Reads every relation under `templates/relations` that has a text in the language.
 * @param known ids and themes of narratives that there are.
 * @throws Failure (2) with every mistake of every file.
 */
export function loadRelations(
  world: World,
  home: string,
  language: string,
  known: ReadonlySet<string>,
  ground: RuleGround,
): Relation[] {
  const layers = layersOf(world, home);
  const problems: Problem[] = [];
  const relations: Relation[] = [];
  const background = [language, [...known].toSorted()];
  const files = templateFiles(world, home, "relations", ground, background, readBefore);
  for (const name of layers
    .list(FOLDER)
    .filter((each) => each.endsWith(".yaml"))
    .toSorted()) {
    const path = `${FOLDER}/${name}`;
    const isOwn = layers.origin(path) === "publication";
    const relation = collected(problems, () => {
      const opened = layers.open(path);
      const id = basename(name, ".yaml");
      const work = (isProven: boolean): Read<Relation | undefined> => ({
        value: readRelation(opened, id, language, isOwn ? known : undefined, ground, isProven),
        isWhole: true,
      });
      return isOwn ? files.read(opened, work) : files.readSpared(opened, work, UNDECLARED);
    });
    if (relation) relations.push(relation);
  }
  files.save();
  if (problems.length > 0) throw mistake(problems);
  return relations;
}

const readBefore = lruCache<Read<Relation | undefined>>();

/** A relation of the package that speaks of what this publication does not declare is left out. */
const UNDECLARED: ReadonlySet<string> = new Set(["unknown-binding", "unknown-signal"]);

/**
 * Undefined where it has no text in the language.
 * @param isProven whether it was found without a mistake before.
 * @throws Failure (2)
 */
export function readRelation(
  { text: source, file }: LayeredFile,
  id: string,
  language: string,
  known: ReadonlySet<string> | undefined,
  ground: RuleGround,
  isProven = false,
): Relation | undefined {
  const { value, place } = loadYaml(source, schema, { file });
  const problems: Problem[] = [];
  if (value.id !== id) {
    const message = `The relation is called "${value.id}", its file "${id}".`;
    problems.push({ code: "relation-id", ...place(["id"]), message });
  }
  for (const side of ["first", "second"] as const) {
    for (const [at, each] of value[side].entries()) {
      if (known === undefined || known.has(each)) continue;
      const message = `No narrative or theme is called "${each}".`;
      const advice = suggestion(each, known);
      problems.push({ code: "unknown-narrative", ...place([side, at]), message, advice });
    }
  }
  const bindings = new Map<string, Binding>();
  for (const [name, what] of Object.entries(value.for)) {
    const binding = bindingOf(what, ground.bindables, { ...ground, before: bindings });
    if (!("message" in binding)) bindings.set(name, binding);
    else problems.push({ code: "unknown-binding", ...place(["for", name]), ...binding });
  }
  const [main = ""] = bindings.keys();
  const about = value.about ?? { first: main, second: main };
  for (const side of ["first", "second"] as const) {
    if (bindings.size === 0 || bindings.has(about[side])) continue;
    const message = `"${about[side]}" is no name of "for".`;
    const advice = suggestion(about[side], bindings.keys());
    problems.push({ code: "unknown-binding", ...place(["about", side]), message, advice });
  }
  if (problems.length > 0) throw mistake(problems);
  const context = { ...ground, bindings };
  const when = compileRule(value.when, "bool", context, () => place(["when"]), isProven);
  const way = WAYS.find((each) => value[each])!;
  const said = value[way]![language];
  const at = {
    file,
    get line() {
      return place([way, language]).line;
    },
  };
  const compile = (text: string): Template | Problem[] =>
    isProven ? provenTemplate(text, context, at, false) : compileTemplate(text, context, at);
  const template = said === undefined ? undefined : compile(said);
  const faults = [when, template].flatMap((each) => (Array.isArray(each) ? each : []));
  if (faults.length > 0) throw mistake(faults);
  if (template === undefined) return undefined;
  return {
    id,
    file,
    digest: digest(source),
    bindings,
    first: value.first,
    second: value.second,
    about,
    reach: value.reach,
    when: when as Rule,
    way,
    text: template as Template,
  };
}
