import { check } from "../../generator/check/check.ts";
import type { CheckMessage } from "../../generator/check/report.ts";
import type { FigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { formatArticle } from "../../generator/articles/article.ts";
import type { Desk } from "../../generator/compose/desk.ts";
import { Drafter } from "../../generator/compose/print/drafting.ts";
import { namesOf, subjectNamesOf } from "../../generator/compose/print/naming.ts";
import { ArticlePrinter } from "../../generator/compose/print/printer.ts";
import { Recorder } from "../../generator/compose/print/recorder.ts";
import type { Edition } from "../../generator/narrate/edition.ts";
import type { Finding } from "../../generator/narrate/narrate.ts";

/** What the check says of an article that prints every phrasing of every part of some findings, one a paragraph; `written` receives it. */
export function faultsOfPhrasings(
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
  vocabulary: FigureVocabulary,
  written: string[] = [],
): string[] {
  const recorder = new Recorder();
  const printer = new ArticlePrinter(new Drafter(edition, desk.language), recorder, desk.scales);
  const texts = findings.flatMap(({ narrative, bound }) => {
    const { together = [], "together-again": again = [], ...single } = narrative.parts;
    const alike = findings.filter((each) => each.narrative === narrative);
    const all = alike.map((each) => each.bound);
    const shared = alike[0]?.bound === bound ? [...together, ...again] : [];
    const templates = [
      ...Object.values(single).flat(),
      ...narrative.questions.flatMap(({ question, answers }) => [question, ...answers]),
    ];
    return [
      ...templates.flatMap((each) => printer.render(each, bound) ?? []),
      ...shared.flatMap((each) => printer.render(each, bound, all) ?? []),
    ];
  });
  const body = `\n${texts.map((each) => recorder.settle(each)).join("\n\n")}\n`;
  const { catalogue } = edition.view;
  const facts = recorder.facts();
  const markdown = formatArticle(
    {
      title: "Every phrasing",
      description: "Every phrasing of the day's findings.",
      date: new Date(edition.view.instant).toISOString().replace(".000Z", "Z"),
      edition: edition.day,
      story: "phrasings",
      language: "en",
      subjects: [],
      tags: [],
      status: "draft",
      inputs: "none",
      text: "none",
    },
    body,
  );
  written.push(markdown);
  const report = check(
    { text: markdown, file: "phrasings.md" },
    {
      version: 1,
      edition: edition.day,
      cutoff: new Date(edition.view.instant).toISOString(),
      story: "phrasings",
      inputs: "none",
      names: namesOf(catalogue, body, []),
      subjects: subjectNamesOf(catalogue, [...new Set(facts.flatMap((fact) => fact.subjects))]),
      facts,
      sentences: recorder.sentences(),
      findings: [],
    },
    vocabulary,
    undefined,
    catalogue,
  );
  const lines = markdown.split("\n");
  return report.messages.map(
    ({ line, message }: CheckMessage) => `${edition.day} "${lines[line - 1]}": ${message}`,
  );
}
