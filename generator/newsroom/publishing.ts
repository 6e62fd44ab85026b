import { join } from "node:path";
import { isDay } from "../base/day.ts";
import type { Editions } from "../articles/approved.ts";
import { editionsLock } from "../articles/editions.ts";
import { recover } from "../articles/record.ts";
import { asPublishedAt, recordPublished, withoutSilent } from "../articles/release.ts";
import { spanned } from "../world/spans.ts";
import { withLock, withLockSync } from "../world/lock.ts";
import { openRecords, type RecordOffice } from "../narrate/evidence/records.ts";
import { gather } from "../gather/gather.ts";
import type { Store } from "../store/store.ts";
import type { SiteKit } from "./kit.ts";
import { openCheckRoom } from "./check-room.ts";
import type { CheckRoom, Newsroom } from "./newsroom.ts";
import { makeEdition, type Made } from "./pipeline.ts";
import { rechecker } from "./recheck.ts";
import { heldByTrail, lastRows, recordReleases } from "./by-trail.ts";
import { releaseOverdue } from "./overdue.ts";
import { guestHolder } from "./guests.ts";
import type { HoldGuest } from "../publish/model/guest-articles.ts";
import type { Background } from "../publish/model/background.ts";
import { loadFootnoteWords } from "../publish/theme/footnote-words.ts";
import {
  drawAhead,
  publish,
  type FileShare,
  type PublishOptions,
  type PublishSummary,
} from "../publish/publish.ts";
import { putOnline } from "../publish/release/online.ts";
import { loadRuleWords } from "../publish/theme/rule-words.ts";

/**
 * Makes and shows the site of the approved articles, with the data and rules behind them, to readers: what they may have seen by then
 * is noted when all is made, and before any of it is shown.
 * A text that was changed after it was published, without a notice, is held back. Where the publication has a place online, it goes there too.
 */
export function publishEditions(
  newsroom: Newsroom<SiteKit>,
  store: Store,
  options: Pick<PublishOptions, "search" | "progress"> = {},
): Promise<PublishSummary> {
  return spanned(newsroom.world, "publish", {}, async (tell) => {
    const summary = await makeAndShow(newsroom, store, options);
    const { articles, held } = summary;
    tell({ "bellwether.articles": articles, "bellwether.articles.held": held.length });
    return summary;
  });
}

/**
 * Draws a share of the files that `publishEditions` would make now and readers do not see yet, for the next one to find them drawn. Nothing is
 * released, noted or shown.
 * @returns how many.
 */
export async function drawShare(
  newsroom: Newsroom<SiteKit>,
  store: Store,
  share: FileShare,
): Promise<number> {
  const { world, publication } = newsroom;
  const office = await openRecords(newsroom, store);
  const release = releaser(newsroom, office, await lastRows(store), world.now());
  const options = { ...siteOptions(newsroom, office), release, search: true };
  const drawn = await drawAhead(world, publication, options, share);
  await office.keep();
  return drawn;
}

/** What the site is made with beside its articles. */
function siteOptions(newsroom: Newsroom<SiteKit>, office: RecordOffice) {
  return {
    background: backgroundOf(newsroom, office),
    releaseElsewhere: releaserElsewhere(newsroom),
    holdGuest: guestHolder(newsroom, office.archive),
  } satisfies PublishOptions;
}

/** Holds back what may not go out at an instant. @param last rows of the trail */
function releaser(
  newsroom: Newsroom,
  { archive }: RecordOffice,
  last: Awaited<ReturnType<typeof lastRows>>,
  at: number,
): (editions: Editions) => Editions {
  const { world, publication } = newsroom;
  const recheck = rechecker(newsroom, archive);
  return (editions) =>
    withoutSilent(world, publication.home, recheck(heldByTrail(last, asPublishedAt(at, editions))));
}

