import { withSentences, type MoreSentences } from "../articles/chosen.ts";
import type { Fact, FactSentence, FactsFile } from "../articles/facts.ts";
import { sentencesOf, skeletonDigest } from "../base/sentences.ts";
import type { Edition } from "../narrate/edition.ts";
import { boundIds, type Finding } from "../narrate/narrate.ts";
import type { Desk } from "./desk.ts";
import { respeller } from "./house-style.ts";
import { Drafter } from "./print/drafting.ts";
import { namesOf, subjectNamesOf } from "./print/naming.ts";
import { Recorder } from "./print/recorder.ts";
import { sourcesSection } from "./sources.ts";
import type { Telling } from "./tell.ts";

/** The text of an article and its facts. */
export interface Texts {
  readonly body: string;
  readonly facts: FactsFile;
}

/** A stretch of an article's text that gives way to another. */
export interface Gone {
  readonly start: number;
  readonly end: number;
  /** What it prints, sentence by sentence: the skeleton, and the ids of the facts in order. */
  readonly sentences: readonly FactSentence[];
  /** Findings that nothing else of the text tells. */
  readonly findings: readonly Pick<Finding, "key">[];
}

/**
 * An article with a text of the program's own in the place of another: its facts are entered, those that nothing prints any longer are
 * taken out, and its sources are told anew where they stand as they were generated.
 */
export function retold(
  { body, facts: before }: Texts,
  gone: Gone,
  telling: Telling,
  edition: Edition,
  desk: Desk,
): Texts {
  const text = body.slice(0, gone.start) + telling.text + body.slice(gone.end);
  const rest = [before.disclosure ?? "", text].join("\n");
  const kept = without(before, gone, sentencesOf(body.slice(gone.start, gone.end)), rest);
  const facts = withSentences(kept, chosen(telling));
  const told = { body: text, facts: { ...facts, findings: findingsWith(facts, telling) } };
  return named(withSources(told, before, edition, desk), edition, desk);
}

function chosen({ facts, sentences, plain }: Telling): MoreSentences {
  return { facts, plain, sentences: sentences.map((each) => ({ ...each, chosen: true })) };
}

/** The facts file without what only a stretch that gives way prints. */
function without(
  file: FactsFile,
  { sentences: its, findings }: Gone,
  was: readonly string[],
  rest: string,
): FactsFile {
  const sentences = [...file.sentences];
  for (const { facts, skeleton } of its) {
    // Another sentence may print the same facts in other words.
    const alike = sentences.filter((each) => each.facts.join() === facts.join());
    const one = alike.find((each) => each.skeleton === skeleton) ?? alike[0];
    if (one) sentences.splice(sentences.indexOf(one), 1);
  }
  const keys = new Set(findings.map(({ key }) => key));
  const isStill = new Set(
    rest.split("\n").flatMap((line) => sentencesOf(line).map(skeletonDigest)),
  );
  const lost = new Set(was.map(skeletonDigest).filter((each) => !isStill.has(each)));
  return {
    ...printedBy(
      { ...file, sentences },
      its.flatMap(({ facts }) => facts),
    ),
    ...(file.plain && { plain: file.plain.filter((each) => !lost.has(each)) }),
    findings: file.findings.filter(
      ({ narrative, bindings }) => !keys.has(`${narrative}|${Object.values(bindings).join(",")}`),
    ),
  };
}

/** The facts file without those of the facts that no sentence prints. */
function printedBy(file: FactsFile, ids: readonly string[]): FactsFile {
  const printed = new Set(file.sentences.flatMap((each) => each.facts));
  return {
    ...file,
    facts: file.facts.filter(({ id }) => !ids.includes(id) || printed.has(id)),
  };
}

function findingsWith({ findings }: FactsFile, { finding }: Telling): FactsFile["findings"] {
  const { narrative, bound, salience } = finding;
  const told = {
    narrative: narrative.id,
    bindings: Object.fromEntries(boundIds(bound)),
    salience: Number(salience.toFixed(2)),
    chosen: true as const,
  };
  const isThere = findings.some(
    (each) =>
      each.narrative === told.narrative &&
      Object.values(each.bindings).join() === Object.values(told.bindings).join(),
  );
  return isThere ? findings : [...findings, told];
}

/** The names and addresses that the text of the facts may use. */
function named({ body, facts: file }: Texts, { view }: Edition, desk: Desk): Texts {
  const { catalogue } = view;
  const subjects = [...new Set(file.facts.flatMap((fact) => fact.subjects))];
  const sources = [...new Set(file.facts.flatMap((fact) => fact.sources))];
  const names = namesOf(catalogue, body, desk.language.numbers);
  const links = sources.flatMap((id) => catalogue.sources.get(id)?.url ?? []);
  const facts = {
    ...file,
    names: [...new Set([...file.names, ...names])],
    subjects: { ...subjectNamesOf(catalogue, subjects), ...file.subjects },
    ...(file.links && { links: [...new Set([...file.links, ...links])] }),
  };
  return { body, facts };
}

/** With the sources told of the facts that are printed now, where they stand as they were told of those before. */
function withSources({ body, facts }: Texts, before: FactsFile, edition: Edition, desk: Desk) {
  const was = sourcesOf(before.facts, edition, desk);
  const is = sourcesOf(facts.facts, edition, desk);
  if (was.text === is.text || !body.includes(was.text)) return { body, facts };
  const ids = facts.facts.filter(isOfSources).map(({ id }) => id);
  const others = facts.sentences.filter((each) => !each.facts.some((id) => ids.includes(id)));
  const kept = printedBy({ ...facts, sentences: others }, ids);
  return { body: body.replace(was.text, () => is.text), facts: withSentences(kept, is) };
}

function sourcesOf(
  facts: readonly Fact[],
  edition: Edition,
  desk: Desk,
): MoreSentences & { readonly text: string } {
  const recorder = new Recorder(respeller(desk.language.style, edition.view.catalogue));
  const own = facts.filter((fact) => !isOfSources(fact));
  const marked = sourcesSection(own, new Drafter(edition, desk.language), recorder, desk);
  const text = recorder.settle(marked);
  return {
    text,
    facts: recorder.facts(),
    sentences: recorder.sentences(),
    plain: recorder.plainSentences(),
  };
}

/** Whether a fact is a day that the section of sources tells. */
function isOfSources({ origin, ref }: Fact): boolean {
  return origin === "edition" && /^(?:source|series):/.test(ref);
}
