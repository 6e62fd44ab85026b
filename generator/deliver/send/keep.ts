import type { DeliveryTable, Kept } from "../../store/mail/deliveries.ts";
import type { Mailing } from "../message/mailing.ts";

/** As the ledger calls what goes out by mail. */
export const MAIL = "mail";

/** Stands for the answer of what a person says went out. */
export const BY_HAND = "settled by hand: it went out";

/** A mailing as it counts. */
export interface KeptMailing {
  readonly mailing: Mailing;
  /** As the ledger has it. */
  readonly body: string;
  /** Everybody whom it is to go to stands in the ledger. */
  readonly isQueued: boolean;
  /** The issue is another by now, and goes on as it was when its first mail went out. */
  readonly isOlder: boolean;
}

/** Keeps a mailing with the ledger, so that all get the same; once a mail has gone out, the one that is kept stays. */
export async function keepMailing(
  deliveries: DeliveryTable,
  mailing: Mailing,
): Promise<KeptMailing> {
  return opened(await deliveries.keep(MAIL, mailing.issue.id, written(mailing)), mailing);
}

/** What is kept of the issue of a mailing by now, whoever has put it there; this one where nothing is. */
export async function takeMailing(
  deliveries: DeliveryTable,
  mailing: Mailing,
): Promise<KeptMailing> {
  const kept = await deliveries.kept(MAIL, mailing.issue.id);
  return kept ? opened(kept, mailing) : keepMailing(deliveries, mailing);
}

function opened({ body, isQueued }: Kept, { issue }: Mailing): KeptMailing {
  const mailing = read(body);
  return { mailing, body, isQueued, isOlder: mailing.issue.digest !== issue.digest };
}

/** The mailing of an issue as it is kept; undefined where there is none, or not everybody whom it is to go to stands in the ledger. */
export async function queuedMailing(
  deliveries: DeliveryTable,
  item: string,
): Promise<KeptMailing | undefined> {
  const kept = await deliveries.kept(MAIL, item);
  if (kept?.isQueued !== true) return undefined;
  return { mailing: read(kept.body), ...kept, isOlder: false };
}

function written(mailing: Mailing): string {
  const images = mailing.issue.images.map((image) => ({
    ...image,
    body: Buffer.from(image.body).toString("base64"),
  }));
  return JSON.stringify({ ...mailing, issue: { ...mailing.issue, images } });
}

function read(body: string): Mailing {
  const mailing = JSON.parse(body) as Mailing;
  const images = mailing.issue.images.map((image) => ({
    ...image,
    body: Buffer.from(image.body as unknown as string, "base64"),
  }));
  return { ...mailing, issue: { ...mailing.issue, images } };
}
