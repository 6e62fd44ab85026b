import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import { idOfMain } from "../../narrate/narrate.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { Template } from "../../narrate/templates/template.ts";
import { dated, daysAnnounced } from "../print/dated.ts";
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

/** The heading and the list of what to watch. */
export function watchOf(writing: Writing): string[] {
  const { story, plan, phrasing, recorder } = writing;
  const { watch } = story;
  if (!watch) return [];
  const seen = new Set<string>();
  const sentences = [...plan.watched, ...plan.printed].flatMap((finding) => {
    const sentence = phrasing.part(finding, "watch");
    const [level] = sentence === undefined ? [] : recorder.figuresIn(sentence);
    const what = level?.ref ?? finding.narrative.id;
    if (sentence === undefined || seen.has(what)) return [];
    seen.add(what);
    return sentence;
  });
  const list = listOf(sentences.slice(0, watch.most), writing);
  return list.length === 0 ? [] : [`## ${watch.title}`, ...list];
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
 * comes first where it has an answer, then those of the findings, then the others of the story; what many articles of the edition answer
 * comes last.
 */
export function questionsOf(
  writing: Writing,
  elsewhere: ToldElsewhere,
): { readonly lines: string[]; readonly asked: readonly string[] } {
  const { story, plan, drafter } = writing;
  const wanted = story.questions;
  if (!wanted) return { lines: [], asked: [] };
  const { lead } = plan;
  const isBrief = lead !== undefined && story.lead?.brief[lead.narrative.id] !== undefined;
  const most = isBrief ? wanted.least : wanted.most;
  const [first = [], ...others] = ofStory(writing);
  const topics = new Set<string>();
  const asked = [...first, ...ofFindings(writing), ...others.flat()].filter(
    ({ topic }) => topics.size < topics.add(topic).size,
  );
  if (asked.length < wanted.least) return { lines: [], asked: [] };
  const isCommon = ({ source }: Answered): boolean =>
    (elsewhere.asked.get(source) ?? 0) >= MOST_ASKED;
  const [rare, common] = [asked.filter((each) => !isCommon(each)), asked.filter(isCommon)];
  const chosen = [
    ...rare.slice(0, most),
    ...common.slice(0, Math.max(0, wanted.least - rare.length)),
  ];
  return {
    lines: [
      `## ${drafter.language.headings.questions}`,
      ...chosen.flatMap(({ question, answer }) => [`### ${question}`, answer]),
    ],
    asked: chosen.map(({ source }) => source),
  };
}

interface Answered {
  readonly question: string;
  readonly answer: string;
  /** What is asked of what: two questions of one topic have one answer. */
  readonly topic: string;
  /** The template of the question. */
  readonly source: string;
}

/** Each of the story's own questions, or nothing in its place. */
function ofStory({ story, cast, phrasing }: Writing): Answered[][] {
  return story.asked.map(({ question, answers }) => {
    const answer = phrasing.own(answers, cast.bound);
    return answered(question, phrasing.own([question], cast.bound), answer, cast.bound);
  });
}

function ofFindings({ plan: { lead, printed, watched }, phrasing }: Writing): Answered[] {
  const narratives = new Set<Narrative>();
  return [...printed, ...watched].flatMap((finding) => {
    const { narrative, bound } = finding;
    if (narratives.size === narratives.add(narrative).size) return [];
    const all = narrative.questions.flatMap((each) => {
      const answer = phrasing.answer(finding, each);
      return answered(each.question, phrasing.own([each.question], bound), answer, bound);
    });
    return all.slice(0, narrative === lead?.narrative ? OF_LEAD : 1);
  });
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
