import { dated, daysAnnounced } from "../print/dated.ts";
import { idOfMain, type Writing } from "./writing.ts";

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

/** Questions and answers under their heading; none where there would be fewer than the story needs. */
export function questionsOf({ story, plan, drafter, phrasing }: Writing): string[] {
  const wanted = story.questions;
  if (!wanted) return [];
  const { lead, printed, watched } = plan;
  const most = 2 * (lead && story.lead?.brief[lead.narrative.id] ? wanted.least : wanted.most);
  const blocks: string[] = [];
  const asked = new Set<string>();
  const topics = new Set<string>();
  for (const finding of [...printed, ...watched]) {
    const { narrative, bound } = finding;
    const questions = narrative.questions.slice(0, narrative === lead?.narrative ? OF_LEAD : 1);
    for (const each of asked.has(narrative.id) ? [] : questions) {
      const question = phrasing.own([each.question], bound);
      const answer = phrasing.answer(finding, each);
      if (blocks.length === most || question === undefined || answer === undefined) continue;
      const topic = `${each.question.source.split(" ", TOPIC_WORDS).join(" ")}|${idOfMain(bound)}`;
      if (!topics.has(topic)) blocks.push(`### ${question}`, answer);
      topics.add(topic);
    }
    asked.add(narrative.id);
  }
  return blocks.length < wanted.least * 2
    ? []
    : [`## ${drafter.language.headings.questions}`, ...blocks];
}
