import type { Code } from "../base/codes.ts";
import { z } from "zod";
import { digest } from "../base/digest.ts";
import { lruCache } from "../base/memo.ts";
import { suggestion } from "../base/nearest.ts";
import { collected, mistake, type Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { loadYaml } from "../base/yaml.ts";
import { layersOf } from "../publication/layers.ts";
import { faultsOfExamples, type Example } from "./rules/examples.ts";
import type { Binding, Bindings, Nameable } from "./bindable/bindable.ts";
import type { Named, Unknown } from "./bindable/named.ts";
import { bindingOf, resolve } from "./rules/names.ts";
import { faultOfPart, forSchema, splitParts } from "./narrative-file.ts";
import type { Texts } from "./clauses.ts";
import {
  compileRule,
  provenRule,
  type Rule,
  type RuleContext,
  type RuleGround,
  type Wanted,
} from "./rules/rule.ts";
import { templateFiles, type Read } from "./templates/template-files.ts";
import {
  compileTemplate,
  provenTemplate,
  sparedTemplate,
  type Template,
} from "./templates/template.ts";

const text = z.string().trim().min(1);
const path = z
  .string()
  .regex(/^[a-zA-Z]+(\.[a-zA-Z0-9]+){1,2}$/, "expected a name such as asset.close.rsi14");

/** What a record is measured on. */
const target = z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/, "expected a name such as asset.close");

const narrativeSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*\/[a-z][a-z0-9-]*$/, "expected theme/name"),
  for: forSchema,
  when: text,
  salience: z.union([text, z.number()]),
  /** What must be as in the edition before for the finding to be told as one that was there. */
  same: text.exactOptional(),
  stance: z.enum(["bullish", "bearish", "neutral"]),
  tags: z.array(text).default([]),
  /** How many findings of it one article may print. */
  most: z.number().int().min(1).default(2),
  /** Whether several are told the most salient first, and not in the order in which `bellwether.yaml` declares what they are about. */
  largestFirst: z.boolean().default(false),
  /** Narratives that are left out where this one holds for the same subjects: it says more exactly what they say. */
  replaces: z.array(text).default([]),
  /** What the rule's record is measured on; the record itself is worked out by the backtest. */
  evidence: z
    .strictObject({ target, horizons: z.array(z.number().int().positive()).min(1) })
    .optional(),
  examples: z
    .array(
      z.strictObject({
        given: z.record(path, z.union([z.number(), z.string()])),
        holds: z.boolean(),
      }),
    )
    .min(2, "expected an example that holds and one that does not"),
});

/** Parts of one text with its phrasings. */
const TOLD = [
  "headline",
  "summary",
  "summary-second",
  "fact",
  "together",
  "reading",
  "risk",
  "watch",
  "watch-together",
  "case",
  "why",
  "rare",
] as const;
export type ToldPart = (typeof TOLD)[number];

/** The same for a finding that the edition before had too. */
const AGAIN = ["headline-again", "summary-again", "fact-again", "together-again"] as const;
export type AgainPart = (typeof AGAIN)[number];

/** The same for a finding that an article beside it has told. */
const BESIDE = ["fact-beside"] as const;
export type BesidePart = (typeof BESIDE)[number];

/** The parts a narrative may have. */
const PARTS = [...TOLD, ...AGAIN, ...BESIDE, "faq"] as const;
export type PartName = (typeof PARTS)[number];
/** Texts that a narrative may print: what followed the last cases of its rule. */
const NARRATIVE_NAMES = ["lastCases"] as const;

const REQUIRED: readonly PartName[] = ["headline", "summary", "fact"];

export interface Question {
  readonly question: Template;
  readonly answers: readonly Template[];
}

/** A rule and its text. */
export interface Narrative {
  readonly id: string;
  readonly theme: string;
  /** Path of its file, relative to the home folder. */
  readonly file: string;
  /** Digest of the file, for the hash of an article's inputs. */
  readonly digest: string;
  readonly bindings: Bindings;
  readonly when: Rule;
  readonly salience: Rule;
  readonly same: Rule | undefined;
  readonly stance: "bullish" | "bearish" | "neutral";
  readonly tags: readonly string[];
  readonly most: number;
  readonly largestFirst: boolean;
  readonly replaces: readonly string[];
  readonly evidence: { readonly target: string; readonly horizons: readonly number[] } | undefined;
  readonly examples: readonly Example[];
  readonly parts: Readonly<Partial<Record<ToldPart | AgainPart | BesidePart, readonly Template[]>>>;
  readonly questions: readonly Question[];
}

