import type { Fact, FactsFile } from "../../articles/facts.ts";
import type { Day } from "../../base/day.ts";
import type { Block, Span } from "../reading/block.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { Verdict } from "../verify/verdict.ts";

/** An article as it was read and held to its facts. */
export interface Examined {
  readonly file: string;
  readonly read: ReadArticle;
  readonly facts: FactsFile;
  readonly verdicts: readonly Verdict[];
}

/** Something that an article tells of a subject on a day. */
export interface Told {
  readonly article: Examined;
  readonly block: Block;
  readonly span: Span;
  /** As it stands in the text. */
  readonly text: string;
  readonly subject: string;
  readonly day: Day;
}

/** A figure as a telling. */
export interface ToldFigure extends Told {
  readonly fact: Fact;
  readonly verdict: Verdict;
  /** What the fact measures, without its subject: `close.change1`. */
  readonly measure: string;
}

/** The figures of an article that are computed, each fact where it is first printed. */
export function figuresOf(article: Examined): ToldFigure[] {
  const first = new Map<string, ToldFigure>();
  for (const verdict of article.verdicts) {
    const told = figureOf(article, verdict);
    if (told && !first.has(told.fact.id)) first.set(told.fact.id, told);
  }
  return [...first.values()];
}

function figureOf(article: Examined, verdict: Verdict): ToldFigure | undefined {
  const { fact, figure, statement } = verdict;
  if (fact?.origin !== "signal" || fact.day === undefined || fact.method === "evidence")
    return undefined;
  return {
    article,
    block: statement.block,
    span: figure,
    text: figure.text,
    fact,
    verdict,
    ...lawfulOf(fact),
  };
}

/** What a computed fact is about, on which day, and what it measures. */
export function lawfulOf({ ref, day = "" }: Fact): Pick<ToldFigure, "subject" | "day" | "measure"> {
  const dot = ref.indexOf(".");
  return { subject: ref.slice(0, dot), day, measure: ref.slice(dot + 1) };
}
