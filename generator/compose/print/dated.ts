import { sentencesOf } from "../../base/sentences.ts";
import { announcedDays, areOfOneDay, OWN_DAY, undated } from "../../articles/days.ts";
import type { Drafter } from "./drafting.ts";
import type { FactDraft, Recorder } from "./recorder.ts";

/** Behind a figure: where its clause ends. */
const CLAUSE_END = /[,;:.!?](?=["”]?(?:\s|$))|$/g;

/**
 * A rendered text in which each figure of another day than its sentence announces carries its own, in parentheses at the end of its
 * clause: "the VIX reads 22.68 (May 2)".
 * @param announced the day that the list around it has announced.
 * @returns undefined where the day would stand behind another's figure: another phrasing, or a sentence each, has to say it.
 */
export function dated(
  marked: string,
  recorder: Recorder,
  drafter: Drafter,
  announced?: string,
): string | undefined {
  // Most texts are: they need not be parted into their sentences.
  const drafts = recorder.marksIn(marked).map(({ draft }) => draft);
  if (areOfOneDay(drafts, announced)) return marked;
  let text = "";
  let at = 0;
  for (const sentence of sentencesOf(marked)) {
    const start = marked.indexOf(sentence, at);
    const said = datedSentence(sentence, recorder, drafter, announced);
    if (said === undefined) return undefined;
    text += marked.slice(at, start) + said;
    at = start + sentence.length;
  }
  return text + marked.slice(at);
}

/** Whether figures of a rendered text had to be given days of their own. */
export function hasOwnDays(marked: string, recorder: Recorder): boolean {
  return recorder.marksIn(marked).some(({ draft }) => draft.ref.endsWith(OWN_DAY));
}

/** The days that a rendered text announces. */
export function daysAnnounced(marked: string, recorder: Recorder): string[] {
  return announcedDays(recorder.marksIn(marked).map(({ draft }) => draft));
}

function datedSentence(
  sentence: string,
  recorder: Recorder,
  drafter: Drafter,
  announced: string | undefined,
): string | undefined {
  const figures = recorder.marksIn(sentence);
  const facts = [...new Set(figures.map(({ draft }) => draft))];
  const wanting = undated(facts, announced);
  if (wanting.size === 0) return sentence;
  const ofData = figures.filter(({ draft }) => draft.origin === "signal");
  let text = "";
  let from = 0;
  for (const [index, { draft, end }] of ofData.entries()) {
    const day = wanting.get(draft);
    const next = ofData[index + 1];
    if (day === undefined) continue;
    if (next && wanting.get(next.draft) === day && isOfSame(draft, next.draft)) continue;
    const clause = clauseEnd(sentence, end);
    if (next && next.start < clause) return undefined;
    text += `${sentence.slice(from, clause)} (${recorder.mark(ownDay(facts, wanting, day, drafter))})`;
    from = clause;
  }
  return text + sentence.slice(from);
}

function ownDay(
  facts: readonly FactDraft[],
  wanting: ReadonlyMap<FactDraft, string>,
  day: string,
  drafter: Drafter,
): FactDraft {
  const its = facts.filter((fact) => wanting.get(fact) === day);
  return drafter.ownDayOf(its.find((fact) => fact.day === day)!);
}

/** Whether two figures are of the same subjects: one day behind the second is then that of both. */
function isOfSame(one: FactDraft, other: FactDraft): boolean {
  return one.subjects.join() === other.subjects.join();
}

function clauseEnd(sentence: string, from: number): number {
  CLAUSE_END.lastIndex = from;
  return CLAUSE_END.exec(sentence)?.index ?? sentence.length;
}
