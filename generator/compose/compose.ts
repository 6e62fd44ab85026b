import type { Draft } from "../articles/draft.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Finding } from "../narrate/narrate.ts";
import { attemptsBy } from "./attempts.ts";
import type { Desk } from "./desk.ts";
import { draftOf, withHash } from "./draft.ts";
import { dataDigest } from "./inputs.ts";
import type { Cast } from "./plan/cast.ts";
import type { Story } from "./plan/story.ts";
import { NOTHING_TRIED, writersAfter, type TriedAhead } from "./ready.ts";

/** What stories gave: their articles, and why each that they could have given and did not is left out. */
export interface Composed {
  readonly drafts: Draft[];
  /** Those of the drafts that were written ahead. */
  readonly ready: ReadonlySet<Draft>;
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
 * @param ahead what was tried ahead; the articles are the same with it and without.
 */
export function compose(
  stories: readonly Story[],
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
  ahead: TriedAhead = NOTHING_TRIED,
): Composed {
  const data = dataDigest(edition, desk.bindables);
  const narratives = new Map(findings.map(({ narrative: { id, digest } }) => [id, digest]));
  const ground = { data, desk, narratives };
  const attempts = [...attemptsBy(writersAfter(ahead), stories, findings, edition, desk)].flatMap(
    ([story, its]) => its.map(({ cast, fitting, isDue }) => ({ story, cast, fitting, isDue })),
  );
  const drafts: Draft[] = [];
  const ready = new Set<Draft>();
  for (const { story, fitting } of attempts) {
    if (!fitting.ok) continue;
    const isReady = "draft" in fitting;
    const draft = withHash(isReady ? fitting.draft : draftOf(fitting), { ...ground, story });
    drafts.push(draft);
    if (isReady) ready.add(draft);
  }
  return {
    drafts,
    ready,
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