async function makeAndShow(
  newsroom: Newsroom<SiteKit>,
  store: Store,
  options: Pick<PublishOptions, "search" | "progress">,
): Promise<PublishSummary> {
  const office = await openRecords(newsroom, store);
  const made = siteOptions(newsroom, office);
  const { world, publication } = newsroom;
  const { home } = publication;
  const whileLocked = <T>(work: () => Promise<T>): Promise<T> =>
    withLock("The folder of editions", editionsLock(home), work);
  await whileLocked(async () => {
    await recover(world, home, store);
    await releaseOverdue(newsroom, store);
  });
  const at = world.now();
  const holdBack = releaser(newsroom, office, await lastRows(store), at);
  let released: Editions | undefined;
  const release = (editions: Editions): Editions => (released = holdBack(editions));
  const beforeShown = (): void =>
    withLockSync("The folder of editions", editionsLock(home), () =>
      recordPublished(world, home, released?.articles ?? [], at),
    );
  const summary = await publish(world, publication, {
    ...options,
    ...made,
    release,
    beforeShown,
  });
  const out = released;
  if (out) await whileLocked(() => recordReleases(world, home, store, out));
  await office.keep();
  const online = await putOnline(world, publication);
  return online === undefined ? summary : { ...summary, online };
}

/**
 * Makes and shows the site again and again to who works on it: nothing is noted as seen by readers. What was made of an article serves
 * as long as neither it nor the newsroom nor the store has changed.
 */
export function publisher(
  store: Store,
): (
  newsroom: Newsroom<SiteKit>,
  options?: Pick<PublishOptions, "search">,
) => Promise<PublishSummary> {
  let known:
    | {
        readonly newsroom: Newsroom<SiteKit>;
        readonly version: string;
        readonly office: RecordOffice;
        readonly background: Background;
        readonly recheck: NonNullable<PublishOptions["release"]>;
        readonly holdGuest: HoldGuest;
      }
    | undefined;
  return async (newsroom, options = {}) => {
    const version = await store.version();
    if (known?.newsroom !== newsroom || known.version !== version) {
      const office = await openRecords(newsroom, store);
      const background = backgroundOf(newsroom, office);
      known = {
        newsroom,
        version,
        office,
        background,
        recheck: rechecker(newsroom, office.archive),
        holdGuest: guestHolder(newsroom, office.archive),
      };
    }
    const { office, background, recheck, holdGuest } = known;
    const summary = await publish(newsroom.world, newsroom.publication, {
      ...options,
      background,
      release: recheck,
      releaseElsewhere: releaserElsewhere(newsroom),
      holdGuest,
    });
    await office.keep();
    return summary;
  };
}

/** Makes the newest edition there is again, from the data, rules and words as they are now; undefined where there is none. */
export async function remakeNewest(newsroom: Newsroom, store: Store): Promise<Made | undefined> {
  const { world, publication } = newsroom;
  await gather(world, publication, store);
  const day = world.files.list(join(publication.home, "content/editions")).findLast(isDay);
  return day === undefined ? undefined : makeEdition(newsroom, store, day);
}

/** Holds articles of the same publication in another language to their facts: its store is its own, and stays closed. */
function releaserElsewhere({
  world,
  kit,
  publication,
}: CheckRoom): NonNullable<PublishOptions["releaseElsewhere"]> {
  return (other, editions) =>
    rechecker(openCheckRoom(world, other.home, kit), undefined, publication.home)(editions);
}

/** The data and the rules behind the articles of a publication. */
export function backgroundOf(newsroom: Newsroom<SiteKit>, office: RecordOffice): Background {
  const { kit, world, publication, narratives, scales, vocabulary, desk } = newsroom;
  const { home, language, catalogue } = publication;
  const ruleWords = loadRuleWords(world, home, language);
  return {
    kit,
    view: office.archive.view,
    fingerprints: office.archive.fingerprints,
    narratives,
    // What the language has no words for is called by those of the scale itself.
    scales: new Map([...scales, ...desk.scales]),
    vocabulary,
    language: desk.language,
    notes: loadFootnoteWords(world, home, language, desk.language, catalogue.units),
    ...(ruleWords ? { ruleWords } : {}),
    evidence: (edition) => office.upTo(edition.day).for(edition),
  };
}
