import { sentencesOf } from "../../base/sentences.ts";
import { countWords } from "../../base/text.ts";
import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import { idOfMain, type Finding } from "../../narrate/narrate.ts";
import { isAmong } from "../../narrate/relations/related.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { Template } from "../../narrate/templates/template.ts";
import { dated, daysAnnounced } from "../print/dated.ts";
import type { FactDraft } from "../print/recorder.ts";
import { MOST_ASKED, type ToldElsewhere } from "../plan/told-elsewhere.ts";
import { tableOf } from "./table.ts";
import type { Writing } from "./writing.ts";

/** Questions that the lead answers, at most; every other finding answers one. */
const OF_LEAD = 2;

/** By so many of its first words a question is told from another about the same. */
const TOPIC_WORDS = 2;

/** Announced by a heading that names no day: every figure below it carries its own. */
const NO_DAY = "";

/**
 * The story's lines of figures: a table, or a list under each of its headings, which announces the day that they are of. A line whose values are not all
 * available is left out, and so is a heading without lines. Lines whose heading is not available go on with the list before.
 */
export function linesOf(writing: Writing): string[] {
  const { story, cast, phrasing, recorder } = writing;
  let announced: string | undefined;
  return story.lists.flatMap(({ isTable, heading, lines }) => {
    const above = phrasing.own(heading, cast.bound);
    const day = above === undefined ? announced : (daysAnnounced(above, recorder)[0] ?? NO_DAY);
    const items = lines.flatMap((phrasings) => phrasing.own(phrasings, cast.bound) ?? []);
    if (isTable) return above === undefined ? [] : tableOf(above, items, day, writing);
    const list = listOf(items, writing, day);
    if (list.length === 0) return [];
    announced = day;
    return above === undefined ? list : [`**${above}**`, ...list];
  });
}

/** The heading and the list of what to watch: what the story watches, the soonest first, then what else is printed. */
export function watchOf(writing: Writing): string[] {
  const { story, plan, phrasing, recorder } = writing;
  const { watch } = story;
  if (!watch) return [];
  const seen = new Set<string>();
  const levels: FactDraft[] = [];
  const isDue = (each: Finding): boolean => isAmong(watch.themes, each);
  const due = [...plan.watched, ...plan.printed.filter(isDue)].toSorted(
    (a, b) => daysTo(a, writing) - daysTo(b, writing),
  );
  const others = plan.printed.filter((each) => !isDue(each));
  const sentences = [...due, ...others].flatMap((finding) => {
    const sentence = phrasing.part(finding, "watch");
    const [level] = sentence === undefined ? [] : recorder.figuresIn(sentence);
    const what = level?.ref ?? finding.narrative.id;
    if (sentence === undefined || seen.has(what) || levels.some((each) => isNear(each, level)))
      return [];
    seen.add(what);
    if (level) levels.push(level);
    return sentence;
  });
  const list = listOf(sentences.slice(0, watch.most), writing);
  return list.length === 0 ? [] : [`## ${watch.title}`, ...list];
}

/** Days to what a finding says is to come; more than any where it names no day. */
function daysTo({ bound }: Finding, { drafter: { edition } }: Writing): number {
  const ahead = bound
    .values()
    .map((each) => each.value("daysAhead", edition.day))
    .find((each) => typeof each === "number");
  return ahead ?? Number.MAX_SAFE_INTEGER;
}

/** Two levels of one subject that lie so near each other, as a share, are one to watch. */
const NEAR = 0.006;

function isNear(one: FactDraft, other: FactDraft | undefined): boolean {
  if (!other || one.unit !== other.unit || one.subjects.join() !== other.subjects.join())
    return false;
  const [a, b] = [Number(one.value), Number(other.value)];
  return Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= NEAR * Math.abs(a);
}

/**
 * Items as a list; after the first item that announces a day, a figure of another day carries its own.
 * @param announced the day that stands above the list already.
 */
function listOf(
  items: readonly string[],
  { recorder, drafter }: Writing,
  announced?: string,
): string[] {
  const lines = items.flatMap((item) => {
    const line = dated(item, recorder, drafter, announced);
    announced ??= line === undefined ? undefined : daysAnnounced(line, recorder)[0];
    return line === undefined ? [] : `- ${line}`;
  });
  return lines.length === 0 ? [] : [lines.join("\n")];
}

/**
 * Questions and answers under their heading; none where there would be fewer than the story needs. The story's own first question
 * comes first where it has an answer, then those of the findings, then the others of the story, then, where the story wants what is fresh,
 * those of findings that the edition before had; what many articles of the edition answer, or one
 * beside this one, comes last.
 */
export function questionsOf(writing: Writing, elsewhere: ToldElsewhere): Questions {
  const { story, plan, drafter, recorder, phrasing } = writing;
  const wanted = story.questions;
  if (!wanted) return NO_QUESTIONS;
  const { lead } = plan;
  const isBrief = lead !== undefined && story.lead?.brief[lead.narrative.id] !== undefined;
  const most = isBrief ? wanted.least : wanted.most;
  const isCommon = ({ source, question, answer }: Answered): boolean =>
    (elsewhere.asked.get(source) ?? 0) >= MOST_ASKED ||
    phrasing.isBeside(recorder.headOf(question), recorder.headOf(answer));
  const [common, rare]: [Answered[], Answered[]] = [[], []];
  for (const each of askedIn(writing, wanted.fresh)) {
    (isCommon(each) ? common : rare).push(each);
    // What comes after these is not printed: it need not be put into words.
    if (rare.length >= Math.max(most, wanted.least)) break;
  }
  if (rare.length + common.length < wanted.least) return NO_QUESTIONS;
  const chosen = [
    ...rare.slice(0, most),
    ...common.slice(0, Math.max(0, wanted.least - rare.length)),
  ];
  return {
    lines: [
      `## ${drafter.language.headings.questions}`,
      ...withOneCaveat(chosen, writing).flatMap(({ question, answer }) => [
        `### ${question}`,
        answer,
      ]),
    ],
    asked: chosen.map(({ source }) => source),
    answers: chosen.map(({ answer }) => recorder.headOf(answer)),
    questions: chosen.map(({ question }) => recorder.headOf(question)),
  };
}

