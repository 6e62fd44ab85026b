import { countWords, unescapeMarkdown } from "../../base/text.ts";
import type { QuotedHeadline } from "../../articles/facts.ts";
import type { Edition } from "../../narrate/edition.ts";
import type { Finding } from "../../narrate/narrate.ts";
import type { Template } from "../../narrate/templates/template.ts";
import type { Desk } from "../desk.ts";
import { EvidenceWriter } from "../evidence/evidence-writer.ts";
import { respeller, withSigns } from "../house-style.ts";
import type { Cast } from "../plan/cast.ts";
import type { Plan } from "../plan/plan.ts";
import { shorter } from "../plan/shorten.ts";
import type { Story } from "../plan/story.ts";
import type { Tells, ToldElsewhere } from "../plan/told-elsewhere.ts";
import { drafterOf } from "../print/drafting.ts";
import { ArticlePrinter } from "../print/printer.ts";
import { Recorder } from "../print/recorder.ts";
import { Told } from "../print/told.ts";
import { sourcesSection } from "../sources.ts";
import { linesOf, watchOf } from "./closing.ts";
import { headlinesOf } from "./headlines.ts";
import { headlineOf, summariesOf } from "./head.ts";
import { Joining } from "./joining.ts";
import { Phrasing } from "./phrasing.ts";
import { questionsOf } from "./questions.ts";
import { Sections } from "./sections.ts";
import { titled } from "./titled.ts";

/** All that one article is made with, save its plan. */
export interface Article {
  readonly story: Story;
  readonly cast: Cast;
  readonly edition: Edition;
  readonly desk: Desk;
  /** What other articles of the edition tell. */
  readonly told: ToldElsewhere;
}

export interface Unfit {
  readonly ok: false;
  readonly why: string;
}

export function unfit(why: string): Unfit {
  return { ok: false, why };
}

export interface Fitting extends Article {
  readonly ok: true;
  readonly plan: Plan;
  readonly recorder: Recorder;
  readonly written: Written;
}

/** The article as long as its story may be, or why it cannot be written. */
export function fit(article: Article, plan: Plan): Fitting | Unfit {
  const { desk, edition } = article;
  const brief = article.story.lead?.brief[plan.lead?.narrative.id ?? ""];
  const [fewest, ordinary] = article.story.words;
  const [least, most] = [fewest, Math.min(ordinary, brief ?? ordinary)].map((english) =>
    Math.round(english * desk.language.wordiness),
  ) as [number, number];
  const respell = respeller(desk.language.style, edition.view.catalogue);
  for (const shortened of shorter(plan)) {
    const recorder = new Recorder(respell);
    const written = write(article, shortened, recorder);
    if (written.words < least) return unfit(`there are fewer than ${least} words to say`);
    if (written.words > most) continue;
    if (written.title && written.description)
      return { ok: true, ...article, plan: shortened, recorder, written };
    return unfit(`no phrasing of its ${written.title ? "summary" : "headline"} has all its values`);
  }
  return unfit(`it cannot be brought to between ${least} and ${most} words`);
}

/** The findings whose rules' records are told: those that are interpreted, the lead first. */
function printedIn({ printed, sections, lead }: Plan): Finding[] {
  const told = new Set(
    sections.flatMap(({ groups }) =>
      groups.flatMap(({ read, findings }) => (read ? findings : [])),
    ),
  );
  return printed.filter((each) => each === lead || told.has(each));
}

interface Written extends Tells {
  readonly body: string;
  readonly disclosure: string;
  /** Titles of news that it quotes. */
  readonly headlines: readonly QuotedHeadline[];
  /** What its list of what to watch tells. */
  readonly watched: readonly Finding[];
  /** Words between the source line and the sources, headings included. */
  readonly words: number;
}

/** The texts of an article. Facts are numbered in the order in which the blocks are settled here. */
function write(
  { story, cast, edition, desk, told: elsewhere }: Article,
  plan: Plan,
  recorder: Recorder,
): Written {
  const { headings } = desk.language;
  const drafter = drafterOf(edition)(desk.language);
  const told = new Told(recorder);
  const printer = new ArticlePrinter(drafter, recorder, desk.scales, told);
  const evidence = new EvidenceWriter(drafter, recorder);
  const beside = elsewhere.beside(story.beside);
  const phrasing = new Phrasing(printer, evidence, recorder, told, beside);
  const joining = new Joining(desk.relations, edition, printer, recorder);
  const writing = { story, cast, plan, drafter, recorder, evidence, phrasing, joining };
  const settle = (block: string): string => recorder.settle(block);
  const about = (templates: readonly Template[]): string =>
    phrasing.own(templates, cast.bound, { publishers: drafter.publishersOf(facts) }) ?? "";

  const isTitle = (headline: string): boolean =>
    elsewhere.hasTitle(unescapeMarkdown(recorder.headOf(headline, "title")));
  const isDescription = (summary: string): boolean =>
    elsewhere.beginsAs(unescapeMarkdown(recorder.headOf(summary)));
  const summary = summariesOf(writing, isDescription).join(" ").trim();
  const running = new Sections(writing);
  const written = titled(
    plan.sections.map((section) => running.written(section)),
    story.elsewhere,
  );
  const title = unescapeMarkdown(recorder.settle(headlineOf(writing, isTitle), "title"));
  const description = unescapeMarkdown(recorder.settle(summary, "head"));
  const sections = written.map(settle);
  const figures = told.all();
  told.forget();
  const cases = evidence.box(printedIn(plan), printer, beside.findings);
  const table = linesOf(writing);
  const watched = watchOf(writing);
  const shown = [summary, ...written, ...cases, ...table, ...watched.blocks];
  const found = [...new Set(shown.flatMap((text) => [...told.findingsIn(text)]))];
  const questions = questionsOf(writing, elsewhere, {
    found: new Set([...found, ...beside.figures, ...beside.found]),
    blocks: [...sections, ...beside.answers],
  });
  const box = cases.map(settle);
  const lines = table.map(settle);
  const closing = [...watched.blocks, ...questions.lines].map(settle);
  const quoted = headlinesOf(drafter, recorder);
  const facts = [...recorder.facts()];
  const text = [...lines, ...sections, ...box, ...closing];
  const disclosure = settle(about(story.disclosure));
  const body = [
    settle(`*${about(story.sourceLine)}*`),
    ...text,
    ...quoted.blocks,
    settle(`## ${headings.sources}`),
    settle(sourcesSection(facts, drafter, recorder, desk)),
    settle(`## ${headings.disclosure}`),
    disclosure,
  ];
  return {
    title,
    description,
    body: `\n${body.join("\n\n")}\n`,
    disclosure,
    headlines: quoted.headlines,
    asked: questions.asked,
    findings: plan.printed.map(({ key }) => key),
    read: running.read,
    watched: watched.told,
    answers: questions.answers,
    questions: questions.questions,
    figures,
    found: [...found, ...questions.found],
    sentences: [summary, ...written].flatMap((text) => phrasing.sentencesIn(text)),
    words: countWords(withSigns(text.join(" "), desk.language.style)),
  };
}
