import { suggestion } from "../../base/nearest.ts";
import { mistake } from "../../base/problem.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Bindables } from "../../narrate/bindable/bindable.ts";
import type { AsOfView } from "../../store/asof.ts";
import { currentInput, observationsOf } from "../../measure/input.ts";
import type { Input } from "../../measure/signal.ts";
import type { ExplainedInput, Explanation } from "./explanation.ts";
import { verifyFigures } from "../verify/verify.ts";
import { meaningOf } from "./meaning.ts";
import { readArticle } from "../reading/read.ts";
import { toolsFor } from "../verify/tools.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";

export type { Explanation } from "./explanation.ts";
export { formatExplanation } from "./format-explanation.ts";

/**
 * Explains each figure of an article, or those that say the same as `only`.
 * @param view what was known at the edition's cut-off.
 * @throws Failure (2) when the article has no such figure.
 */
export function explain(
  file: { readonly text: string; readonly file: string },
  facts: FactsFile,
  vocabulary: FigureVocabulary,
  view: AsOfView,
  bindables: Bindables,
  only?: string,
): Explanation {
  const read = readArticle(file, facts);
  const tools = toolsFor(facts, vocabulary);
  const all = verifyFigures(read.blocks, facts, tools);
  const print = only?.trim();
  const wanted = print === undefined ? all : all.filter(({ figure }) => tools.same(figure, print));
  if (wanted.length === 0) {
    throw mistake({
      code: "no-such-figure",
      file: file.file,
      message: `The article holds no figure${print === undefined ? "" : ` "${print}"`}.`,
      ...(print === undefined
        ? {}
        : { advice: suggestion(print, new Set(all.map(({ figure }) => figure.text))) }),
    });
  }
  const inputOf = inputExplainer(view);
  return {
    file: file.file,
    cutoff: facts.cutoff,
    figures: wanted.map(({ statement, figure, fact }) => {
      const { sources = [], said } = fact ? meaningOf(fact, view, bindables) : {};
      return {
        figure: figure.text,
        ...read.placeOf(statement.block.offsetOf(figure.start)),
        ...(fact ? { fact } : {}),
        sources,
        ...(said ? { said } : {}),
        inputs: (fact?.inputs ?? []).map(inputOf),
      };
    }),
  };
}

/** Explains inputs; the same stretch behind several figures is read once. */
function inputExplainer(view: AsOfView): (input: Input) => ExplainedInput {
  const known = new Map<string, ExplainedInput>();
  return (input) => {
    const key = [input.series, input.from, input.to, input.common, input.digest].join("|");
    let explained = known.get(key);
    if (!explained) known.set(key, (explained = explainedInput(view, input)));
    return explained;
  };
}

function explainedInput(view: AsOfView, input: Input): ExplainedInput {
  const series = view.catalogue.series.get(input.series);
  const revisions = new Map<string, number>();
  if (series) {
    const history = view.history(input.series);
    for (const [at, day] of history.days.entries())
      if (day >= input.from && day <= input.to) revisions.set(day, history.revisions[at] ?? 0);
  }
  return {
    input,
    title: series?.title,
    unit: series?.unit,
    unchanged: currentInput(view, input).digest === input.digest,
    observations: observationsOf(view, input).map((observation) => ({
      ...observation,
      revision: revisions.get(observation.day) ?? 0,
    })),
  };
}
