import { join } from "node:path";
import type { Day } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import type { Draft } from "../articles/draft.ts";
import { checkTogether } from "../check/check.ts";
import type { CheckReport } from "../check/report.ts";
import { compose, type LeftOut } from "../compose/compose.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Records } from "../narrate/evidence/records.ts";
import { narrate } from "../narrate/narrate.ts";
import { staleSeries } from "../store/stale.ts";
import { spanned } from "../world/spans.ts";
import { withDecisions } from "./decisions.ts";
import { isLive } from "./is-live.ts";
import type { Newsroom } from "./newsroom.ts";
import { keepFindings, openEdition } from "./open-edition.ts";
import type { Ahead } from "./shares.ts";

/** A series whose newest value was too old for an edition. */
export interface StaleSeries {
  readonly series: string;
  readonly title: string;
  /** Whether every edition asks for it. */
  readonly required: boolean;
  /** Its newest period; undefined when it holds nothing. */
  readonly last: Day | undefined;
}

/** What an edition says, before any of it is filed; plain data, whichever thread has written it. */
export interface Written {
  readonly drafts: readonly Draft[];
  readonly leftOut: readonly LeftOut[];
  readonly isDue: boolean;
  /** What the check says of each draft. */
  readonly reports: readonly CheckReport[];
  /** The series that were out of date at the cut-off, the required ones first. */
  readonly stale: readonly StaleSeries[];
}

/** The same with what it was written from. */
interface Drafted extends Omit<Written, "stale"> {
  readonly edition: Edition;
}

/**
 * Writes and checks the articles of a day from what was public at its cut-off: measure, narrate, compose, check.
 * @param live whether the articles say what had come by now; told by the day unless given.
 * @param ahead what was made of shares of its subjects: the articles are the same with it and without.
 */
export function draftEdition(
  newsroom: Newsroom,
  day: Day,
  records: Records,
  live = isLive(newsroom, day),
  ahead?: Ahead,
): Drafted {
  const { world } = newsroom;
  const about = { "bellwether.edition": day };
  // Signals are measured as rules ask for them.
  const { edition, findings } = spanned(world, "measure", about, (tell) => {
    const opened = openEdition(newsroom, day, records, live);
    const joined = ahead?.joined(newsroom, opened) ?? {
      edition: opened,
      findings: narrate(newsroom.narratives, opened),
    };
    tell({ "bellwether.findings": joined.findings.length });
    return joined;
  });
  const {
    drafts: composed,
    ready,
    ...due
  } = spanned(world, "compose", about, (tell) => {
    const written = compose(newsroom.stories, findings, edition, newsroom.desk, ahead?.tried);
    tell({ "bellwether.articles": written.drafts.length });
    return written;
  });
  // What it reads of each finding is no part of what the articles were made from, so it comes after them.
  if (!live && !ahead) keepFindings(records, day, findings);
  const drafts = withDecisions(newsroom, edition, composed);
  refuseClash(drafts);
  const reports = spanned(world, "check", about, (tell) => {
    const found = checkTogether(
      drafts.map((draft) => {
        const { markdown: text, slug, facts } = draft;
        const alone = ready.has(draft) ? ahead?.checked(facts.story, slug) : undefined;
        return { text, file: `${slug}.md`, facts, alone };
      }),
      newsroom.vocabulary,
      newsroom.publication.catalogue,
    );
    tell({
      "bellwether.articles": found.length,
      "bellwether.errors": found.reduce((sum, { errors }) => sum + errors, 0),
    });
    return found;
  });
  return { edition, drafts, ...due, reports };
}

/** @throws Failure (2) where two articles would lie in one file: neither is written then. */
function refuseClash(drafts: readonly Draft[]): void {
  const taken = new Map<string, Draft>();
  for (const draft of drafts) {
    const other = taken.get(draft.slug);
    taken.set(draft.slug, draft);
    if (!other) continue;
    const [first, second] = [other, draft].map(
      ({ frontMatter: { story, title } }) => `"${title}" (story ${story})`,
    );
    throw mistake({
      code: "story-slug",
      file: join("content/editions", draft.frontMatter.edition, `${draft.slug}.md`),
      message: `Two articles of the edition would be this one file: ${first} and ${second}.`,
      advice: "Give one of the stories another slug, or what it is about another name.",
    });
  }
}

/** What is filed of an edition. */
export function writtenOf({ edition, drafts, leftOut, isDue, reports }: Drafted): Written {
  return { drafts, leftOut, isDue, reports, stale: endedSeries(edition) };
}

function endedSeries({ view }: Edition): StaleSeries[] {
  return staleSeries(view)
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map(({ id, title, required }) => ({
      series: id,
      title,
      required,
      last: view.history(id).days.at(-1),
    }));
}
