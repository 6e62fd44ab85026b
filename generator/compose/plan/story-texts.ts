import { suggestion } from "../../base/nearest.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import type { Texts } from "../../narrate/clauses.ts";
import { faultOfPart } from "../../narrate/narrative-file.ts";
import type { Phrase } from "../../narrate/part.ts";
import type { Question } from "../../narrate/narrative.ts";
import type { RuleContext } from "../../narrate/rules/rule.ts";
import {
  compileTemplate,
  provenTemplate,
  sparedTemplate,
  type Template,
} from "../../narrate/templates/template.ts";

const PARTS = [
  "headline",
  "other-headline",
  "headline-rare",
  "opening",
  "opening-second",
  "opening-beside",
  "summary",
  "list",
  "line",
  "table",
  "row",
  "faq-first",
  "faq",
  "faq-spare",
  "source-line",
  "disclosure",
] as const;
/** What there may be several of. */
const MANY: ReadonlySet<string> = new Set([
  "line",
  "list",
  "table",
  "row",
  "faq-first",
  "faq",
  "faq-spare",
]);
const ALWAYS = ["source-line", "disclosure"] as const;
/** What a story without a lead has to say by itself. */
const UNLED = ["headline", "summary", "line", ...ALWAYS] as const;

/** Texts that a story's own parts may print: the publishers of the data used. */
const STORY_NAMES = ["publishers"] as const;

/** Lines of figures, each with its phrasings, under a heading that may say of which day they are: a list, or rows below the heads of columns. */
export interface FigureList {
  readonly isTable: boolean;
  readonly heading: readonly Template[];
  readonly lines: readonly (readonly Template[])[];
}

/** A story's own texts. */
export interface StoryTexts {
  /** The story's own headline and summary, before those of its lead. */
  readonly headline: readonly Template[];
  readonly summary: readonly Template[];
  /** A sentence of the summary of every article, where its lead does not say the same. */
  readonly opening: readonly Template[];
  /** The same behind the first sentence, which has said which day it is. */
  readonly openingSecond: readonly Template[];
  /** What a summary begins with in place of a first sentence that an article beside this one has word for word. */
  readonly openingBeside: readonly Template[];
  /** A headline for where another article of the edition bears that of its lead. */
  readonly otherHeadline: readonly Template[];
  /** What a headline says of the lead's subject before the rarest of the day. */
  readonly headlineRare: readonly Template[];
  /** Lines of figures, in lists. */
  readonly lists: readonly FigureList[];
  /** What is asked of the whole article before the questions of the findings, whether or not the answer holds something new, and after them. */
  readonly askedFirst: readonly Question[];
  readonly asked: readonly Question[];
  /** What is asked where fewer questions than are enough have a new answer, the first before the second. */
  readonly askedSpare: readonly Question[];
  readonly sourceLine: readonly Template[];
  readonly disclosure: readonly Template[];
}

/** How a story's texts are read. */
interface Reading {
  /** A story with a lead needs no headline of its own. */
  readonly isLed: boolean;
  /** Whether a phrasing is left out that names what this publication does not declare. */
  readonly isSpared?: boolean;
  /** Whether they were found without a mistake before, and none was left out. */
  readonly isProven?: boolean;
}

/**
 * Compiles a story's own texts.
 * @returns the texts, and whether none was passed over.
 * @throws Failure (2) with every mistake.
 */