/**
 * Reads every narrative under `templates/narratives` and checks each rule, name, scale and part.
 * @throws Failure (2) with every mistake of every file.
 */
export function loadNarratives(world: World, home: string, ground: RuleGround): Narrative[] {
  const layers = layersOf(world, home);
  const problems: Problem[] = [];
  const narratives: Narrative[] = [];
  const ids = narrativeIds(world, home);
  const files = templateFiles(world, home, "narratives", ground, ids, readBefore);
  for (const id of ids) {
    const path = `${FOLDER}/${id}.md`;
    const isOwn = layers.origin(path) === "publication";
    const narrative = collected(problems, () => {
      const opened = layers.open(path);
      const work = (isProven: boolean): Read<Narrative> => ({
        value: readNarrative(opened.text, opened.file, id, ground, {
          isProven,
          isSpared: !isOwn,
          ...(isOwn ? { others: ids } : {}),
        }),
        // A phrasing that is passed over is so again when it is asked for.
        isWhole: true,
      });
      return isOwn ? files.read(opened, work) : files.readSpared(opened, work, UNDECLARED);
    });
    if (narrative) narratives.push(narrative);
  }
  files.save();
  if (problems.length > 0) throw mistake(problems);
  return narratives;
}

/** What is wrong with a narrative of the package that speaks of something this publication does not declare: it is left out. */
const UNDECLARED: ReadonlySet<string> = new Set([
  "unknown-binding",
  "unknown-signal",
  "evidence-target",
]);

const readBefore = lruCache<Read<Narrative>>();

const FOLDER = "templates/narratives";

/** `day-move.md`; `day-move.es.md` holds its texts in another language. */
const NARRATIVE_FILE = /^[^.]+\.md$/;

/** `theme/name` of every file under `templates/narratives`, whether or not it loads. */
export function narrativeIds(world: World, home: string): string[] {
  const layers = layersOf(world, home);
  return layers.list(FOLDER).flatMap((theme) =>
    layers
      .list(`${FOLDER}/${theme}`)
      .filter((name) => NARRATIVE_FILE.test(name))
      .map((name) => `${theme}/${name.slice(0, -".md".length)}`),
  );
}

interface Reading {
  /** What it may replace, where that is to be checked. */
  readonly others?: readonly string[];
  /** Whether it was found without a mistake before. */
  readonly isProven?: boolean;
  /** Whether a phrasing that names what this publication does not declare is passed over. */
  readonly isSpared?: boolean;
}

/** Reads one narrative; `id` is what its place says it is called. */
export function readNarrative(
  source: string,
  file: string,
  id: string,
  ground: RuleGround,
  { others, isProven = false, isSpared = false }: Reading = {},
): Narrative {
  const parted = splitParts(source, file);
  const loaded = loadYaml(parted.frontMatter, narrativeSchema, { file, linesBefore: 1 });
  const head = loaded.value;
  const problems: Problem[] = [];
  const report = (
    at: readonly PropertyKey[],
    code: Code,
    message: string,
    advice?: string,
  ): void => {
    problems.push({ code, ...loaded.place(at), message, ...(advice ? { advice } : {}) });
  };
  if (head.id !== id)
    report(["id"], "narrative-id", `The narrative is called "${head.id}"; its place says "${id}".`);
  for (const [index, each] of head.replaces.entries()) {
    if (others === undefined || others.includes(each)) continue;
    const message = `It replaces "${each}", which is no narrative.`;
    report(["replaces", index], "unknown-narrative", message, suggestion(each, others));
  }
  const bindings = new Map<string, Binding>();
  for (const [name, value] of Object.entries(head.for)) {
    const binding = bindingOf(value, ground.bindables, { ...ground, before: bindings });
    if ("message" in binding)
      report(["for", name], "unknown-binding", binding.message, binding.advice);
    else bindings.set(name, binding);
  }
  if (problems.length > 0) throw mistake(problems);
  const context: RuleContext = { ...ground, bindings };
  const measured = head.evidence && changeOf(head.evidence.target, context);
  if (measured?.kind === "unknown") {
    const message = `The change of "${head.evidence?.target}" cannot be measured, so it is no target.`;
    report(["evidence", "target"], "evidence-target", message, measured.advice);
  }
  const ruleAt = (wanted: Wanted, at: "when" | "salience" | "same"): Rule | undefined => {
    const compile = isProven ? provenRule : compileRule;
    const rule = compile(String(head[at]), wanted, context, () => loaded.place([at]));
    if (!Array.isArray(rule)) return rule;
    problems.push(...rule);
    return undefined;
  };
  const when = ruleAt("bool", "when");
  const salience = ruleAt("number", "salience");
  const same = head.same === undefined ? undefined : ruleAt("value", "same");
  const faults = isProven || !when ? [] : faultsOfExamples(head.examples, when, context);
  for (const { at, code, message, advice } of faults) report(at, code, message, advice);
  const { parts, questions } = readParts(parted, context, file, problems, {
    isProven,
    isSpared,
  });
  if (problems.length > 0 || !when || !salience) throw mistake(problems);
  return {
    id,
    theme: id.slice(0, id.indexOf("/")),
    file,
    digest: digest(source),
    bindings,
    when,
    salience,
    same,
    stance: head.stance,
    tags: head.tags,
    most: head.most,
    largestFirst: head.largestFirst,
    replaces: head.replaces,
    evidence: head.evidence,
    examples: head.examples,
    parts,
    questions,
  };
}

