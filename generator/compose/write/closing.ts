import { DAY_MS, type Day } from "../../base/day.ts";
import type { Finding } from "../../narrate/narrate.ts";
import { scheduledEvent } from "../../narrate/bindable/scheduled-event.ts";
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

/** What is to be watched in a line, and the level that it names first, where it names one. */
interface Watched {
  readonly finding: Finding;
  readonly sentence: string;
  readonly level: FactDraft | undefined;
  /** What else is told in it. */
  readonly others?: readonly Finding[];
}

/** Levels that stand in the list in any case, where there are as many, however much is on the calendar. */
const LEAST_LEVELS = 2;

/** What is to come with a lower salience gives way to what is to come after it. */
const LITTLE = 10;

/** What importance keeps its line of what to watch, whatever comes sooner: a decision of the Federal Reserve within ten days. */
const FOREMOST = 3;
/** From this on nothing that comes later keeps a line of its own while it shares one. */
const OF_WEIGHT = 2;

/** So many of what is further ahead share a line, and so many where all of it is farther than is told beside others: of a salience below zero. */
const MOST_FURTHER = 4;
const AT_LEAST = 2;

/** A level farther from the close than this, in per cent of it, is none to watch. */
const FAR = 8;
/** Nor is one farther than this where there are so many other lines. */
const RATHER_FAR = 5;
const ENOUGH = 3;

/** What to watch as it is printed. */
export interface WatchList {
  /** The heading and the list; nothing where nothing is to be watched. */
  readonly blocks: readonly string[];
  /** What has a line in the list. */
  readonly told: readonly Finding[];
}

/**
 * The heading and the list of what to watch: what the story watches, the soonest first without what is of little salience where there is no room for all, then the levels of what else is printed, one of
 * each subject before the second of any, and one of each subject of `fill` of which there is none. A level that was traded through between
 * the close and the cut-off is none, and so is one far from the close. No level stands in two lines: of a finding's phrasings the first is taken whose
 * levels have none yet. What is to come without a line of its own shares one.
 */
export function watchOf(writing: Writing): WatchList {
  const { story, plan } = writing;
  const { watch } = story;
  if (!watch) return { blocks: [], told: [] };
  const seen = new Set<string>();
  const told: FactDraft[] = [];
  const lineOf = (finding: Finding): readonly Watched[] => {
    const first = writing.phrasing.part(finding, "watch");
    if (first === undefined) return [];
    for (const sentence of [first, ...writing.phrasing.parts(finding, "watch")]) {
      const levels = levelsIn(writing.recorder.figuresIn(sentence));
      const [level] = levels;
      const what = level?.ref ?? finding.narrative.id;
      const isTold = levels.some((each) => told.some((other) => isNear(other, each)));
      if (seen.has(what) || isTold || levels.some((each) => isPassed(each, writing))) continue;
      seen.add(what);
      told.push(...levels);
      return [{ finding, sentence, level }];
    }
    return [];
  };
  const isDue = (each: Finding): boolean => isAmong(watch.themes, each);
  const toCome = [...plan.watched, ...plan.printed.filter(isDue)].toSorted(
    (a, b) => hoursTo(a, writing) - hoursTo(b, writing),
  );
  const events = toCome.flatMap(lineOf);
  const further = toCome.filter(({ narrative }) => narrative.parts["watch-together"]);
  const own = plan.printed.filter((each) => !isDue(each)).flatMap(lineOf);
  const spare = plan.spare.flatMap(lineOf);
  const all = bySubject([...own, ...spare.filter((each) => !own.some(isAboutThatOf(each)))]);
  const levels = nearEnough(all, Math.min(events.length + further.length, ENOUGH), writing);
  const room = watch.most - Math.min(LEAST_LEVELS, levels.length);
  const due = toBeTold(events, further, room, writing);
  const lines = [...due, ...levels].slice(0, watch.most);
  const list = listOf(
    lines.map(({ sentence }) => sentence),
    writing,
  );
  return {
    blocks: list.length === 0 ? [] : [`## ${watch.title}`, ...list],
    told: lines.flatMap(({ finding, others = [] }) => [finding, ...others]),
  };
}

/**
 * Lines on what is to come, as many as there is room for: those that matter, and what has none of its own in one, all by their hour.
 * @param further what may be told in that line, the soonest first.
 */
function toBeTold(
  events: readonly Watched[],
  further: readonly Finding[],
  room: number,
  writing: Writing,
): readonly Watched[] {
  const { day } = writing.drafter.edition;
  const without = (lines: readonly Watched[]): readonly Finding[] => {
    const told = new Set(lines.flatMap(({ finding }) => eventsOf(finding)));
    return further.filter((each) => !eventsOf(each).some((id) => told.has(id)));
  };
  if (events.length > 0 && events.length <= room && !without(events).some(isToldBeside))
    return events;
  const own = upToTheGap(mattering(events, Math.max(room - 1, 0), day), without, writing);
  const byNews = without(own).toSorted((a, b) => b.salience - a.salience);
  const usual = byNews.filter(isToldBeside);
  const left = new Set(
    usual.length > 0 || own.length > 0 ? usual.slice(0, MOST_FURTHER) : byNews.slice(0, AT_LEAST),
  );
  const [first, ...others] = further.filter((each) => left.has(each));
  const sentence = first && writing.phrasing.watchTogether([first, ...others]);
  if (sentence === undefined) return mattering(events, room, day);
  const shared = { finding: first!, others, sentence, level: undefined };
  return [...own, shared].toSorted(
    (a, b) => hoursTo(a.finding, writing) - hoursTo(b.finding, writing),
  );
}