export function readStoryTexts(
  said: Texts,
  context: RuleContext,
  file: string,
  { isLed, isSpared = false, isProven = false }: Reading,
): StoryTexts & { readonly isWhole: boolean } {
  const problems: Problem[] = [];
  const { texts, isWhole } = readParts(said, context, file, problems, { isSpared, isProven });
  const isMisnamed = said.parts.some(({ name }) => !isPart(name));
  for (const name of isMisnamed ? [] : isLed ? ALWAYS : UNLED) {
    if (texts.some((part) => part.name === name)) continue;
    const message = `The story has no "# ${name}".`;
    problems.push({ code: "missing-part", file, line: 1, column: 1, message });
  }
  if (problems.length > 0) throw mistake(problems);
  const own = (name: PartName): readonly Template[] =>
    texts.find((part) => part.name === name)?.phrasings ?? [];
  const asked = (name: PartName): Question[] =>
    texts.flatMap(({ question, phrasings, ...part }) =>
      question && part.name === name ? [{ question, answers: phrasings }] : [],
    );
  return {
    isWhole,
    headline: own("headline"),
    otherHeadline: own("other-headline"),
    headlineRare: own("headline-rare"),
    opening: own("opening"),
    openingSecond: own("opening-second"),
    openingBeside: own("opening-beside"),
    summary: own("summary"),
    lists: listsOf(texts),
    askedFirst: asked("faq-first"),
    asked: asked("faq"),
    askedSpare: asked("faq-spare"),
    sourceLine: own("source-line"),
    disclosure: own("disclosure"),
  };
}

/** The lines below each `# list`, those before the first, and the rows of each `# table`. */
function listsOf(texts: readonly OwnPart[]): FigureList[] {
  const lists: (FigureList & { lines: (readonly Template[])[] })[] = [];
  for (const { name, phrasings } of texts) {
    const isTable = name === "table" || name === "row";
    if (name === "list" || name === "table") lists.push({ isTable, heading: phrasings, lines: [] });
    if (name !== "line" && name !== "row") continue;
    if (lists.at(-1)?.isTable !== isTable) lists.push({ isTable, heading: [], lines: [] });
    lists.at(-1)!.lines.push(phrasings);
  }
  return lists;
}

type PartName = (typeof PARTS)[number];

interface OwnPart {
  readonly name: PartName;
  readonly phrasings: readonly Template[];
  /** That of a `# faq: …`, `# faq-first: …` or `# faq-spare: …` that names only what this publication declares. */
  readonly question?: Template;
}

function readParts(
  { parts, clauses }: Texts,
  context: RuleContext,
  file: string,
  problems: Problem[],
  { isSpared, isProven }: Pick<Required<Reading>, "isSpared" | "isProven">,
): { readonly texts: readonly OwnPart[]; readonly isWhole: boolean } {
  let isWhole = true;
  const place = (line: number) => ({ file, line });
  const compiled = (phrases: readonly Phrase[]): Template[] =>
    phrases.flatMap(({ text, line }) => {
      if (isProven) return [provenTemplate(text, context, place(line), false, STORY_NAMES)];
      const template = compileTemplate(text, context, place(line), STORY_NAMES);
      if (!Array.isArray(template)) return [template];
      if (!isSpared || !sparedTemplate(text, template)) problems.push(...template);
      isWhole = false;
      return [];
    });
  // A mistake in a clause is told once, where it stands.
  if (!isProven) compiled(clauses);
  if (problems.length > 0) return { texts: [], isWhole: false };
  const texts = parts.flatMap(({ name, title, line, phrasings }): OwnPart[] => {
    if (!isPart(name)) {
      const message = `There is no part "${name}".`;
      const advice = suggestion(name, PARTS);
      problems.push({ code: "story-part", file, line, column: 1, message, advice });
      return [];
    }
    const mayRepeat = MANY.has(name);
    const said = faultOfPart({ name, line, phrasings }, parts, mayRepeat);
    if (said !== undefined)
      problems.push({ code: "story-part", file, line, column: 1, message: said });
    if (name.startsWith("faq") && !title) {
      const message = 'Expected the question after the colon: "# faq: What does …?"';
      problems.push({ code: "story-part", ...place(line), column: 1, message });
    }
    const [question] = compiled(title ? [title] : []);
    return [{ name, phrasings: compiled(phrasings), ...(question ? { question } : {}) }];
  });
  return { texts, isWhole };
}

function isPart(name: string): name is PartName {
  return (PARTS as readonly string[]).includes(name);
}
