import { capitalised } from "../base/text.ts";
import type { MoreSentences } from "../articles/chosen.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Finding } from "../narrate/narrate.ts";
import type { AgainPart, BesidePart, Narrative, ToldPart } from "../narrate/narrative.ts";
import type { Template } from "../narrate/templates/template.ts";
import type { Desk } from "./desk.ts";
import { EvidenceWriter } from "./evidence/evidence-writer.ts";
import { respeller } from "./house-style.ts";
import { Drafter } from "./print/drafting.ts";
import { ArticlePrinter } from "./print/printer.ts";
import { Recorder } from "./print/recorder.ts";

/** One text of a finding as an article prints it, in one phrasing, with the facts that it prints. */
export interface Telling extends MoreSentences {
  readonly finding: Finding;
  /** The part of the narrative that it is; `faq` for an answer. */
  readonly part: string;
  /** Tells it from the other phrasings of its finding. */
  readonly place: string;
  /** Markdown. */
  readonly text: string;
}

/** The parts that stand in the text of an article. */
const PARTS: readonly (ToldPart | AgainPart | BesidePart)[] = [
  "fact",
  "fact-again",
  "fact-beside",
  "reading",
  "risk",
  "watch",
];

/**
 * Every phrasing of what a finding says in the text of an article, by itself: those of which all values are known.
 * @param isNamed whether the article calls a subject by its full name before; it is called shortly then.
 */
export function tellingsOf(
  finding: Finding,
  edition: Edition,
  desk: Desk,
  isNamed: (name: string) => boolean,
): Telling[] {
  const respell = respeller(desk.language.style, edition.view.catalogue);
  return templatesOf(finding.narrative).flatMap(({ part, template }, place) => {
    const recorder = new Recorder(respell, isNamed);
    const drafter = new Drafter(edition, desk.language);
    const printer = new ArticlePrinter(drafter, recorder, desk.scales);
    const extra = new EvidenceWriter(drafter, recorder).texts(finding, template);
    const marked = printer.render(template, finding.bound, [], extra);
    if (!marked) return [];
    const text = recorder.settle(capitalised(marked));
    return {
      finding,
      part,
      place: String(place),
      text,
      facts: recorder.facts(),
      sentences: recorder.sentences(),
      plain: recorder.plainSentences(),
    };
  });
}

function templatesOf({
  parts,
  questions,
}: Narrative): { readonly part: string; readonly template: Template }[] {
  return [
    ...PARTS.flatMap((part) => (parts[part] ?? []).map((template) => ({ part, template }))),
    ...questions.flatMap(({ answers }) => answers.map((template) => ({ part: "faq", template }))),
  ];
}
