import { canonicalJson } from "../base/digest.ts";
import type { Fact, FactSentence, FactsFile } from "./facts.ts";

/** Sentences that were written after the article was, with the facts that they print. */
export interface MoreSentences {
  readonly facts: readonly Fact[];
  readonly sentences: readonly FactSentence[];
  /** As `plain` of a facts file. */
  readonly plain: readonly string[];
}

/** The facts of an article with those of more sentences, which take the ids that follow; a fact that is there already is not entered twice. */
export function withSentences(file: FactsFile, more: MoreSentences): FactsFile {
  const known = new Map(file.facts.map((fact) => [bare(fact), fact.id]));
  let last = Math.max(0, ...file.facts.map(({ id }) => Number(id.slice(1)) || 0));
  const facts = [...file.facts];
  const ids = new Map<string, string>();
  for (const fact of more.facts) {
    const there = known.get(bare(fact));
    const id = there ?? `f${(last += 1)}`;
    ids.set(fact.id, id);
    if (there === undefined) facts.push({ ...fact, id });
  }
  const sentences = more.sentences.map((each) => ({
    ...each,
    facts: each.facts.map((id) => ids.get(id) ?? id),
  }));
  const plain = [...new Set([...(file.plain ?? []), ...more.plain])];
  return {
    ...file,
    facts,
    sentences: [...file.sentences, ...sentences],
    ...(file.plain && { plain }),
  };
}

/** The facts of what the program writes now, with the sentences that an editor chose before: their figures stay traced. */
export function withChosen(written: FactsFile, before: FactsFile): FactsFile {
  const isTold = (one: FactsFile["findings"][number]): boolean =>
    written.findings.some((each) => keyOf(each) === keyOf(one));
  const sentences = before.sentences.filter(({ chosen }) => chosen);
  if (sentences.length === 0) return written;
  const ids = new Set(sentences.flatMap((each) => each.facts));
  const facts = before.facts.filter(({ id }) => ids.has(id));
  const subjects = new Set(facts.flatMap((fact) => fact.subjects));
  const named = Object.entries(before.subjects).filter(([id]) => subjects.has(id));
  const file = withSentences(written, { facts, sentences, plain: [] });
  return {
    ...file,
    names: [...new Set([...written.names, ...before.names])],
    subjects: { ...Object.fromEntries(named), ...written.subjects },
    findings: [
      ...written.findings,
      ...before.findings.filter((each) => each.chosen && !isTold(each)),
    ],
  };
}

/** What a finding is known by, whenever it is told. */
function keyOf({ narrative, bindings }: FactsFile["findings"][number]): string {
  return canonicalJson([narrative, bindings]);
}

/** A fact apart from its place. */
function bare(fact: Fact): string {
  return canonicalJson({ ...fact, id: "" });
}
