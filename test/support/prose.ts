import { sentencesOf } from "../../generator/base/sentences.ts";
import { countWords } from "../../generator/base/text.ts";
import type { FactsFile } from "../../generator/articles/facts.ts";

/** An article as its reader has it, with its facts. */
export interface Read {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly facts: FactsFile;
}

/** What can be counted of how articles are written. */
export interface Prose {
  /** Words of contrast or concession in 1,000 of running text. */
  readonly contrast: number;
  readonly possessives: number;
  readonly genitives: number;
  /** Words of a sentence of running text: the mean, and the standard deviation. */
  readonly sentence: number;
  readonly spread: number;
  /** Sentences of running text that hold no figure, no day, no name and no contrast, of all. */
  readonly empty: number;
  readonly longestTitle: readonly [characters: number, title: string];
  /** Words of sources and disclosure, of all words. */
  readonly sources: number;
  /** Articles with the leading price more than twice in summary and body, and wraps whose summary lacks Bitcoin's price or change. */
  readonly repeated: readonly string[];
  readonly unpriced: readonly string[];
  /** Answers of fewer than 20 or more than 70 words. */
  readonly oddAnswers: readonly string[];
  /** Verbs and turns that no desk uses. */
  readonly odd: readonly string[];
}

const CONTRAST =
  /\b(?:but|while|although|though|despite|however|yet|still|nor|even so|by contrast|the other way)\b/gi;
const GENITIVE = /\bof (?:Bitcoin|Ether|Strategy|Coinbase|the S&P 500|the VIX)(?!['’]s)\b/g;
const POSSESSIVE = /\p{L}['’]s\b|\bits\b/gu;
const DAY = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/;
const SAYS =
  /[\p{N}]|\b(?:Crypto|New York|US markets|fund money)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/u;
const ODD =
  /in that order|\b(?:stands|lies|runs) at\b|\bOn the whole\b|\bThe day (?:took|brought)\b|(?:ticked|inched|edged|slipped|ticks|inches|edges|slips) (?:up |down )?(?:[1-9]\d*(?:\.\d+)?)%|(?:surged|tumbled|surges|tumbles) [0-4]\.\d%|No close of/g;

/** Counts over articles. */
export function proseOf(articles: readonly Read[]): Prose {
  const running = articles.flatMap(({ body }) => paragraphsOf(body));
  const sentences = running.flatMap((text) => sentencesOf(text));
  const words = running.reduce((total, text) => total + countWords(text), 0);
  const lengths = sentences.map(countWords);
  const mean = words / sentences.length;
  const names = new Set(articles.flatMap(({ facts }) => Object.values(facts.subjects).flat()));
  const titles = articles.map(({ title }) => [title.length, title] as const);
  const texts = articles.map(({ title, description, body }) => `${title}\n${description}\n${body}`);
  return {
    contrast: (1000 * countOf(CONTRAST, running)) / words,
    possessives: countOf(POSSESSIVE, texts),
    genitives: countOf(GENITIVE, texts),
    sentence: mean,
    spread: Math.sqrt(lengths.reduce((sum, each) => sum + (each - mean) ** 2, 0) / lengths.length),
    empty: sentences.filter((each) => isEmpty(each, names)).length / sentences.length,
    longestTitle: titles.toSorted(([a], [b]) => b - a)[0]!,
    sources:
      articles.reduce((sum, { body }) => sum + countWords(endOf(body)), 0) /
      articles.reduce((sum, { body }) => sum + countWords(body), 0),
    repeated: articles.flatMap(({ slug, description, body, facts }) => {
      const price = facts.facts.find(({ ref }) => ref.endsWith(".close.last"))?.text ?? "";
      const [text = ""] = body.split("## What to watch");
      const count = `${description}\n${text}`.split(price).length - 1;
      return price !== "" && count > 2 ? [`${facts.edition} ${slug}: ${price} ${count} times`] : [];
    }),
    unpriced: articles.flatMap(({ slug, description, facts }) => {
      if (slug !== "market-wrap") return [];
      const has = (ref: string): boolean =>
        facts.facts.some((fact) => fact.ref === ref && description.includes(fact.text));
      const isFlat = description.includes("unchanged");
      return has("btc.close.last") && (isFlat || has("btc.close.change1"))
        ? []
        : [`${facts.edition} ${slug}`];
    }),
    oddAnswers: articles.flatMap(({ slug, body, facts }) =>
      [...body.matchAll(/^### .*\n\n(.*)$/gm)].flatMap(([, answer = ""]) => {
        const count = countWords(answer);
        return count < 20 || count > 70 ? [`${facts.edition} ${slug} (${count}): ${answer}`] : [];
      }),
    ),
    odd: texts.flatMap((text) => text.match(ODD) ?? []),
  };
}

/** Paragraphs of running text: no headings, lists, boxes, questions and answers, source lines and what stands at the end. */
function paragraphsOf(body: string): string[] {
  const [text = ""] = body.split(/\n## (?:What to watch|Questions and answers|Sources)/);
  return text
    .split("\n")
    .filter((line) => /^[\p{L}\p{N}[$]/u.test(line))
    .map((line) => line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
}

function endOf(body: string): string {
  return body.slice(body.indexOf("\n## Sources")).replace(/\]\([^)]*\)/g, "]");
}

function isEmpty(sentence: string, names: ReadonlySet<string>): boolean {
  if (SAYS.test(sentence) || DAY.test(sentence)) return false;
  if (new RegExp(CONTRAST.source, "i").test(sentence)) return false;
  return !names.values().some((name) => sentence.includes(name));
}

function countOf(pattern: RegExp, texts: readonly string[]): number {
  return texts.reduce((total, text) => total + (text.match(pattern)?.length ?? 0), 0);
}
