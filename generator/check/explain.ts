import { mistake } from "../base/problem.ts";
import { parseArticle } from "../compose/article.ts";
import type { Fact, FactsFile } from "../compose/facts.ts";
import type { AsOfView } from "../gather/asof.ts";
import type { Source } from "../gather/catalogue.ts";
import { currentInput, observationsOf, type UsedObservation } from "../measure/input.ts";
import type { Input } from "../measure/signal.ts";
import { pairings } from "./check.ts";
import type { FigureVocabulary } from "./vocabulary.ts";

/** One stretch of observations behind a figure, as known at the edition's cut-off. */
export interface ExplainedInput {
  readonly input: Input;
  /** False when the store now gives other values for the stretch. */
  readonly unchanged: boolean;
  readonly observations: readonly UsedObservation[];
}

/** Where one figure of an article comes from. */
export interface ExplainedFigure {
  readonly figure: string;
  readonly line: number;
  readonly column: number;
  /** Absent for a figure that no fact stands for. */
  readonly fact?: Fact;
  readonly sources: readonly Source[];
  readonly inputs: readonly ExplainedInput[];
}

export interface Explanation {
  readonly file: string;
  readonly cutoff: string;
  readonly figures: readonly ExplainedFigure[];
}

/**
 * Explains each figure of an article, or those printed as `only`.
 * @throws Failure (2) when the article has no such figure.
 */
export function explain(
  file: { readonly text: string; readonly file: string },
  facts: FactsFile,
  vocabulary: FigureVocabulary,
  view: AsOfView,
  only?: string,
): Explanation {
  const article = parseArticle(file.text, file.file);
  const all = pairings(file.text, article, facts, vocabulary);
  const wanted = only === undefined ? all : all.filter((pair) => pair.figure.text === only.trim());
  if (wanted.length === 0) {
    const some = [...new Set(all.map((pair) => pair.figure.text))].slice(0, 12).join(", ");
    throw mistake({
      code: "no-such-figure",
      file: file.file,
      message:
        only === undefined
          ? "The article holds no figure."
          : `The article holds no figure "${only}".`,
      ...(some ? { advice: `Its figures are ${some}, ….` } : {}),
    });
  }
  return {
    file: file.file,
    cutoff: facts.cutoff,
    figures: wanted.map(({ figure, fact, line, column }) => ({
      figure: figure.text,
      line,
      column,
      ...(fact ? { fact } : {}),
      sources: (fact?.sources ?? []).flatMap((id) => view.catalogue.sources.get(id) ?? []),
      inputs: (fact?.inputs ?? []).map((input) => explainedInput(view, input)),
    })),
  };
}

function explainedInput(view: AsOfView, input: Input): ExplainedInput {
  return {
    input,
    unchanged: currentInput(view, input).digest === input.digest,
    observations: observationsOf(view, input),
  };
}

/** Observations shown of a long stretch, at each end. */
const SHOWN = 3;

/** The explanation as people read it; of long stretches both ends. */
export function formatExplanation(explanation: Explanation): string {
  const lines = [`${explanation.file}, as known at ${explanation.cutoff}`];
  for (const each of explanation.figures) lines.push("", ...figureLines(each));
  return lines.join("\n");
}

function figureLines({ figure, line, column, fact, sources, inputs }: ExplainedFigure): string[] {
  if (!fact) return [`${line}:${column}  ${figure}`, "  no fact stands for this figure"];
  const rows: [string, string | undefined][] = [
    ["what", `${fact.ref} (${fact.origin})`],
    ["value", `${fact.value} ${fact.unit}`],
    ["day", fact.day],
    ["public", fact.public],
    ["method", fact.method && `${fact.method}${parametersOf(fact)}`],
    ...sources.map((source): [string, string] => [
      "source",
      `${source.publisher}, ${source.url} (${source.licence})`,
    ]),
  ];
  return [
    `${line}:${column}  ${figure}`,
    ...rows.flatMap(([name, value]) => (value ? [`  ${name.padEnd(8)}${value}`] : [])),
    ...inputs.flatMap(inputLines),
  ];
}

function parametersOf(fact: Fact): string {
  const parameters = Object.entries(fact.parameters ?? {}).map(
    ([name, value]) => `${name} ${value}`,
  );
  return parameters.length === 0 ? "" : ` (${parameters.join(", ")})`;
}

function inputLines({ input, unchanged, observations }: ExplainedInput): string[] {
  const count = `${observations.length} observation${observations.length === 1 ? "" : "s"}`;
  const head = `  from    ${input.series}, ${count}${unchanged ? "" : ", CHANGED since the article was made"}`;
  const row = ({ day, value, public: instant }: UsedObservation): string =>
    `          ${day}  ${value}  public ${new Date(instant).toISOString()}`;
  if (observations.length <= SHOWN * 2) return [head, ...observations.map(row)];
  const hidden = observations.length - SHOWN * 2;
  return [
    head,
    ...observations.slice(0, SHOWN).map(row),
    `          … ${hidden} more (--json lists all)`,
    ...observations.slice(-SHOWN).map(row),
  ];
}
