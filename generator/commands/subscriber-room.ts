import { mistake } from "../base/problem.ts";
import { readAddress, faultWords, type ReadAddress } from "../deliver/subscribers/address.ts";
import { mailKey } from "../deliver/subscribers/key.ts";
import { membershipOf, type Membership } from "../deliver/subscribers/membership.ts";
import { exampleMail } from "../publication/mail/mail-settings.ts";
import { loadPublication, type Publication } from "../publication/publication.ts";
import { openMailStore } from "../store/mail/open.ts";
import type { MailStore } from "../store/mail/mail-store.ts";
import type { Call } from "./call.ts";

/** What commands about subscribers work with. */
export interface SubscriberRoom {
  readonly publication: Publication;
  readonly store: MailStore;
  readonly key: string;
  readonly membership: Membership;
}

/** Opens the mail store of a publication for as long as `work` takes. */
export async function withSubscribers<T>(
  { world, home, kit, ...options }: Call,
  work: (room: SubscriberRoom) => Promise<T>,
): Promise<T> {
  const publication = loadPublication(world, home, kit, options);
  const key = mailKey(world, home);
  const store = await openMailStore(world, home);
  try {
    const membership = membershipOf(world, store.subscribers, key);
    return await work({ publication, store, key, membership });
  } finally {
    await store.close();
  }
}

/** What somebody new gets where nothing is said of it. */
export function usualWishes(publication: Publication) {
  const { formats } = publication.mail ?? exampleMail(publication);
  return { language: publication.language, timeZone: "Etc/UTC", formats: formats.slice(0, 1) };
}

/** Reads an address that was typed. @throws Failure (2) for what is none */
export function addressTyped(text: string): ReadAddress {
  const address = readAddress(text);
  if (typeof address !== "string") return address;
  throw mistake({
    code: "mail-address",
    message: `"${text}" is no mail address: ${faultWords(address)}.`,
    advice: "Give one such as name@example.org, without a name or brackets.",
  });
}
