import type { Fact, FactsFile } from "../compose/facts.ts";
import type { AsOfView } from "../gather/asof.ts";
import { changeFinder } from "./changed.ts";
import { excuseOf } from "./excuse.ts";
import type { Place } from "./places.ts";
import type { ReadArticle } from "./read.ts";
import type { CheckMessage } from "./report.ts";
import type { Tools } from "./tools.ts";
import { named, type Verdict } from "./verdict.ts";

/** Facts of another text, and sentences that name facts which are not there. */
export function fileMessages({ article }: ReadArticle, facts: FactsFile): CheckMessage[] {
  const top = { severity: "error", line: 1, column: 1 } as const;
  const messages: CheckMessage[] = [];
  if (article.frontMatter.inputs !== facts.inputs) {
    messages.push({
      ...top,
      code: "facts-of-another-text",
      message: `The facts beside this article were made from the inputs ${facts.inputs}; the article names ${article.frontMatter.inputs}. Make the edition again.`,
      expected: article.frontMatter.inputs,
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

/** One message for each fact that the text prints and whose observations have changed, where it is first printed. */
export function changeMessages(
  read: ReadArticle,
  verdicts: readonly Verdict[],
  view: AsOfView,
): CheckMessage[] {
  const changeOf = changeFinder(view);
  const first = new Map<Fact, Verdict>();
  for (const verdict of verdicts) {
    const fact = verdict.fact ?? verdict.fault?.fact;
    if (fact && !first.has(fact)) first.set(fact, verdict);
  }
  return [...first].flatMap(([fact, verdict]): CheckMessage[] => {
    const input = changeOf(fact);
    if (!input) return [];
    const days = input.from === input.to ? input.from : `${input.from} to ${input.to}`;
    return [
      {
        code: "fact-changed",
        severity: "error",
        ...figurePlace(read, verdict),
        figure: verdict.figure.text,
        message: `${named(fact)} was computed from ${input.series} of ${days}, which the store now gives otherwise. Make the edition again.`,
        fact: fact.id,
      },
    ];
  });
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

function figurePlace(
  { placeOf }: ReadArticle,
  { statement, figure }: Verdict,
): Place & { endLine: number; endColumn: number } {
  const last = placeOf(statement.block.offsetOf(figure.end - 1));
  return {
    ...placeOf(statement.block.offsetOf(figure.start)),
    endLine: last.line,
    endColumn: last.column + 1,
  };
}