/** The change of a target, by which its record is measured; unknown where it has none. */
function changeOf(target: string, nameable: Nameable): Named | Unknown {
  return resolve([...target.split("."), "change1"], nameable);
}

/**
 * Compiles the parts of a narrative's texts; every mistake goes to `problems`.
 * A text that was found without a mistake before is compiled when it is printed.
 */
export function readParts(
  { parts: found, clauses }: Texts,
  context: RuleContext,
  file: string,
  problems: Problem[],
  { isProven = false, isSpared = false }: Pick<Reading, "isProven" | "isSpared"> = {},
): Pick<Narrative, "parts" | "questions"> {
  const parts: Partial<Record<string, Template[]>> = {};
  const questions: Question[] = [];
  const add = (source: string, line: number, name: string): Template[] => {
    const place = { file, line, part: name };
    if (isProven) return [provenTemplate(source, context, place, isSpared, NARRATIVE_NAMES)];
    const template = compileTemplate(source, context, place, NARRATIVE_NAMES);
    if (!Array.isArray(template)) return [template];
    const silent = isSpared ? sparedTemplate(source, template) : undefined;
    if (silent) return [silent];
    problems.push(...template);
    return [];
  };
  // A mistake in a clause is told once, where it stands.
  const before = problems.length;
  for (const { text, line, name } of isProven ? [] : clauses) add(text, line, name);
  if (problems.length > before) return { parts, questions };
  for (const part of found) {
    const complain = (code: Code, message: string, advice?: string): void => {
      problems.push({
        code,
        file,
        line: part.line,
        column: 1,
        message,
        ...(advice ? { advice } : {}),
      });
    };
    if (!isPart(part.name)) {
      complain("narrative-part", `There is no part "${part.name}".`, suggestion(part.name, PARTS));
      continue;
    }
    const said = faultOfPart(part, found, part.name === "faq");
    if (said !== undefined) complain("narrative-part", said);
    const templates = part.phrasings.flatMap((phrase) => add(phrase.text, phrase.line, part.name));
    if (part.name !== "faq") parts[part.name] = templates;
    else if (!part.title)
      complain("narrative-part", 'Expected the question after the colon: "# faq: What does …?"');
    else {
      for (const question of add(part.title.text, part.title.line, part.name))
        questions.push({ question, answers: templates });
    }
  }
  const unknown = found.some((part) => !isPart(part.name));
  const has = (wanted: string): boolean => found.some(({ name }) => name === wanted);
  const missing = [...REQUIRED, ...(has("reading") ? ["risk"] : [])].filter((name) => !has(name));
  for (const name of unknown ? [] : missing) {
    problems.push({
      code: "missing-part",
      file,
      line: 1,
      column: 1,
      message: `The narrative has no "# ${name}".`,
      advice: "Every narrative needs headline, summary and fact, and every reading its risk.",
    });
  }
  return { parts, questions };
}

function isPart(name: string): boolean {
  return (PARTS as readonly string[]).includes(name);
}
