import { bodyOf } from "../../articles/approved.ts";
import { formatArticle } from "../../articles/article.ts";
import type { FactsFile } from "../../articles/facts.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import { sentencesOf } from "../../base/sentences.ts";
import { escapeMarkdown } from "../../base/text.ts";
import { check } from "../../check/check.ts";
import { figureFinder, type FigureFinder } from "../../check/figures/figures.ts";
import { lexiconOf } from "../../check/figures/lexicon.ts";
import type { Block } from "../../check/reading/block.ts";
import { markdownBlocks } from "../../check/reading/markdown.ts";
import { namesOf, subjectNamesOf } from "../../compose/print/naming.ts";
import type { IssueRoom } from "./issue-room.ts";
import { linesOfHtml, paragraphsOf } from "./seen.ts";
import type { WrittenIssue } from "./write-issue.ts";

/**
 * Holds an issue to the data. Its articles were held when they were chosen; what it says besides them goes through the same check, with the
 * facts that it was written from; and both bodies are read again as they go out: no figure in them stands outside of a sentence that was
 * checked, whoever wrote it into a template.
 * @throws Failure (2) naming each figure that does not hold.
 */
export function checkIssue(room: IssueRoom, written: WrittenIssue): void {
  const facts = factsOfIssue(room, written);
  const problems = [...ownFaults(room, written, facts), ...strayFigures(room, written, facts)];
  if (problems.length > 0) throw mistake(problems);
}

/** What the check says of subject, preview, table, pictures and sources. */
function ownFaults(
  room: IssueRoom,
  { content: { lead, format, day }, own }: WrittenIssue,
  facts: FactsFile,
): Problem[] {
  const { vocabulary, kit, scales } = room.newsroom;
  const body = own.lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n");
  const { date, edition, story, language, inputs, waivers } = lead.frontMatter;
  const head = { date, edition, story, language, inputs, ...(waivers && { waivers }) };
  const text = formatArticle(
    {
      ...head,
      title: own.subject,
      description: own.preview,
      subjects: [],
      tags: [],
      status: "draft",
      text: "none",
    },
    `\n${body}\n`,
  );
  const file = `the ${format} issue of ${day}`;
  const view = room.archive.view(Date.parse(date), lead.arrived);
  const report = check({ text, file }, facts, vocabulary, { view, measures: kit.measures, scales });
  return report.messages
    .filter(({ severity }) => severity === "error")
    .map(({ message, line, code }) => ({
      code: "issue-figure" as const,
      message: `In ${file}, ${placeOf(line, text)}: ${message.replace(/\.$/, "")} (${code}).`,
      advice:
        "Its words are those of mail.yaml and of the first article; `bellwether check` says more of the article.",
    }));
}

function placeOf(line: number, text: string): string {
  const found = text.split("\n")[line - 1] ?? "";
  if (found.startsWith("title:")) return "its subject";
  if (found.startsWith("description:")) return "its preview";
  return `the line "${found.replace(/^- /, "")}"`;
}

/** The facts of the first article and those that the issue's own words were written from. */
function factsOfIssue(room: IssueRoom, { own, facts }: WrittenIssue): FactsFile {
  const { catalogue } = room.newsroom.publication;
  const ours = own.recorder.facts();
  const subjects = [...new Set(ours.flatMap((fact) => fact.subjects))];
  const { disclosure: _, ...rest } = facts;
  return {
    ...rest,
    names: [
      ...facts.names,
      ...namesOf(catalogue, own.lines.join(" "), room.newsroom.desk.language.numbers),
    ],
    subjects: { ...facts.subjects, ...subjectNamesOf(catalogue, subjects) },
    facts: [...facts.facts, ...ours.map((fact) => ({ ...fact, id: nameOf(fact.id) }))],
    sentences: [
      ...facts.sentences,
      ...own.recorder.sentences().map((each) => ({ ...each, facts: each.facts.map(nameOf) })),
    ],
    plain: [...(facts.plain ?? []), ...own.recorder.plainSentences()],
  };
}

/** Facts of the issue's own are told from those of its first article. */
function nameOf(id: string): string {
  return `issue-${id}`;
}

/** Figures of both bodies that stand in no sentence which was checked. */
function strayFigures(room: IssueRoom, written: WrittenIssue, facts: FactsFile): Problem[] {
  const { content, own, html, text } = written;
  const { vocabulary } = room.newsroom;
  const names = [...facts.names, ...Object.values(facts.subjects).flat()];
  const find = figureFinder(lexiconOf(vocabulary), [...names, ...givenNames(room, written)]);
  const blocks = blocksOfLead(room, written);
  const checked = [...own.lines, own.subject, own.preview, ...checkedTexts(written, blocks)];
  const cells = [...own.cells, ...blocks.flatMap(({ row }) => row ?? [])];
  const found = new Map(
    [linesOfHtml(html), paragraphsOf(text)].flatMap((seen) => {
      const stray = strayFinder(find, checked, cells);
      return seen.flatMap((line) => stray(line).map((figure) => [figure, line] as const));
    }),
  );
  return [...found].map(([figure, line]) => ({
    code: "issue-figure" as const,
    message: `The ${content.format} issue of ${content.day} prints "${figure}" in "${line}", which no article and no value of the store gives.`,
    advice: "Take it out of the template or the words in mail.yaml that print it.",
  }));
}

/** Names and addresses that an issue prints as they were given, whatever digits they hold. */
function givenNames({ newsroom, settings }: IssueRoom, { values }: WrittenIssue): string[] {
  const { name, description } = newsroom.publication;
  return [
    name,
    description,
    values.postal,
    settings.postal,
    ...values.charts.map(({ title }) => title),
  ];
}

function blocksOfLead(
  { newsroom: { world, publication } }: IssueRoom,
  { content: { lead } }: WrittenIssue,
): Block[] {
  return markdownBlocks(bodyOf(world, publication.home, lead), 0);
}

/** Every text that was checked, or that a person has signed as the notice of a correction. */
function checkedTexts(
  { content: { lead, others, corrected }, values }: WrittenIssue,
  blocks: readonly Block[],
): string[] {
  const told = [lead, ...others, ...corrected.map(({ article }) => article)];
  return [
    ...told.flatMap(({ frontMatter: { title, description } }) => [title, description]),
    ...blocks.flatMap((block) => (block.cells ?? [block]).map((each) => each.text)),
    ...blocks.map((block) => block.text),
    ...corrected.map(({ text }) => text),
    values.disclosure ?? "",
  ];
}

/** Finds the figures of a line that are left once every checked sentence is taken out of it; a cell stands there as often as it was written. */
function strayFinder(
  find: FigureFinder,
  texts: readonly string[],
  cells: readonly string[],
): (line: string) => string[] {
  const pieces = texts.flatMap((text) => [text, ...sentencesOf(text)]).map(squeezed);
  const sentences = [...new Set(pieces)]
    .filter((sentence) => find(sentence).length > 0)
    .toSorted((a, b) => b.length - a.length);
  const alone = cells.map(squeezed);
  return (line) => {
    let rest = squeezed(line);
    const cell = alone.indexOf(rest);
    if (cell !== -1) {
      alone.splice(cell, 1);
      return [];
    }
    for (const sentence of sentences) rest = rest.replaceAll(sentence, " ");
    const figures = find(rest);
    return figures.every(({ loose }) => loose) ? [] : figures.map(({ text }) => text);
  };
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
