import { dayNumber } from "../../base/day.ts";
import { sentencesOf } from "../../base/sentences.ts";
import { countWords } from "../../base/text.ts";
import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import { idOfMain, type Finding } from "../../narrate/narrate.ts";
import type { Narrative, Question } from "../../narrate/narrative.ts";
import type { Template } from "../../narrate/templates/template.ts";
import type { ToldElsewhere } from "../plan/told-elsewhere.ts";
import type { Language } from "../language.ts";
import type { Writing } from "./writing.ts";

/** Questions that the lead answers, at most; every other finding answers one. */
const OF_LEAD = 2;

/** By so many of its first words a question is told from another about the same. */
const TOPIC_WORDS = 2;

/** Of the figures of an answer, so many and so large a share, or all, are what nothing else tells; the others say what it is about. */
const LEAST_NEW = 2;
const NEW_SHARE = 0.5;

/** What a reader of the article has before the questions. */
export interface ToldAlready {
  /** Keys of all that the article tells, and articles beside it. */
  readonly found: ReadonlySet<string>;
  /** Its blocks as they are printed, and answers beside it, in which it may have been admitted already what the data do not hold. */
  readonly blocks: readonly string[];
}

/**
 * Questions and answers under their heading: those alone whose answers hold what neither the article nor those beside it tell, save those
 * that the story asks first, such as why a market fell, answered by what moved beside it, and those of the lead that explain it without a figure. These come first where they have an answer, then those
 * of the findings, then the others of the story. Where there are fewer than the story needs, the others with the most news make up for it, those
 * of findings that the edition before had among them, to which a reader of every day has had the answer; what many articles of the edition answer, or one beside this one, comes last.
 */
export function questionsOf(
  writing: Writing,
  elsewhere: ToldElsewhere,
  already: ToldAlready,
): Questions {
  const { story, plan, drafter, recorder, phrasing } = writing;
  const wanted = story.questions;
  if (!wanted) return NO_QUESTIONS;
  const { lead } = plan;
  const isBrief = lead !== undefined && story.lead?.brief[lead.narrative.id] !== undefined;
  const most = isBrief ? Math.max(1, wanted.least) : wanted.most;
  const isCommon = ({ source, question, answer }: Answered): boolean =>
    elsewhere.isCommon(source) ||
    phrasing.isBeside(recorder.headOf(question), recorder.headOf(answer));
  const asked: Answered[] = [];
  const others: (Answered & { readonly isCommon: boolean; readonly news: number })[] = [];
  const told = new Set(already.found);
  const topics = new Set<string>();
  for (const { isAgain, isOfLead, isSpare, answers } of candidatesIn(writing)) {
    // What comes after these is not printed: it need not be put into words.
    if (asked.length >= (isSpare ? Math.min(most, wanted.enough) : most)) break;
    const all = [...answers];
    const [first] = all;
    if (!first || topics.has(first.topic)) continue;
    const fitting = isAgain
      ? undefined
      : all.find(
          (each) =>
            !isCommon(each) && (each.isFirst || isNews(each) || (isOfLead && explains(each))),
        );
    if (!fitting) {
      if (!isSpare) others.push({ ...first, isCommon: isCommon(first), news: newsOf(first) });
      continue;
    }
    topics.add(fitting.topic);
    asked.push(fitting);
    for (const key of phrasing.told.findingsIn(fitting.answer)) told.add(key);
  }
  const spare = others
    .filter(({ topic }) => !topics.has(topic))
    .toSorted((a, b) => Number(a.isCommon) - Number(b.isCommon) || b.news - a.news)
    .slice(0, Math.max(0, wanted.least - asked.length));
  const chosen = [...asked, ...spare];
  if (chosen.length === 0 || chosen.length < wanted.least) return NO_QUESTIONS;
  return {
    lines: [
      `## ${drafter.language.headings.questions}`,
      ...withOneCaveat(chosen, already.blocks, writing).flatMap(({ question, answer }) => [
        `### ${question}`,
        answer,
      ]),
    ],
    asked: chosen.map(({ source }) => source),
    answers: chosen.map(({ answer }) => recorder.headOf(answer)),
    questions: chosen.map(({ question }) => recorder.headOf(question)),
    found: chosen.flatMap(({ answer }) => [...phrasing.told.findingsIn(answer)]),
  };

  /** How many figures of an answer are told nowhere before it. */
  function newsOf({ answer }: Answered): number {
    return phrasing.told.findingsIn(answer).difference(told).size;
  }

  /** Whether an answer repeats no figure, since it has none: it says what the news is and is not. */
  function explains({ answer }: Answered): boolean {
    return phrasing.told.findingsIn(answer).size === 0;
  }

  function isNews(answered: Answered): boolean {
    const [news, all] = [newsOf(answered), phrasing.told.findingsIn(answered.answer).size];
    return news > 0 && (news === all || (news >= LEAST_NEW && news >= NEW_SHARE * all));
  }
}

/** A question in every phrasing of its answer whose values are available. */
interface Candidate {
  /** Whether it is of a finding that the edition before had too. */
  readonly isAgain: boolean;
  /** Whether it is of the finding that leads the article: what its headline has a reader ask. */
  readonly isOfLead: boolean;
  /** Whether the story has it to spare, for days that leave room. */
  readonly isSpare?: boolean;
  readonly answers: Iterable<Answered>;
}

