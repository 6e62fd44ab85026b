import { digest } from "../base/digest.ts";
import type { Edition } from "../narrate/bound.ts";
import type { Finding } from "../narrate/narrate.ts";
import type { Scale } from "../narrate/scale.ts";
import { formatArticle, textHash, type FrontMatter } from "./article.ts";
import { Drafter, instantText } from "./drafting.ts";
import { unescapeMarkdown } from "./escape.ts";
import { isOfRecord } from "./evidence-facts.ts";
import { EvidenceWriter } from "./evidence-writer.ts";
import type { FactsFile } from "./facts.ts";
import { disputesOf } from "./disputes.ts";
import { dataDigest, hashInputs } from "./inputs.ts";
import type { Language } from "./language.ts";
import { namesOf, subjectNamesOf } from "./naming.ts";
import { planStory, type Plan } from "./plan.ts";
import { ArticlePrinter } from "./printer.ts";
import { Recorder } from "./recorder.ts";
import { choose } from "./rotation.ts";
import { sourcesSection } from "./sources.ts";
import type { Story } from "./story.ts";
import { Writer } from "./writer.ts";

/** A draft as it is written: `<slug>.md` and `<slug>.facts.json`. */
export interface Draft {
  readonly slug: string;
  readonly frontMatter: FrontMatter;
  readonly body: string;
  /** Front matter and body as the file's text. */
  readonly markdown: string;
  readonly facts: FactsFile;
}

/** What does not change from edition to edition. */
export interface Desk {
  readonly language: Language;
  readonly languageCode: string;
  readonly scales: ReadonlyMap<string, Scale>;
  /** Digest of the language and the scales, for the hash of an article's inputs. */
  readonly digest: string;
}

/** Tags of one article; those of the most salient findings come first. */
const MOST_TAGS = 8;

/** The words by which every edition is written. */
export function deskOf(
  language: Language,
  languageCode: string,
  scales: ReadonlyMap<string, Scale>,
): Desk {
  return {
    language,
    languageCode,
    scales,
    digest: digest(JSON.stringify([language.digest, ...scales.values()])),
  };
}

/**
 * Writes a story about the edition's findings.
 * @returns undefined when the story does not run today.
 */
export function compose(
  story: Story,
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): Draft | undefined {
  const plan = planStory(story, findings, edition.day);
  if (!plan) return undefined;
  const data = dataDigest(edition);
  const recorder = new Recorder();
  const { title, description, body } = write(story, plan, edition, desk, recorder);
  const facts = recorder.facts();
  const inputs = hashInputs(data, facts, [
    desk.digest,
    story.digest,
    ...new Set(plan.printed.map((each) => each.narrative.digest)),
    ...facts.filter(isOfRecord).map(({ ref, value }) => `${ref}=${value}`),
  ]);
  const tags = [
    ...new Set([...story.tags, ...plan.printed.flatMap((each) => each.narrative.tags)]),
  ].slice(0, MOST_TAGS);
  const subjects = [...new Set(facts.flatMap((fact) => fact.subjects))];
  const cutoff = instantText(edition.view.instant);
  const frontMatter: FrontMatter = {
    title,
    description,
    date: cutoff,
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
    slug: story.id,
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
        ...namesOf(catalogue, `${title} ${description} ${body}`),
        ...plan.printed.map(({ narrative }) => narrative.id).filter((id) => /\d/.test(id)),
      ],
      subjects: subjectNamesOf(catalogue, subjects),
      facts,
      sentences: recorder.sentences(),
      ...disputesOf(facts, edition),
      findings: plan.printed.map((each) => ({
        narrative: each.narrative.id,
        bindings: Object.fromEntries(boundEntries(each)),
        salience: Number(each.salience.toFixed(2)),
      })),
    },
  };
}

interface Written {
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

/** The texts of an article. Facts are numbered in the order in which the blocks are settled here. */
function write(
  story: Story,
  plan: Plan,
  edition: Edition,
  desk: Desk,
  recorder: Recorder,
): Written {
  const { headings } = desk.language;
  const drafter = new Drafter(edition, desk.language);
  const evidence = new EvidenceWriter(drafter, recorder, story.id);
  const writer = new Writer(
    story,
    plan,
    drafter,
    new ArticlePrinter(drafter, recorder, desk.scales),
    evidence,
  );
  const settle = (block: string): string => recorder.settle(block);
  const title = unescapeMarkdown(settle(writer.part(plan.lead, "headline") ?? ""));
  const description = unescapeMarkdown(settle(writer.summaries().join(" ")));
  const sections = plan.sections.flatMap((section) => {
    const paragraphs = writer.paragraphs(section.groups);
    if (paragraphs.length === 0) return [];
    const heading = choose(section.titles, edition.day, section.titles[0] as string);
    return [`## ${heading}`, ...paragraphs].map(settle);
  });
  const closing = [...writer.watch(), ...writer.questions()].map(settle);
  const facts = [...recorder.facts()];
  const body = [
    settle(`*${writer.own(story.sourceLine, facts)}*`),
    ...sections,
    ...closing,
    `## ${headings.sources}`,
    settle(sourcesSection(facts, drafter, recorder, evidence.lines())),
    `## ${headings.disclosure}`,
    settle(writer.own(story.disclosure, facts) ?? ""),
  ];
  return { title, description, body: `\n${body.join("\n\n")}\n` };
}

function boundEntries(finding: Finding): [string, string][] {
  return [...finding.bound].flatMap(([name, bound]): [string, string][] => {
    if (bound.as === "pair") return [];
    return [[name, bound.as === "subject" ? bound.subject.id : bound.claim.id]];
  });
}
