import { digest } from "../base/digest.ts";
import { countWords, unescapeMarkdown } from "../base/text.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Bindables } from "../narrate/bindable/bindable.ts";
import { boundIds, type Finding } from "../narrate/narrate.ts";
import type { Scale } from "../narrate/scales/scale.ts";
import { formatArticle, textHash, type FrontMatter } from "../articles/article.ts";
import { Drafter, instantText } from "./print/drafting.ts";
import { isOfRecord } from "./evidence/evidence-facts.ts";
import { EvidenceWriter } from "./evidence/evidence-writer.ts";
import { byLead } from "./plan/budget.ts";
import { castsOf, concerning, limited, type Cast } from "./plan/cast.ts";
import { disputesOf } from "./disputes.ts";
import { dataDigest, hashInputs } from "./inputs.ts";
import { respeller, withSigns } from "./house-style.ts";
import type { Language } from "./language.ts";
import { namesOf, subjectNamesOf } from "./print/naming.ts";
import { hasNews, isDue } from "./plan/occasion.ts";
import { planStory, type Plan } from "./plan/plan.ts";
import { withoutReplaced } from "./plan/precedence.ts";
import { ArticlePrinter } from "./print/printer.ts";
import { Recorder } from "./print/recorder.ts";
import { shorter } from "./plan/shorten.ts";
import type { Relation } from "../narrate/relations/relation.ts";
import { sourcesSection } from "./sources.ts";
import type { Story } from "./plan/story.ts";
import type { Template } from "../narrate/templates/template.ts";
import { addTold, nothingTold, toldBeside, type ToldElsewhere } from "./plan/told-elsewhere.ts";
import { Told } from "./print/told.ts";
import { linesOf, questionsOf, watchOf } from "./write/closing.ts";
import { headlineOf, summariesOf } from "./write/head.ts";
import { Joining } from "./write/joining.ts";
import { Phrasing } from "./write/phrasing.ts";
import { Sections } from "./write/sections.ts";
import type { Draft } from "../articles/draft.ts";

/** What does not change from edition to edition. */
export interface Desk {
  readonly language: Language;
  readonly languageCode: string;
  readonly scales: ReadonlyMap<string, Scale>;
  /** What the texts can be about. */
  readonly bindables: Bindables;
  /** How findings are told together. */
  readonly relations: readonly Relation[];
  /** Address of the page that tells methods and records. */
  readonly methodsPage: string;
  /** Digest of the language, the relations and the scales, for the hash of an article's inputs. */
  readonly digest: string;
}

/** Tags of one article; those of the most salient findings come first. */
const MOST_TAGS = 8;

/** The words by which every edition is written. */
export function deskOf(
  language: Language,
  languageCode: string,
  scales: ReadonlyMap<string, Scale>,
  bindables: Bindables,
  relations: readonly Relation[],
  methodsPage: string,
): Desk {
  return {
    language,
    languageCode,
    scales,
    bindables,
    relations,
    methodsPage,
    digest: digest(
      JSON.stringify([
        language.digest,
        methodsPage,
        ...relations.map((each) => each.digest),
        ...scales.values(),
      ]),
    ),
  };
}

/** What stories gave: their articles, and why each that they could have given and did not is left out. */
export interface Composed {
  readonly drafts: Draft[];
  readonly leftOut: readonly LeftOut[];
}

/** An article that a due story did not come to. */
export interface LeftOut {
  readonly slug: string;
  readonly why: string;
}

/**
 * Writes the stories of an edition about its findings: one article each, or one for each subject of the kind that a story is for, and says
 * what is left out. A story that is not due gives neither. No article bears the headline of one before it where it has another.
 */
export function compose(
  stories: readonly Story[],
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): Composed {
  const data = dataDigest(edition, desk.bindables);
  const attempts = [...attemptsAt(stories, findings, edition, desk).values()].flat();
  return {
    drafts: attempts.flatMap(({ fitting }) => (fitting.ok ? [draftOf(fitting, data)] : [])),
    leftOut: attempts.flatMap(({ cast, fitting }) =>
      fitting.ok ? [] : [{ slug: cast.slug, why: fitting.why }],
    ),
  };
}

