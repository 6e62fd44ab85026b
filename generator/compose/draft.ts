import { formatArticle, textHash, type FrontMatter } from "../articles/article.ts";
import type { Draft } from "../articles/draft.ts";
import { boundIds } from "../narrate/narrate.ts";
import type { Desk } from "./desk.ts";
import { disputesOf } from "./disputes.ts";
import { isOfRecord } from "./evidence/evidence-facts.ts";
import { hashInputs } from "./inputs.ts";
import type { Story } from "./plan/story.ts";
import { instantText } from "./print/drafting.ts";
import { namesOf, subjectNamesOf } from "./print/naming.ts";
import type { Fitting } from "./write/fit.ts";

/** Tags of one article; those of the most salient findings come first. */
const MOST_TAGS = 8;

/** Stands for the hash of what an article is made from, as long as it is, until what the rules of all subjects read is known. */
const NOT_HASHED = "0".repeat(16);

/** A draft without the text of its file. */
export type Unhashed = Omit<Draft, "markdown">;

/** What the hash of an article's inputs is over, beside its facts. */
interface HashGround {
  /** Of the data that the rules of the edition read. */
  readonly data: string;
  readonly desk: Desk;
  readonly story: Story;
  /** Digest of a narrative by its id. */
  readonly narratives: ReadonlyMap<string, string>;
}

/** The draft of an article that was put into words, but for the hash of what it is made from. */
export function draftOf({
  story,
  cast,
  edition,
  desk,
  plan,
  recorder,
  written,
}: Fitting): Unhashed {
  const { title, description, body, disclosure, headlines } = written;
  const facts = recorder.facts();
  const told = [
    ...plan.printed,
    ...plan.watched,
    ...plan.spare.filter((each) => written.watched.includes(each)),
  ];
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
    inputs: NOT_HASHED,
    text: textHash({ title, description, tags }, body),
  };
  const { catalogue } = edition.view;
  return {
    slug: cast.slug,
    frontMatter,
    body,
    facts: {
      version: 1,
      edition: edition.day,
      cutoff,
      story: story.id,
      inputs: NOT_HASHED,
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
      ...(headlines.length > 0 && { headlines }),
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

/** A draft with the hash of what it is made from. */
export function withHash(draft: Unhashed, { data, desk, story, narratives }: HashGround): Draft {
  const { body, facts: file } = draft;
  const inputs = hashInputs(data, file.facts, [
    desk.digest,
    story.digest,
    ...new Set(file.findings.map(({ narrative }) => narratives.get(narrative)!)),
    ...(file.headlines ?? []).map((each) => JSON.stringify(each)),
    ...file.facts.filter(isOfRecord).map(({ ref, value }) => `${ref}=${value}`),
  ]);
  const frontMatter = { ...draft.frontMatter, inputs };
  return {
    ...draft,
    frontMatter,
    markdown: formatArticle(frontMatter, body),
    facts: { ...file, inputs },
  };
}