/** What may be asked and is answered, one question a topic, in the order of `questionsOf`. */
function* askedIn(writing: Writing, isFresh: boolean): Generator<Answered> {
  const topics = new Set<string>();
  for (const each of candidatesIn(writing, isFresh))
    if (topics.size < topics.add(each.topic).size) yield each;
}

function* candidatesIn(writing: Writing, isFresh: boolean): Generator<Answered> {
  const [first, ...others] = writing.story.asked;
  for (const own of first ? ofStory(first, writing) : []) yield withCircumstance(own, writing);
  const findings = oneOfEach([...writing.plan.printed, ...writing.plan.watched]);
  const [again, news] = partitioned(findings, (each) => isFresh && each.isAgain);
  for (const each of news) yield* ofFinding(each, writing);
  for (const each of others) yield* ofStory(each, writing);
  for (const each of again) yield* ofFinding(each, writing);
}

/** Words that an answer keeps at least. */
const LEAST_ANSWERED = 22;

/** Of the sentences with which answers end and that caution as they could on any day, an article prints the first, which says it for all. */
function withOneCaveat(answers: readonly Answered[], { recorder, drafter }: Writing): Answered[] {
  const { cautions } = drafter.language;
  let isCautioned = false;
  return answers.map((each) => {
    const sentences = sentencesOf(each.answer);
    const last = sentences.at(-1) ?? "";
    const isCaution =
      recorder.marksIn(last).length === 0 && cautions.some((words) => last.includes(words));
    if (sentences.length < 2 || !isCaution) return each;
    const kept = sentences.slice(0, -1).join(" ");
    if (isCautioned && countWords(kept) >= LEAST_ANSWERED) return { ...each, answer: kept };
    isCautioned = true;
    return each;
  });
}

/** What something holds of, and the rest. */
function partitioned<T>(all: readonly T[], holds: (each: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((each) => !holds(each))];
}

interface Questions {
  readonly lines: string[];
  /** Templates of the questions. */
  readonly asked: readonly string[];
  /** The answers, each with what it ends with, and the questions as they are printed. */
  readonly answers: readonly string[];
  readonly questions: readonly string[];
}

const NO_QUESTIONS: Questions = { lines: [], asked: [], answers: [], questions: [] };

interface Answered {
  readonly question: string;
  readonly answer: string;
  /** What is asked of what: two questions of one topic have one answer. */
  readonly topic: string;
  /** The template of the question. */
  readonly source: string;
}

/** One of the story's own questions, or nothing where it has no answer. */
function ofStory(
  { question, answers }: Writing["story"]["asked"][number],
  { cast, phrasing }: Writing,
): Answered[] {
  const answer = phrasing.own(answers, cast.bound);
  return answered(question, phrasing.own([question], cast.bound), answer, cast.bound);
}

/** Words of the story's first answer at most, with what a finding has to say to it. */
const MOST_ANSWERED = 70;

/**
 * The story's first answer with what stands beside the day by a finding's own account, behind its first sentence; what stands before the
 * last gives way, since an answer ends with what is not known.
 */
function withCircumstance(own: Answered, { plan, phrasing }: Writing): Answered {
  const circumstance = [...plan.printed, ...plan.watched]
    .values()
    .map((finding) => phrasing.part(finding, "why"))
    .find((each) => each !== undefined);
  if (circumstance === undefined) return own;
  const [opening = "", ...rest] = sentencesOf(own.answer);
  let said = [opening, circumstance, ...rest];
  while (said.length > 2 && countWords(said.join(" ")) > MOST_ANSWERED)
    said = said.toSpliced(said.length > 3 ? -2 : -1, 1);
  return { ...own, answer: said.join(" ") };
}

/** The first finding of each narrative. */
function oneOfEach(findings: readonly Finding[]): Finding[] {
  const narratives = new Set<Narrative>();
  return findings.filter(({ narrative }) => narratives.size < narratives.add(narrative).size);
}

/** The questions of a finding that have an answer: as many as it may have. */
function* ofFinding(finding: Finding, { plan: { lead }, phrasing }: Writing): Generator<Answered> {
  const { narrative, bound } = finding;
  let left = narrative === lead?.narrative ? OF_LEAD : 1;
  for (const each of narrative.questions) {
    const answer = phrasing.answer(finding, each);
    const question = phrasing.own([each.question], bound);
    for (const known of answered(each.question, question, answer, bound)) {
      yield known;
      left -= 1;
    }
    if (left === 0) return;
  }
}

function answered(
  { source }: Template,
  question: string | undefined,
  answer: string | undefined,
  about: BoundNames,
): Answered[] {
  if (question === undefined || answer === undefined) return [];
  const topic = `${source.split(" ", TOPIC_WORDS).join(" ")}|${idOfMain(about)}`;
  return [{ question, answer, topic, source }];
}
