import { formatArticle, textHash, type FrontMatter } from "../articles/article.ts";
import type { Draft } from "../articles/draft.ts";
import type { Edition } from "../narrate/edition.ts";
import { boundIds, type Finding } from "../narrate/narrate.ts";
import { attemptsAt } from "./attempts.ts";
import type { Desk } from "./desk.ts";
import { disputesOf } from "./disputes.ts";
import { isOfRecord } from "./evidence/evidence-facts.ts";
import { dataDigest, hashInputs } from "./inputs.ts";
import type { Cast } from "./plan/cast.ts";
import type { Story } from "./plan/story.ts";
import { instantText } from "./print/drafting.ts";
import { namesOf, subjectNamesOf } from "./print/naming.ts";
import type { Fitting } from "./write/fit.ts";

/** Tags of one article; those of the most salient findings come first. */
const MOST_TAGS = 8;

/** What stories gave: their articles, and why each that they could have given and did not is left out. */
export interface Composed {
  readonly drafts: Draft[];
  readonly leftOut: readonly LeftOut[];
  /** Whether any story was due: by the day, and with the news that it waits for. */
  readonly isDue: boolean;
}

/** An article that a due story did not come to. */
export interface LeftOut {
  readonly slug: string;
  readonly why: string;
  /** Whether its story is to be written whenever it is due, as a wrap of the day: its lead needs no salience, and it is about the whole edition. */
  readonly isExpected: boolean;
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
  const attempts = [...attemptsAt(stories, findings, edition, desk)].flatMap(([story, its]) =>
    its.map(({ cast, fitting, isDue }) => ({ story, cast, fitting, isDue })),
  );
  return {
    drafts: attempts.flatMap(({ fitting }) => (fitting.ok ? [draftOf(fitting, data)] : [])),
    leftOut: attempts.flatMap(({ story, cast, fitting }) =>
      fitting.ok
        ? []
        : [{ slug: cast.slug, why: fitting.why, isExpected: isExpected(story, cast) }],
    ),
    isDue: attempts.some(({ isDue }) => isDue),
  };
}

function isExpected({ lead, runs }: Story, { subjects }: Cast): boolean {
  const waits = typeof runs !== "string" && "new" in runs;
  return lead !== undefined && lead.least <= 0 && !waits && subjects.length === 0;
}

function draftOf(
  { story, cast, edition, desk, plan, recorder, written }: Fitting,
  data: string,
): Draft {
  const { title, description, body, disclosure, headlines } = written;
  const facts = recorder.facts();
  const told = [
    ...plan.printed,
    ...plan.watched,
    ...plan.spare.filter((each) => written.watched.includes(each)),
  ];
  const inputs = hashInputs(data, facts, [
    desk.digest,
    story.digest,
    ...new Set(told.map((each) => each.narrative.digest)),
    ...headlines.map((each) => JSON.stringify(each)),
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
