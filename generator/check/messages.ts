import { sentencesOf, skeletonDigest } from "../base/sentences.ts";
import type { Fact, FactsFile } from "../articles/facts.ts";
import type { Input } from "../measure/signal.ts";
import { changeFinder, recomputer, type KnownData } from "./data/changed.ts";
import type { Block } from "./reading/block.ts";
import { excuseOf } from "./verify/excuse.ts";
import { figurePlace } from "./place.ts";
import type { ReadArticle } from "./reading/read.ts";
import type { CheckMessage } from "./report.ts";
import type { Tools } from "./verify/tools.ts";
import { named, type Verdict } from "./verify/verdict.ts";

/** Facts of another text or in no declared unit, sentences that name facts which are not there, and a head or disclosure that is not the edition's. */
export function fileMessages(
  { article, blocks }: ReadArticle,
  facts: FactsFile,
  { units }: Tools,
): CheckMessage[] {
  const top = { severity: "error", line: 1, column: 1 } as const;
  const messages: CheckMessage[] = [];
  const { edition, date, story } = article.frontMatter;
  for (const [key, found, expected] of [
    ["edition", edition, facts.edition],
    ["date", date, facts.cutoff],
    ["story", story, facts.story],
  ] as const) {
    if (found === expected || Date.parse(found) === Date.parse(expected)) continue;
    messages.push({
      ...top,
      code: "another-edition",
      message: `The front matter's ${key} is ${found}; the facts are those of ${expected}. Put it back.`,
      expected,
    });
  }
  const { disclosure } = facts;
  if (disclosure && !says(blocks, disclosure)) {
    messages.push({
      ...top,
      code: "disclosure",
      message: `The article has lost its disclosure: "${disclosure}"`,
      expected: disclosure,
    });
  }
  if (article.frontMatter.inputs !== facts.inputs) {
    messages.push({
      ...top,
      code: "facts-of-another-text",
      message: `The facts beside this article were made from the inputs ${facts.inputs}; the article names ${article.frontMatter.inputs}. Make the edition again.`,
      expected: article.frontMatter.inputs,
    });
  }
  for (const { id, unit } of facts.facts) {
    if (units.has(unit)) continue;
    messages.push({
      ...top,
      code: "undeclared-unit",
      message: `The fact "${id}" is counted in "${unit}", which is not declared. Declare the unit again, or make the edition again.`,
      fact: id,
    });
  }
  const ids = new Set(facts.facts.map(({ id }) => id));
  const lost = facts.sentences.flatMap((sentence) => sentence.facts.filter((id) => !ids.has(id)));
  for (const id of new Set(lost)) {
    messages.push({
      ...top,
      code: "missing-fact",
      message: `The facts file names the fact "${id}" and does not hold it. Make the edition again.`,
      fact: id,
    });
  }
  return messages;
}

const TARGET = /\]\([^)\s]*\)/g;

/** Whether the blocks hold every sentence of a generated text. */
function says(blocks: readonly Block[], text: string): boolean {
  const held = new Set(blocks.flatMap((block) => sentencesOf(block.text).map(skeletonDigest)));
  const wanted = sentencesOf(text.replace(TARGET, "]")).map(skeletonDigest);
  return wanted.every((each) => held.has(each));
}

/** What is wrong with each figure; a notice where it is waived or sourced by a link. */
export function figureMessages(
  read: ReadArticle,
  verdicts: readonly Verdict[],
  { links }: FactsFile,
  { same }: Tools,
): CheckMessage[] {
  return verdicts.flatMap((verdict): CheckMessage[] => {
    const { figure, fault } = verdict;
    if (!fault) return [];
    const at = { ...figurePlace(read, verdict), figure: figure.text };
    const excuse = excuseOf(verdict, read.article.frontMatter, same, links);
    if (excuse) return [{ ...excuse, severity: "notice", ...at }];
    const { code, message, expected, fact } = fault;
    return [
      {
        code,
        severity: "error",
        ...at,
        message,
        ...(expected === undefined ? {} : { expected }),
        ...(fact ? { fact: fact.id } : {}),
      },
    ];
  });
}

/**
 * One message for each fact that the text prints and that the data no longer give, where it is first printed: its observations have
 * changed, or another value is computed from them than the facts file holds.
 */
export function changeMessages(
  read: ReadArticle,
  verdicts: readonly Verdict[],
  { view, measures }: KnownData,
): CheckMessage[] {
  const changeOf = changeFinder(view);
  const recompute = recomputer({ view, measures });
  const first = new Map<Fact, Verdict>();
  for (const verdict of verdicts) {
    const fact = verdict.fact ?? verdict.fault?.fact;
    if (fact && !first.has(fact)) first.set(fact, verdict);
  }
  return [...first].flatMap(([fact, verdict]): CheckMessage[] => {
    const input = changeOf(fact);
    const value = input ? undefined : recompute(fact);
    if (!input && value === undefined) return [];
    return [
      {
        code: input ? "fact-changed" : "fact-value",
        severity: "error",
        ...figurePlace(read, verdict),
        figure: verdict.figure.text,
        message: input
          ? `${named(fact)} was computed from ${input.series} of ${spanOf(input)}, which the store now gives otherwise. Make the edition again.`
          : `The facts file holds ${fact.value} for ${named(fact)}; the data give ${value}. Make the edition again.`,
        fact: fact.id,
      },
    ];
  });
}

function spanOf({ from, to }: Input): string {
  return from === to ? from : `${from} to ${to}`;
}

/** One error for each contested series, at the first figure that rests on it, until an editor has waived that figure. */
export function disputeMessages(
  read: ReadArticle,
  verdicts: readonly Verdict[],
  { disputes = [] }: FactsFile,
  { same }: Tools,
): CheckMessage[] {
  return disputes.flatMap((series): CheckMessage[] => {
    const verdict = verdicts.find(({ fact }) =>
      fact?.inputs.some((each) => each.series === series),
    );
    if (verdict === undefined) return [];
    const at = { ...figurePlace(read, verdict), figure: verdict.figure.text };
    const excuse = excuseOf(verdict, read.article.frontMatter, same);
    if (excuse) return [{ ...excuse, severity: "notice", ...at }];
    return [
      {
        code: "sources-disagree",
        severity: "error",
        ...at,
        message: `"${verdict.figure.text}" rests on ${series}, of whose newest values two sources disagree beyond the tolerance. Find out which is right; then gather again, or waive this figure with the reason.`,
        ...(verdict.fact ? { fact: verdict.fact.id } : {}),
      },
    ];
  });
}
