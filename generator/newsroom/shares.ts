import { formatArticle } from "../articles/article.ts";
import type { Day } from "../base/day.ts";
import { checkAlone, type CheckedAlone } from "../check/check.ts";
import { writeAhead, type Tried, type TriedAhead } from "../compose/ready.ts";
import { digestOfUses, type Use } from "../measure/input-log.ts";
import type { Edition } from "../narrate/edition.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import { subjectsByThemselves } from "../narrate/by-itself.ts";
import { findingsTold, narrate, type Finding, type ToldFinding } from "../narrate/narrate.ts";
import type { Subject } from "../publication/catalogue.ts";
import type { Store } from "../store/store.ts";
import type { Newsroom } from "./newsroom.ts";
import { openEdition } from "./open-edition.ts";

/** One of the shares into which the subjects of an edition are parted. */
export interface SubjectShare {
  /** From 1 on. */
  readonly part: number;
  readonly of: number;
}

/** What is made of a share of an edition's subjects, whoever makes the others; plain data. */
export interface MadeShare {
  /** What holds of these subjects, and of those that all shares have. */
  readonly findings: readonly ToldFinding[];
  /** What was read to tell that. */
  readonly uses: readonly Use[];
  readonly articles: readonly TriedArticle[];
}

/** An article that was tried ahead, with what the check says of it by itself where it was written. */
export type TriedArticle = Tried & { readonly checked?: CheckedAlone };

/** What was made of all shares of an edition. */
export interface Ahead {
  readonly tried: TriedAhead;
  checked(story: string, slug: string): CheckedAlone | undefined;
  /** The edition and its findings, as they are where nobody has made anything of it ahead. */
  joined(
    newsroom: Pick<Newsroom, "narratives">,
    opened: Edition,
  ): { readonly edition: Edition; readonly findings: Finding[] };
}

/**
 * A share writes articles ahead of a story with a budget where at least one for so many subjects of the edition is its: whoever writes works out the
 * records of all.
 */
const SUBJECTS_A_NOTE = 50;

/** The subjects of a publication that can be parted: of the others every share is told. */
export function partedSubjects({
  publication,
  narratives,
  stories,
}: Pick<Newsroom, "publication" | "narratives" | "stories">): Subject[] {
  return subjectsByThemselves([...narratives, ...stories], publication.catalogue);
}

/** Measures and narrates a share of an edition's subjects, and writes and checks the articles about each of them. */
export async function makeShare(
  newsroom: Newsroom,
  store: Store,
  day: Day,
  { part, of }: SubjectShare,
): Promise<MadeShare> {
  const { stories, desk, vocabulary, publication } = newsroom;
  const parted = partedSubjects(newsroom).map(({ id }) => id);
  const own = new Set(parted.filter((_, at) => at % of === part - 1));
  const others = new Set(parted).difference(own);
  const office = await openRecords(newsroom, store);
  const edition = openEdition(newsroom, day, office.upTo(day));
  const findings = narrate(newsroom.narratives, edition, ({ id }) => !others.has(id));
  // What writing reads is no part of what tells the findings.
  const uses = edition.signals.uses();
  const tried = writeAhead(
    {
      of,
      isOwn: ({ subjects }) => subjects.some((id) => own.has(id)),
      fewest: parted.length / SUBJECTS_A_NOTE,
    },
    stories,
    findings,
    edition,
    desk,
  );
  const articles = tried.map((each): TriedArticle => {
    if (!each.fitting.ok) return each;
    const { slug, frontMatter, body, facts } = each.fitting.draft;
    const text = formatArticle(frontMatter, body);
    const article = { text, file: `${slug}.md`, facts };
    return { ...each, checked: checkAlone(article, vocabulary, publication.catalogue) };
  });
  await office.keep();
  return { findings: findings.map(({ key, salience }) => ({ key, salience })), uses, articles };
}

/** What all shares of an edition make together. */
export function aheadOf(shares: readonly MadeShare[]): Ahead {
  const articles = new Map(
    shares.flatMap((share) => share.articles.map((each) => [nameOf(each.story, each.slug), each])),
  );
  return {
    tried: (story, slug) => articles.get(nameOf(story, slug)),
    checked: (story, slug) => articles.get(nameOf(story, slug))?.checked,
    joined({ narratives }, opened) {
      const edition: Edition = {
        day: opened.day,
        view: opened.view,
        ...(opened.evidence && { evidence: opened.evidence }),
        get before() {
          return opened.before!;
        },
        signals: {
          ...opened.signals,
          digest: () =>
            digestOfUses(
              shares.flatMap(({ uses }) => uses),
              (series) => opened.view.history(series),
            ),
        },
      };
      const told = shares.flatMap(({ findings }) => findings);
      return { edition, findings: findingsTold(told, narratives, edition) };
    },
  };
}

function nameOf(story: string, slug: string): string {
  return `${story} ${slug}`;
}
