import { idOfMain, type Finding } from "../../narrate/narrate.ts";
import { isAmong } from "../../narrate/relations/related.ts";
import { withDay } from "./headline-day.ts";
import { rarestCompanion, type Companion } from "./rare.ts";
import type { Writing } from "./writing.ts";

/** Characters of a headline; a longer one is taken only where there is no other. */
const LONGEST = 90;

/**
 * The story's own headline, else that of the lead and another finding where a relation gives one, the most salient first, else that of the lead. Where another
 * article of the edition bears it, the lead's next phrasing, then the one that the story has for that; of these the first of which the text
 * tells every figure. The text is written before.
 * @param isTaken whether another article of the edition bears a marked headline.
 */
export function headlineOf(writing: Writing, isTaken: (headline: string) => boolean): string {
  const { story, cast, plan, phrasing, recorder } = writing;
  const { lead } = plan;
  const own = phrasing.own(story.headline, cast.bound);
  if (own !== undefined || !lead) return own ?? "";
  const shared = companionsOf(lead, writing).map(({ text }) => text);
  const isShort = (each: string): boolean => recorder.headOf(each, "title").length <= LONGEST;
  let [short, free, any]: (string | undefined)[] = [];
  const headlines = candidatesOf(lead, shared, writing).map((text) => withDay(text, writing));
  for (const each of headlines) {
    any ??= each;
    if (isTaken(each)) continue;
    free ??= each;
    if (!isShort(each)) continue;
    short ??= each;
    if (phrasing.told.tellsAll(each)) return each;
  }
  return short ?? free ?? any ?? "";
}

/** Findings that the headline tells beside the lead: what is rarest of the day where that is rare enough, then those with which a relation gives one. */
function* companionsOf(lead: Finding, writing: Writing): Generator<Companion> {
  const shared = sharedHeadlines(lead, writing);
  const { value: first } = shared.next();
  const own = writing.phrasing.headlines(lead).fit.next().value;
  const rarest = rarestCompanion(lead, own, first, writing);
  if (rarest) yield rarest;
  if (first) yield first;
  yield* shared;
}

/** Headlines of the lead and another finding, by their relation. */
function* sharedHeadlines(
  lead: Finding,
  { plan: { printed }, joining }: Writing,
): Generator<Companion, undefined> {
  for (const finding of printed.values().drop(1)) {
    const text = joining.headline(lead, finding);
    if (text !== undefined) yield { finding, text, isRare: false };
  }
  return undefined;
}

/** Headlines that an article may bear, the best first; each is put into words when it is looked at. */
function* candidatesOf(
  lead: Finding,
  shared: Iterable<string>,
  { story, cast, phrasing, recorder }: Writing,
): Generator<string> {
  yield* shared;
  const { fit, stale } = phrasing.headlines(lead);
  const { value: first } = fit.next();
  if (first !== undefined) yield first;
  // What holds since a day is no news where the lead is none.
  const isNews = (each: string): boolean =>
    !lead.isAgain || recorder.marksIn(each).every(({ draft }) => !draft.ref.endsWith("Since"));
  const other = story.otherHeadline
    .values()
    .map((each) => phrasing.own([each], cast.bound))
    .find((each) => each !== undefined && isNews(each));
  // What the story itself has for a second article says more than the lead's second best.
  if (other !== undefined) yield other;
  yield* fit;
  yield* stale;
}

/**
 * The story's own summary, else the lead's with the story's opening where it does not say the same, and that of a finding of another theme,
 * or about another subject where the story names its narrative
 * (of those that the story wants there one that is joined to the lead, else the first), told by its relation to the lead; then what is rarest
 * of the day, and what the story ends with, where that repeats no figure. Where another article of the edition has the very same, the finding
 * after that.
 * @param isTaken whether another article of the edition has a marked summary.
 */
export function summariesOf(writing: Writing, isTaken: (summary: string) => boolean): string[] {
  const { story, cast, plan, phrasing } = writing;
  const own = phrasing.own(story.summary, cast.bound);
  if (own !== undefined) return [own];
  if (!plan.lead) return [];
  const body = freeBody(bodiesOf(plan.lead, writing), isTaken);
  const rarest = rarestBeside(body, writing);
  const said = rarest ? [...body, rarest.text] : body;
  const told = refsIn(said.join(" "), writing);
  const findings = [...plan.printed, ...plan.watched].filter((each) => each !== plan.lead);
  const ends = (story.lead?.ends ?? []).flatMap(
    (theme) =>
      findings
        .values()
        .filter((each) => isAmong([theme], each))
        .map((each) => phrasing.part(each, "summary"))
        .find((text) => text !== undefined && told.isDisjointFrom(refsIn(text, writing))) ?? [],
  );
  return [...said, ...ends];
}

/** The first body that another article does not have, else the first of all. */
function freeBody(
  bodies: Iterable<string[]>,
  isTaken: (summary: string) => boolean,
): readonly string[] {
  let first: readonly string[] | undefined;
  for (const each of bodies) {
    if (!isTaken(each.join(" "))) return each;
    first ??= each;
  }
  return first ?? [];
}