function* candidatesIn(writing: Writing): Generator<Candidate> {
  const { askedFirst, asked } = writing.story;
  for (const [at, each] of askedFirst.entries()) {
    const answers = ofStory(each, writing)
      .take(1)
      .map((own) => ({
        ...(at === 0 ? withCircumstance(own, writing) : own),
        isFirst: true,
      }));
    yield { isAgain: false, isOfLead: false, answers };
  }
  const findings = oneOfEach([...writing.plan.printed, ...writing.plan.watched]);
  const [again, news] = partitioned(findings, ({ isAgain }) => isAgain);
  for (const each of news) yield* ofFinding(each, writing);
  for (const each of asked)
    yield { isAgain: false, isOfLead: false, answers: ofStory(each, writing) };
  for (const each of again) yield* ofFinding(each, writing);
  for (const each of inTurn(writing))
    yield { isAgain: false, isOfLead: false, isSpare: true, answers: ofStory(each, writing) };
}

/** What the story has to spare, from day to day beginning behind what the day before had room for: a reader of every day is asked something else. */
function inTurn({ story: { askedSpare, questions }, drafter }: Writing): readonly Question[] {
  const before = dayNumber(drafter.edition.day) * (questions?.enough ?? 0);
  const from = askedSpare.length && before % askedSpare.length;
  return [...askedSpare.slice(from), ...askedSpare.slice(0, from)];
}

/** Words that an answer keeps at least. */
const LEAST_ANSWERED = 22;

/**
 * Of sentences that admit what the data do not hold, articles that stand together print the first, which says it for all; one that opens its answer,
 * or stands in the answer to what the story asks first, is kept, since without it what stood beside a day would read as its causes.
 */
function withOneCaveat(
  answers: readonly Answered[],
  blocks: readonly string[],
  { recorder, drafter }: Writing,
): Answered[] {
  const { language } = drafter;
  const admits = (sentence: string): boolean =>
    recorder.marksIn(sentence).length === 0 && isCaution(sentence, language);
  let isCautioned = blocks.some((block) => isCaution(block, language));
  return answers.map((each) => {
    let left = sentencesOf(each.answer);
    const [opening] = left;
    const isKept = (sentence: string): boolean => each.isFirst || sentence === opening;
    for (const sentence of left) {
      if (!admits(sentence)) continue;
      const kept = left.filter((other) => other !== sentence);
      if (
        isCautioned &&
        !isKept(sentence) &&
        kept.length > 0 &&
        countWords(kept.join(" ")) >= LEAST_ANSWERED
      )
        left = kept;
      isCautioned = true;
    }
    return { ...each, answer: left.join(" ") };
  });
}

function isCaution(text: string, { cautions }: Pick<Language, "cautions">): boolean {
  return cautions.some((words) => text.includes(words));
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
  /** Keys of what the answers tell. */
  readonly found: readonly string[];
}

const NO_QUESTIONS: Questions = { lines: [], asked: [], answers: [], questions: [], found: [] };

interface Answered {
  /** Whether it is one that the story asks before all others. */
  readonly isFirst: boolean;
  readonly question: string;
  readonly answer: string;
  /** What is asked of what: two questions of one topic have one answer. */
  readonly topic: string;
  /** The template of the question. */
  readonly source: string;
}

/** One of the story's own questions with its answers. */
function ofStory(
  { question, answers }: Question,
  { cast, phrasing }: Writing,
): Generator<Answered> {
  return answered(
    question,
    phrasing.own([question], cast.bound),
    phrasing.owns(answers, cast.bound),
    cast.bound,
  );
}

/** Words of an answer that stands first at most, with what a finding has to say to it. */
const MOST_ANSWERED = 70;

/**
 * The answer to the first question of a story with what stands beside the day by the account of findings, the first of each theme that has one, behind its first
 * sentence; what stands last gives way, save what admits what is not known.
 */
function withCircumstance(own: Answered, { plan, phrasing, drafter }: Writing): Answered {
  const byTheme = new Map<string, string>();
  for (const finding of [...plan.printed, ...plan.watched]) {
    const { theme } = finding.narrative;
    const circumstance = byTheme.has(theme) ? undefined : phrasing.part(finding, "why");
    if (circumstance !== undefined) byTheme.set(theme, circumstance);
  }
  const circumstances = [...byTheme.values()];
  if (circumstances.length === 0) return own;
  const [opening = "", ...rest] = sentencesOf(own.answer);
  const isLong = (): boolean =>
    countWords([opening, ...circumstances, ...rest].join(" ")) > MOST_ANSWERED;
  while (rest.length > 0 && isLong()) {
    const at = rest.findLastIndex((each) => !isCaution(each, drafter.language));
    if (at < 0) break;
    rest.splice(at, 1);
  }
  while (circumstances.length > 1 && isLong()) circumstances.pop();
  return { ...own, answer: [opening, ...circumstances, ...rest].join(" ") };
}

/** The first finding of each narrative. */
function oneOfEach(findings: readonly Finding[]): Finding[] {
  const narratives = new Set<Narrative>();
  return findings.filter(({ narrative }) => narratives.size < narratives.add(narrative).size);
}

/** The questions of a finding that have an answer: as many as it may have. */
function* ofFinding(finding: Finding, { plan: { lead }, phrasing }: Writing): Generator<Candidate> {
  const { narrative, bound } = finding;
  const isOfLead = narrative === lead?.narrative;
  let left = isOfLead ? OF_LEAD : 1;
  for (const each of narrative.questions) {
    const question = phrasing.own([each.question], bound);
    const answers = [...answered(each.question, question, phrasing.answers(finding, each), bound)];
    if (answers.length === 0) continue;
    yield { isAgain: finding.isAgain, isOfLead, answers };
    left -= 1;
    if (left === 0) return;
  }
}

function* answered(
  { source }: Template,
  question: string | undefined,
  answers: Iterable<string>,
  about: BoundNames,
): Generator<Answered> {
  if (question === undefined) return;
  const topic = `${source.split(" ", TOPIC_WORDS).join(" ")}|${idOfMain(about)}`;
  for (const answer of answers) yield { isFirst: false, question, answer, topic, source };
}
