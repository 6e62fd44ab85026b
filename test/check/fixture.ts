import { UNITS } from "../../generator/publication/units.ts";
import { join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import { FIGURE_MARK, sentencesOf, skeletonDigest } from "../../generator/base/sentences.ts";
import { check } from "../../generator/check/check.ts";
import type { CheckMessage, CheckReport } from "../../generator/check/report.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { formatArticle, textHash, type FrontMatter } from "../../generator/articles/article.ts";
import type { Fact, FactsFile } from "../../generator/articles/facts.ts";

const ROOT = join(import.meta.dirname, "../..");
export const vocabulary = loadFigureVocabulary(realWorld(), ROOT, "en", UNITS);

/** What a test says of a fact; the rest follows. */
export type Given = Pick<Fact, "text" | "value" | "unit"> & Partial<Omit<Fact, "id">>;

export interface Fixture {
  readonly text: string;
  readonly facts: FactsFile;
}

interface Source {
  readonly title?: string;
  readonly description?: string;
  /** Markdown with `{{name}}` where the fact of that name is printed. */
  readonly body: string;
  readonly front?: Partial<FrontMatter>;
  readonly file?: Partial<FactsFile>;
}

const MARK = /\{\{([\w.]+)\}\}/g;
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

/** Writes an article and its facts from texts with marks: what a composer would leave on the disk. */
export function fixtureOf(given: Readonly<Record<string, Given>>, source: Source): Fixture {
  const { title = "The day in prices", description = "What markets did.", body } = source;
  const facts = new Map<string, Fact>();
  const idOf = (name: string): string => {
    let fact = facts.get(name);
    if (!fact) facts.set(name, (fact = factOf(name, given[name]!, `f${facts.size + 1}`)));
    return fact.id;
  };
  const sentences = [title, description, ...body.split("\n")].flatMap((line) =>
    sentencesOf(line.replace(/^(?:#+|-|>) /, "").replace(LINK, "$1")).flatMap((sentence) => {
      const ids: string[] = [];
      const blanked = sentence.replace(MARK, (_mark, name: string) => {
        ids.push(idOf(name));
        return FIGURE_MARK;
      });
      return ids.length === 0 ? [] : [{ skeleton: skeletonDigest(blanked), facts: ids }];
    }),
  );
  const printed = (text: string): string =>
    text.replace(MARK, (_mark, name: string) => given[name]!.text);
  const text = `\n${printed(body)}\n`;
  const head = { title: printed(title), description: printed(description), tags: ["prices"] };
  const frontMatter: FrontMatter = {
    ...head,
    date: "2025-05-08T12:00:00Z",
    edition: "2025-05-08",
    story: "market-wrap",
    language: "en",
    subjects: ["btc", "eth"],
    status: "draft",
    inputs: "0123456789abcdef",
    text: textHash(head, text),
    ...source.front,
  };
  return {
    text: formatArticle(frontMatter, text),
    facts: {
      version: 1,
      edition: "2025-05-08",
      cutoff: "2025-05-08T12:00:00Z",
      story: "market-wrap",
      inputs: "0123456789abcdef",
      names: ["S&P 500", "Russell 2000", "10-year Treasury yield"],
      subjects: {
        btc: ["Bitcoin", "BTC"],
        eth: ["Ether", "ETH"],
        coin: ["Coinbase", "COIN"],
        sp500: ["S&P 500"],
        russell2000: ["Russell 2000", "small caps"],
        us10y: ["10-year Treasury yield"],
      },
      facts: [...facts.values()],
      sentences,
      findings: [],
      ...source.file,
    },
  };
}

function factOf(ref: string, given: Given, id: string): Fact {
  return {
    decimals: 0,
    magnitude: 1,
    direction: "none",
    subjects: [],
    origin: "signal",
    ref,
    sources: [],
    inputs: [],
    ...given,
    id,
  };
}

/** The report on a fixture, with these edits made to its text one after another. */
export function checked(
  { text, facts }: Fixture,
  ...edits: readonly (readonly [from: string, to: string])[]
): CheckReport {
  return check({ text: edited(text, edits), file: "note.md" }, facts, vocabulary);
}

/** @throws Error where a text to be edited is not there, or more than once: the test would not say what it does. */
function edited(text: string, edits: readonly (readonly [string, string])[]): string {
  let result = text;
  for (const [from, to] of edits) {
    const parts = result.split(from);
    if (parts.length !== 2) throw new Error(`"${from}" stands ${parts.length - 1} times.`);
    result = parts.join(to);
  }
  return result;
}

/** `code figure → expected`, for each message. */
export function faults({ messages }: CheckReport): string[] {
  return messages.map(faultText);
}

function faultText({ code, figure = "", expected }: CheckMessage): string {
  return [code, figure, expected === undefined ? "" : `→ ${expected}`].filter(Boolean).join(" ");
}
