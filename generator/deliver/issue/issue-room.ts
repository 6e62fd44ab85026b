import { heldByTrail, lastRows } from "../../newsroom/by-trail.ts";
import type { SiteKit } from "../../newsroom/kit.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import { backgroundOf } from "../../newsroom/publishing.ts";
import { rechecker } from "../../newsroom/recheck.ts";
import { readEditions, type Editions } from "../../articles/approved.ts";
import { withoutSilent } from "../../articles/release.ts";
import { openRecords } from "../../narrate/evidence/records.ts";
import { gather } from "../../gather/gather.ts";
import { exampleMail, type MailSettings } from "../../publication/mail/mail-settings.ts";
import type { Background } from "../../publish/model/background.ts";
import { siteCharts, type SiteCharts } from "../../publish/charts/site-charts.ts";
import { sectionKindsOf, type SectionKinds } from "../../publish/theme/section-headings.ts";
import type { Archive } from "../../store/archive.ts";
import type { Store } from "../../store/store.ts";
import { loadMailTemplates, type MailTemplates } from "./templates.ts";
import { loadMailWords, type MailWords } from "./mail-words.ts";

/** What a mail is written with. */
export interface MailDesk {
  readonly newsroom: Newsroom<SiteKit>;
  readonly settings: MailSettings;
  readonly background: Background;
  readonly charts: SiteCharts;
  readonly words: MailWords;
  readonly templates: MailTemplates;
  readonly kinds: (language: string) => SectionKinds;
}

/** All that issues are made with. */
export interface IssueRoom extends MailDesk {
  readonly archive: Archive;
  /** Approved articles as they may be shown, those whose hour has not come among them. */
  readonly editions: Editions;
  /** From when on an article of a path may be shown, ISO 8601 UTC, where that is later than now. */
  readonly waiting: ReadonlyMap<string, string>;
  /** Holds articles to their facts and to the store again, as they are before a site shows them. */
  readonly recheck: (editions: Editions) => Editions;
}

/** No article waits for an hour that is later. */
const AT_LAST = Number.MAX_SAFE_INTEGER;

/**
 * Opens all that issues are made with. Where nothing is stored yet, the publication's data are gathered first.
 * @throws Failure (2) naming each mistake in articles, templates and words.
 */
export async function openIssueRoom(newsroom: Newsroom<SiteKit>, store: Store): Promise<IssueRoom> {
  const { world, publication } = newsroom;
  if (await isEmpty(newsroom, store)) await gather(world, publication, store);
  const office = await openRecords(newsroom, store);
  const background = backgroundOf(newsroom, office);
  const all = readEditions({ ...world, now: () => AT_LAST }, publication);
  const { waiting } = readEditions(world, publication);
  return {
    ...(await openMailDesk(newsroom, background)),
    archive: office.archive,
    editions: withoutSilent(world, publication.home, heldByTrail(await lastRows(store), all)),
    waiting: new Map(waiting.map(({ file, from }) => [file, from])),
    recheck: rechecker(newsroom, office.archive),
  };
}

/** Opens what mails are written with. @throws Failure (2) naming each mistake in templates and words. */
export async function openMailDesk(
  newsroom: Newsroom<SiteKit>,
  background: Background,
): Promise<MailDesk> {
  const { world, publication } = newsroom;
  const { home, language } = publication;
  return {
    newsroom,
    settings: publication.mail ?? exampleMail(publication),
    background,
    charts: siteCharts(world, publication, background),
    words: loadMailWords(world, home, language),
    templates: await loadMailTemplates(world, home),
    kinds: sectionKindsOf(world, home),
  };
}

async function isEmpty({ publication }: Newsroom, store: Store): Promise<boolean> {
  const extents = await store.extents(publication.catalogue.series.keys());
  return [...extents.values()].every(({ periods }) => periods === 0);
}
