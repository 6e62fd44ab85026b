import type { Finding } from "../../narrate/narrate.ts";
import { isAmong } from "../../narrate/relations/related.ts";
import { dated, daysAnnounced } from "../print/dated.ts";
import type { FactDraft } from "../print/recorder.ts";
import { tableOf } from "./table.ts";
import type { Writing } from "./writing.ts";

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
    if (isTable) {
      const rows = lines.flatMap((phrasings) => phrasing.row(phrasings, cast.bound) ?? []);
      return above === undefined ? [] : tableOf(above, rows, day, writing);
    }
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
