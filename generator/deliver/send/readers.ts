import type { Instant } from "../../base/day.ts";
import type { MailStore } from "../../store/mail/mail-store.ts";
import type { Subscriber } from "../../store/mail/subscribers.ts";
import type { Waiting } from "../../store/mail/deliveries.ts";
import type { Issue } from "../issue/issue.ts";
import { envelopeOf } from "../message/mailbox.ts";
import { BY_DOMAIN, lanesOf, type Lanes } from "./lanes.ts";
import { nextAt, type WallTime } from "./local-hour.ts";
import { MAIL } from "./keep.ts";

const PAGE = 1000;

/** What a reader has to wait for. */
export interface When {
  readonly now: Instant;
  /** Each reader gets the issue at this time of their own day. */
  readonly at?: WallTime | undefined;
}

/** Whom an issue goes to, page by page: active, of its format and language, and interested in one of its tags. */
export async function* readersOf(
  { subscribers }: Pick<MailStore, "subscribers">,
  issue: Issue,
): AsyncGenerator<readonly Subscriber[]> {
  let after: string | undefined;
  for (;;) {
    const page = await subscribers.page({
      state: "active",
      format: issue.format,
      ...(after === undefined ? {} : { after }),
      limit: PAGE,
    });
    yield page.filter((reader) => wants(reader, issue));
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}

/** Puts everybody whom an issue goes to into the ledger; returns how many are new in it. */
export async function queueReaders(
  store: MailStore,
  issue: Issue,
  when: When,
  lanes: Lanes = BY_DOMAIN,
): Promise<number> {
  let added = 0;
  const at = new Date(when.now).toISOString();
  for await (const page of readersOf(store, issue)) {
    const found = await lanesOf(lanes, page.map(domainOf));
    const waiting = page.map((reader) =>
      waitingOf(reader, found.get(domainOf(reader))!, issue, when),
    );
    added += await store.deliveries.queue(MAIL, issue.id, waiting, at);
  }
  await store.deliveries.queue(MAIL, issue.id, [], at, true);
  return added;
}

/** The domain that a reader's mail goes to. */
export function domainOf({ address }: Subscriber): string {
  return envelopeOf(address)?.domain ?? "";
}

function waitingOf({ id, timeZone }: Subscriber, lane: string, issue: Issue, when: When): Waiting {
  const { now, at } = when;
  const embargo = issue.notBefore === undefined ? now : Date.parse(issue.notBefore);
  const earliest = Math.max(now, embargo);
  const due = at === undefined ? earliest : nextAt(at, timeZone, earliest);
  return due <= now
    ? { recipient: id, lane }
    : { recipient: id, lane, next: new Date(due).toISOString() };
}

function wants({ language, tags }: Subscriber, issue: Issue): boolean {
  const isTheirLanguage = language.split("-")[0] === issue.language.split("-")[0];
  return isTheirLanguage && (tags.length === 0 || tags.some((tag) => issue.tags.includes(tag)));
}