/**
 * Lines of their own without those that come later than something of weight that shares one, where they may share it too: one on today's figures and the next on
 * the week after would leave what lies between for the end.
 */
function upToTheGap(
  own: readonly Watched[],
  without: (lines: readonly Watched[]) => readonly Finding[],
  writing: Writing,
): readonly Watched[] {
  const { day } = writing.drafter.edition;
  const soonest = Math.min(
    ...without(own)
      .filter((each) => isToldBeside(each) && importanceOf(each, day) >= OF_WEIGHT)
      .map((each) => hoursTo(each, writing)),
  );
  const mayShare = new Set(without([]).flatMap(eventsOf));
  return own.filter(
    (each) =>
      hoursTo(each.finding, writing) <= soonest ||
      importanceOf(each.finding, day) === FOREMOST ||
      !eventsOf(each.finding).some((id) => mayShare.has(id)),
  );
}

/** Whether what is further ahead is told beside what is near. */
function isToldBeside({ salience }: Finding): boolean {
  return salience >= 0;
}

/** What is scheduled that a finding is about. */
function eventsOf({ bound }: Finding): string[] {
  return [...bound.values()].flatMap(({ bindable, id = [] }) =>
    bindable === scheduledEvent ? id : [],
  );
}

/** The lines without levels far from the close; beside so many other lines also without those that are rather far. */
function nearEnough(
  lines: readonly Watched[],
  others: number,
  { drafter: { edition } }: Writing,
): readonly Watched[] {
  const farness = ({ level }: Watched): number => {
    const [subject = "", ...more] = level?.subjects ?? [];
    const close = edition.signals.read(subject, "close", "last");
    if (!level || more.length > 0 || !close.ok || close.signal.unit !== level.unit) return 0;
    return Math.abs(Number(level.value) / Number(close.signal.value) - 1) * 100;
  };
  const within = (most: number): readonly Watched[] =>
    lines.filter((each) => farness(each) <= most);
  const near = within(RATHER_FAR);
  return near.length + others >= ENOUGH ? near : within(FAR);
}

/** The level that a line names first, and those beside it that are of the same subject, in the same unit. */
function levelsIn([first, ...others]: readonly FactDraft[]): readonly FactDraft[] {
  if (!first) return [];
  const subjects = first.subjects.join();
  return [
    first,
    ...others.filter(({ unit, subjects: of }) => unit === first.unit && of.join() === subjects),
  ];
}

function subjectsOf({ level }: Watched): string | undefined {
  return level?.subjects.join();
}

function isAboutThatOf(one: Watched): (other: Watched) => boolean {
  return (other) => subjectsOf(one) === subjectsOf(other);
}

/** The first line of each subject, then the second of each, and so on; within these rounds in the order given. */
function bySubject(lines: readonly Watched[]): Watched[] {
  const ofEach = [...Map.groupBy(lines, subjectsOf).values()];
  const most = Math.max(0, ...ofEach.map(({ length }) => length));
  return Array.from({ length: most }, (_, round) =>
    ofEach.flatMap((each) => each.slice(round, round + 1)),
  ).flat();
}

/** So many of what is to come, the most salient: what is of the highest importance stays, what is of little salience gives way to what comes later, and each keeps its place. */
function mattering(lines: readonly Watched[], room: number, day: Day): Watched[] {
  const isForemost = ({ finding }: Watched): boolean => importanceOf(finding, day) === FOREMOST;
  const isMinor = (each: Watched): boolean => !isForemost(each) && each.finding.salience < LITTLE;
  const kept = new Set(
    [
      ...lines.filter(isForemost),
      ...lines
        .filter((each) => !isForemost(each) && !isMinor(each))
        .toSorted((a, b) => b.finding.salience - a.finding.salience),
      ...lines.filter(isMinor),
    ].slice(0, room),
  );
  return lines.filter((each) => kept.has(each));
}

/** How much weighs what a finding says is to come, from 1 to 3; zero where it is about no event. */
function importanceOf({ bound }: Finding, day: Day): number {
  return Math.max(0, ...bound.values().map((each) => Number(each.value("importance", day) ?? 0)));
}

const HOUR_MS = DAY_MS / 24;

/** Hours to what a finding says is to come: to its event, or to the next opening of what it names; none where it names neither. */
function hoursTo({ bound }: Finding, { drafter: { edition } }: Writing): number {
  const { view, day, signals } = edition;
  const since = bound
    .values()
    .map((each) => each.value("hoursSince", day))
    .find((each) => typeof each === "number");
  if (since !== undefined) return -since;
  for (const { id = "" } of bound.values()) {
    const next = signals.read(id, "close", "nextSession");
    const calendar = view.catalogue.series.get(`${id}.close`)?.calendar;
    if (next.ok && calendar)
      return (calendar.startOf(String(next.signal.value) as Day) - view.instant) / HOUR_MS;
  }
  return 0;
}

/** Whether a subject has traded through a price after its close, where that is measured: such a level is no longer to be watched. */
function isPassed(level: FactDraft, { drafter: { edition } }: Writing): boolean {
  const [subject = "", ...others] = level.subjects;
  if (others.length > 0 || typeof level.value !== "number") return false;
  const [low, high] = ["sinceCloseLow", "sinceCloseHigh"].map((name) =>
    edition.signals.read(subject, "close", name),
  );
  if (!low?.ok || !high?.ok || level.unit !== low.signal.unit) return false;
  return Number(low.signal.value) <= level.value && level.value <= Number(high.signal.value);
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