/**
 * Every article that the stories due in an edition may give, whether or not it comes to be written, by story in the order in which they are
 * declared.
 */
export function attemptsAt(
  stories: readonly Story[],
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): ReadonlyMap<Story, readonly Attempt[]> {
  const told = nothingTold();
  const due = stories.filter(({ runs }) => isDue(runs, edition));
  const written = new Map(
    besideLast(due).map((story) => [story, attemptsOf(story, findings, edition, desk, told)]),
  );
  return new Map(due.map((story) => [story, written.get(story) ?? []]));
}

function isBeside({ beside }: Story): boolean {
  return beside.length > 0;
}

/** Stories in the order in which they are written: those that stand beside others come after these. */
function besideLast(stories: readonly Story[]): Story[] {
  return stories.toSorted((one, other) => Number(isBeside(one)) - Number(isBeside(other)));
}

/** An article that a story may give, as far as it came. */
export interface Attempt {
  readonly cast: Cast;
  /** The findings that concern it, without those that another replaces. */
  readonly findings: readonly Finding[];
  /** Undefined where nothing leads it, or too little stands beside the lead. */
  readonly plan: Plan | undefined;
  /** As long as the story may be, or why there is no article. */
  readonly fitting: Fitting | Unfit;
}

/**
 * The articles of one story. Where it has a budget, they come by the salience of their leads, and those beyond it are not written.
 * @param told what other articles of the edition tell; what these do is added.
 */
function attemptsOf(
  story: Story,
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
  told: ToldElsewhere,
): Attempt[] {
  const about = concerning(limited(withoutReplaced(findings), story.only, edition.view.catalogue));
  const planned = castsOf(story, edition.view).map((cast) => {
    const own = about(cast);
    const isNews = hasNews(story.runs, cast.bound, edition);
    return { cast, findings: own, isNews, plan: isNews ? planStory(story, own) : undefined };
  });
  const { budget = Infinity } = story;
  let written = 0;
  return byLead(planned, budget).map(({ isNews, ...each }) => {
    const { cast, plan } = each;
    if (!isNews) return { ...each, fitting: unfit("it has no new value since the edition before") };
    if (!plan)
      return { ...each, fitting: unfit("nothing leads it, or too little stands beside its lead") };
    if (written === budget)
      return { ...each, fitting: unfit(`the ${budget} articles of its story have more to say`) };
    const fitting = fit({ story, cast, edition, desk, told }, plan);
    if (fitting.ok) {
      written += 1;
      const { plan: printed, written: its } = fitting;
      const findings = printed.printed.map(({ key }) => key);
      addTold(told, story.id, { ...its, findings });
    }
    return { ...each, fitting };
  });
}

/** All that one article is made with, save its plan. */
interface Article {
  readonly story: Story;
  readonly cast: Cast;
  readonly edition: Edition;
  readonly desk: Desk;
  /** What other articles of the edition tell. */
  readonly told: ToldElsewhere;
}

interface Unfit {
  readonly ok: false;
  readonly why: string;
}

function unfit(why: string): Unfit {
  return { ok: false, why };
}

interface Fitting extends Article {
  readonly ok: true;
  readonly plan: Plan;
  readonly recorder: Recorder;
  readonly written: Written;
}