/** Summaries of the lead, the best first: two sentences at most. */
function* bodiesOf(lead: Finding, writing: Writing): Generator<string[]> {
  const {
    story,
    plan: { printed },
    phrasing,
  } = writing;
  const first = firstOf(lead, writing);
  const opening = openingBeside(first, writing);
  if (opening !== undefined) {
    if (!isAbout(lead, opening, writing)) {
      const second = phrasing.own(story.openingSecond, writing.cast.bound);
      const isNew =
        second !== undefined && refsIn(second, writing).isDisjointFrom(refsIn(first, writing));
      return yield [first, isNew ? second : opening];
    }
    const rarest = rarestBeside([opening], writing);
    return yield [opening, rarest && rarest.salience > lead.salience ? rarest.text : first];
  }
  const wanted = story.lead?.second;
  const others = printed.filter(
    (each) =>
      each.narrative.theme !== lead.narrative.theme ||
      (wanted?.includes(each.narrative.id) && idOfMain(each.bound) !== idOfMain(lead.bound)),
  );
  const seconds =
    wanted?.flatMap((theme) => others.filter((each) => isAmong([theme], each))) ?? others;
  const said = refsIn(first, writing);
  const companion = companionsOf(lead, writing).next().value;
  const isSecond =
    companion !== undefined &&
    (companion.isRare ||
      (isAmong(story.lead?.ofHeadline ?? [], companion.finding) &&
        !isAbout(companion.finding, first, writing)));
  const ofHeadline = isSecond ? [companion.finding] : [];
  for (const finding of [...ofHeadline, ...relatedFirst(seconds, lead, writing)]) {
    const more = secondOf(finding, lead, writing);
    if (more === undefined || phrasing.isSaidBeside(more)) continue;
    if (said.isDisjointFrom(refsIn(more, writing))) yield [first, more];
  }
  yield [first];
}

/** What the lead says of itself; where an article beside this one has it word for word, what the story begins with instead. */
function firstOf(lead: Finding, { story, cast, phrasing }: Writing): string {
  const first = phrasing.part(lead, "summary") ?? "";
  if (!phrasing.isSaidBeside(first)) return first;
  const own = story.openingBeside
    .values()
    .map((template) => phrasing.own([template], cast.bound))
    .find((each) => each !== undefined && !phrasing.isSaidBeside(each));
  return own ?? first;
}

/** What a relation joins to the lead comes before what merely stands beside it. */
function* relatedFirst(
  seconds: readonly Finding[],
  lead: Finding,
  { joining }: Writing,
): Generator<Finding> {
  const others: Finding[] = [];
  for (const each of seconds) {
    if (joining.related(lead, each, "joins").length > 0) yield each;
    else others.push(each);
  }
  yield* others;
}

/**
 * What the story wants in its summary whatever leads, since by its own record it is rare: the most salient that the edition before had not.
 * None where the sentences tell of one of these already.
 */
function rarestBeside(
  sentences: readonly string[],
  { story, plan: { printed }, phrasing, recorder }: Writing,
): { readonly text: string; readonly salience: number } | undefined {
  const wanted = story.lead?.rarest;
  if (!wanted) return undefined;
  const told = new Set(recorder.figuresIn(sentences.join(" ")).flatMap(({ subjects }) => subjects));
  const rare = printed.filter(
    (each) => !each.isAgain && each.salience >= wanted.least && isAmong(wanted.themes, each),
  );
  if (rare.some(({ bound }) => told.has(idOfMain(bound) ?? ""))) return undefined;
  return rare
    .values()
    .map((each) => ({ text: phrasing.part(each, "summary") ?? "", salience: each.salience }))
    .find(({ text }) => text !== "" && !phrasing.isSaidBeside(text));
}

function refsIn(text: string, { recorder }: Writing): ReadonlySet<string> {
  return new Set(recorder.figuresIn(text).map(({ ref }) => ref));
}

/** The story's opening in the first phrasing that repeats no figure of a text. */
function openingBeside(text: string, writing: Writing): string | undefined {
  const { story, cast, phrasing } = writing;
  const said = refsIn(text, writing);
  return story.opening
    .values()
    .map((template) => phrasing.own([template], cast.bound))
    .find((each) => each !== undefined && said.isDisjointFrom(refsIn(each, writing)));
}

/** Whether a figure of a text is about what a finding is about first of all. */
function isAbout({ bound }: Finding, text: string, { recorder }: Writing): boolean {
  const main = bound.values().next().value?.subjects ?? [];
  return recorder.figuresIn(text).some(({ subjects }) => main.some((id) => subjects.includes(id)));
}

function secondOf(
  finding: Finding,
  lead: Finding,
  { phrasing, joining }: Writing,
): string | undefined {
  const summary = phrasing.part(finding, "summary-second") ?? phrasing.part(finding, "summary");
  const [related] = joining.related(lead, finding, "joins");
  return summary && related ? (joining.joined(related, summary) ?? summary) : summary;
}
