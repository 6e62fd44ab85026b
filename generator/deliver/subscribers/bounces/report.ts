import type { Instant } from "../../../base/day.ts";
import type { Subscriber, SubscriberTable } from "../../../store/mail/subscribers.ts";
import { readAddress } from "../address.ts";
import type { Membership, Returned } from "../membership.ts";

/** What a server or a provider says has become of one mail to one recipient. */
export interface Report extends Returned {
  /** Whom the mail's own signed links say that it was for. */
  readonly id?: string;
  /** Whom the report names, the likeliest first: a mail that was passed on bounces at another address. */
  readonly addresses: readonly string[];
  /** The enhanced status code (RFC 3463), or what the server said, in one line. */
  readonly said: string;
}

/** What a report has led to. */
export interface Applied {
  readonly report: Report;
  /** Undefined where nobody here is meant, so that it was left alone. */
  readonly subscriber?: Subscriber;
  /** Whether the subscriber's state is another than before. */
  readonly isChanged: boolean;
}

/** Takes a report over. One that comes again changes nothing. */
export async function applyReport(
  table: SubscriberTable,
  membership: Membership,
  report: Report,
): Promise<Applied> {
  const subscriber = await meant(table, report);
  if (!subscriber) return { report, isChanged: false };
  const isChanged = await membership.returned(subscriber.id, report);
  return { report, subscriber, isChanged };
}

async function meant(table: SubscriberTable, report: Report): Promise<Subscriber | undefined> {
  if (report.id !== undefined) return table.byId(report.id);
  const normal = report.addresses
    .map(readAddress)
    .flatMap((each) => (typeof each === "string" ? [] : [each.normal]));
  const found = await table.byAddress(normal);
  return normal.map((each) => found.get(each)).find((each) => each !== undefined);
}

/** An instant that a report names; `now` where it names none, or one that has not come. */
export function reportedAt(text: string | undefined, now: Instant): Instant {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? now : Math.min(at, now);
}