/** The article as long as its story may be, or why it cannot be written. */
function fit(article: Article, plan: Plan): Fitting | Unfit {
  const [least, ordinary] = article.story.words;
  const brief = article.story.lead?.brief[plan.lead?.narrative.id ?? ""];
  const most = Math.min(ordinary, brief ?? ordinary);
  const { desk, edition } = article;
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

function draftOf(
  { story, cast, edition, desk, plan, recorder, written }: Fitting,
  data: string,
): Draft {
  const { title, description, body, disclosure } = written;
  const facts = recorder.facts();
  const told = [...plan.printed, ...plan.watched];
  const inputs = hashInputs(data, facts, [
    desk.digest,
    story.digest,
    ...new Set(told.map((each) => each.narrative.digest)),
    ...facts.filter(isOfRecord).map(({ ref, value }) => `${ref}=${value}`),
  ]);
  const tags = [
    ...new Set([...story.tags, ...plan.printed.flatMap((each) => each.narrative.tags)]),
  ].slice(0, MOST_TAGS);
  const subjects = [...new Set(facts.flatMap((fact) => fact.subjects))];
  const { arrived, instant } = edition.view;
  const cutoff = instantText(instant);
  const frontMatter: FrontMatter = {
    title,
    description,
    date: cutoff,
    ...(arrived === undefined ? {} : { arrived: new Date(arrived).toISOString() }),
    edition: edition.day,
    story: story.id,
    language: desk.languageCode,
    subjects,
    tags,
    status: "draft",
    inputs,
    text: textHash({ title, description, tags }, body),
  };
  const { catalogue } = edition.view;
  return {
    slug: cast.slug,
    frontMatter,
    body,
    markdown: formatArticle(frontMatter, body),
    facts: {
      version: 1,
      edition: edition.day,
      cutoff,
      story: story.id,
      inputs,
      names: [
        ...namesOf(catalogue, `${title} ${description} ${body}`, desk.language.numbers),
        ...told.map(({ narrative }) => narrative.id).filter((id) => /\d/.test(id)),
      ],
      subjects: subjectNamesOf(catalogue, subjects),
      facts,
      sentences: recorder.sentences(),
      plain: recorder.plainSentences(),
      disclosure,
      ...disputesOf(facts, edition),
      links: [
        ...[...new Set(facts.flatMap((fact) => fact.sources))].flatMap(
          (id) => catalogue.sources.get(id)?.url ?? [],
        ),
        desk.methodsPage,
      ],
      findings: told.map((each) => ({
        narrative: each.narrative.id,
        bindings: Object.fromEntries(boundIds(each.bound)),
        salience: Number(each.salience.toFixed(2)),
      })),
    },
  };
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

interface Written {
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly disclosure: string;
  /** Templates of the questions that it answers. */
  readonly asked: readonly string[];
  /** Its answers. */
  readonly answers: readonly string[];
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
  const drafter = new Drafter(edition, desk.language);
  const told = new Told(recorder);
  const printer = new ArticlePrinter(drafter, recorder, desk.scales, told);
  const evidence = new EvidenceWriter(drafter, recorder);
  const beside = toldBeside(elsewhere, story.beside);
  const phrasing = new Phrasing(printer, evidence, told, beside);
  const joining = new Joining(desk.relations, edition, printer, recorder);
  const writing = { story, cast, plan, drafter, recorder, evidence, phrasing, joining };
  const settle = (block: string): string => recorder.settle(block);
  const about = (templates: readonly Template[]): string =>
    phrasing.own(templates, cast.bound, { publishers: drafter.publishersOf(facts) }) ?? "";

  const isTaken = (headline: string): boolean =>
    elsewhere.titles.has(unescapeMarkdown(recorder.headOf(headline)));
  const title = unescapeMarkdown(recorder.settle(headlineOf(writing, isTaken), "head"));
  const summary = summariesOf(writing).join(" ").trim();
  const description = unescapeMarkdown(recorder.settle(summary, "head"));
  const running = new Sections(writing);
  const sections = plan.sections.flatMap((section) => {
    const paragraphs = running.paragraphs(section);
    return paragraphs.length === 0 ? [] : [`## ${section.title}`, ...paragraphs].map(settle);
  });
  told.forget();
  const box = evidence.box(printedIn(plan), printer, beside.findings).map(settle);
  const lines = linesOf(writing).map(settle);
  const questions = questionsOf(writing, elsewhere);
  const closing = [...watchOf(writing), ...questions.lines].map(settle);
  const facts = [...recorder.facts()];
  const text = [...lines, ...sections, ...box, ...closing];
  const disclosure = settle(about(story.disclosure));
  const body = [
    settle(`*${about(story.sourceLine)}*`),
    ...text,
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
    asked: questions.asked,
    answers: questions.answers,
    words: countWords(withSigns(text.join(" "), desk.language.style)),
  };
}
