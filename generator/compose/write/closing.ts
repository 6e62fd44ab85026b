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
import type { Writing } from "./writing.ts";

/** Questions that the lead answers, at most; every other finding answers one. */
const OF_LEAD = 2;

/** By so many of its first words a question is told from another about the same. */
const TOPIC_WORDS = 2;

/** Announced by a heading that names no day: every figure below it carries its own. */
const NO_DAY = "";

/**
 * The story's lines of figures: a list under each of its headings, which announces the day that they are of. A line whose values are not all
 * available is left out, and so is a heading without lines. Lines whose heading is not available go on with the list before.
 */
export function linesOf(writing: Writing): string[] {
  const { story, cast, phrasing, recorder } = writing;
  let announced: string | undefined;
  return story.lists.flatMap(({ heading, lines }) => {
    const above = phrasing.own(heading, cast.bound);
    const day = above === undefined ? announced : (daysAnnounced(above, recorder)[0] ?? NO_DAY);
    const items = lines.flatMap((phrasings) => phrasing.own(phrasings, cast.bound) ?? []);
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
  const [first = [], ...others] = ofStory(writing).map((each, place) =>
    place === 0 ? each.map((own) => withCircumstance(own, writing)) : each,
  );
  const topics = new Set<string>();
  const [again, news] = partitioned(ofFindings(writing), (each) => wanted.fresh && each.isAgain);
  const asked = [...first, ...news, ...others.flat(), ...again].filter(
    ({ topic }) => topics.size < topics.add(topic).size,
  );
  if (asked.length < wanted.least) return NO_QUESTIONS;
  const isCommon = ({ source, question, answer }: Answered): boolean =>
    (elsewhere.asked.get(source) ?? 0) >= MOST_ASKED ||
    phrasing.isBeside(recorder.headOf(question), recorder.headOf(answer));
  const [common, rare] = partitioned(asked, isCommon);
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
  /** Whether the edition before had the finding that answers it. */
  readonly isAgain: boolean;
}

/** Each of the story's own questions, or nothing in its place. */
function ofStory(writing: Writing): Answered[][] {
  const { story, cast, phrasing } = writing;
  return story.asked.map(({ question, answers }) => {
    const answer = phrasing.own(answers, cast.bound);
    return answered(question, phrasing.own([question], cast.bound), answer, cast.bound, false);
  });
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

function ofFindings({ plan: { lead, printed, watched }, phrasing }: Writing): Answered[] {
  const narratives = new Set<Narrative>();
  return [...printed, ...watched].flatMap((finding) => {
    const { narrative, bound, isAgain } = finding;
    if (narratives.size === narratives.add(narrative).size) return [];
    const all = narrative.questions.flatMap((each) => {
      const answer = phrasing.answer(finding, each);
      const question = phrasing.own([each.question], bound);
      return answered(each.question, question, answer, bound, isAgain);
    });
    return all.slice(0, narrative === lead?.narrative ? OF_LEAD : 1);
  });
}

function answered(
  { source }: Template,
  question: string | undefined,
  answer: string | undefined,
  about: BoundNames,
  isAgain: boolean,
): Answered[] {
  if (question === undefined || answer === undefined) return [];
  const topic = `${source.split(" ", TOPIC_WORDS).join(" ")}|${idOfMain(about)}`;
  return [{ question, answer, topic, source, isAgain }];
}
