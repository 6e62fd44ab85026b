import { randomBytes } from "node:crypto";
import type { Instant } from "../../base/day.ts";
import type {
  Subscriber,
  SubscriberState,
  SubscriberTable,
  Wishes,
} from "../../store/mail/subscribers.ts";
import type { World } from "../../world/world.ts";
import { normalOf, type ReadAddress } from "./address.ts";
import { mailboxOf } from "./key.ts";

const DAY_MS = 86_400_000;

/** Confirmations that one mailbox is asked for in a day. */
const CONFIRMATIONS_A_DAY = 3;

/** Soft bounces, and the days within which so many are taken for a mailbox that is gone. */
const SOFT_BOUNCES = { most: 5, days: 30 } as const;

/** Days after which somebody who signed up and never confirmed is removed: perhaps it was not they. */
const UNCONFIRMED_DAYS = 30;

/** Why somebody is pending who came by themselves. */
export const SIGN_UP = "sign-up";

/** Those who get mail once they confirm: nobody who gets it already, and nobody who complained of it. */
const MAY_CONFIRM: readonly SubscriberState[] = ["pending", "unsubscribed", "bounced"];

/** What has come back of a mail to a subscriber. */
export interface Returned {
  readonly kind: "hard" | "soft" | "complaint";
  readonly at: Instant;
  /** Tells the report from others. */
  readonly report: string;
}

/** How people come, choose and go, whether by a page, a command or a report. Each act may come again and changes nothing then. */
export interface Membership {
  /** @returns whom to ask for confirmation; undefined where nobody is to be asked, which no stranger may be told. */
  signUp(address: ReadAddress, wishes: Wishes): Promise<Subscriber | undefined>;
  /** @param asked when the confirmation was asked for: it confirms nothing that was taken back since. */
  confirm(id: string, asked: Instant): Promise<Subscriber | undefined>;
  pause(id: string, why: string): Promise<boolean>;
  resume(id: string, why: string): Promise<boolean>;
  unsubscribe(id: string, why: string): Promise<boolean>;
  /** Takes an unsubscription back, by whoever reads the mailbox. */
  subscribeAgain(id: string, origin: string): Promise<boolean>;
  /** Removes all that is known of somebody, and keeps a mark by which no import brings them back. */
  forget(id: string): Promise<boolean>;
  /** Removes somebody; who had left, bounced or complained leaves a mark. */
  remove(subscriber: Subscriber): Promise<boolean>;
  /** @returns whether the state is another than before. */
  returned(id: string, returned: Returned): Promise<boolean>;
  /** Removes those who signed up and have not confirmed in time; whom a publisher put on the list stays until the publisher says otherwise. @returns how many */
  removeUnconfirmed(): Promise<number>;
}

/** A subscriber's id: 128 random bits. */
export function newId(): string {
  return randomBytes(16).toString("base64url");
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** @param key as `mailKey` gives it. */
export function membershipOf(world: World, table: SubscriberTable, key: string): Membership {
  const now = (): string => iso(world.now());
  const to = (state: SubscriberState, why: string) => ({ state, why, at: now() });

  return {
    async signUp({ address, normal }, wishes) {
      const mailbox = mailboxOf(key, normal);
      const listed = (await table.suppressed([mailbox.mark])).get(mailbox.mark);
      if (listed?.why === "complained") return undefined;
      await table.add([{ ...wishes, id: newId(), address, mailbox, ...to("pending", SIGN_UP) }]);
      const subscriber = (await table.byAddress([normal])).get(normal);
      if (!subscriber || !MAY_CONFIRM.includes(subscriber.state)) return undefined;
      const mayAsk = await table.mayConfirm(subscriber.id, {
        at: now(),
        since: iso(world.now() - DAY_MS),
        limit: CONFIRMATIONS_A_DAY,
      });
      return mayAsk ? subscriber : undefined;
    },
    async confirm(id, asked) {
      const subscriber = await table.byId(id);
      if (!subscriber) return undefined;
      const history = await table.history(id);
      const last = history.at(-1);
      if (subscriber.state === "unsubscribed" && last && last.at > iso(asked)) return undefined;
      const hasSignedUp = history.some(({ why }) => why === SIGN_UP);
      const origin = `${hasSignedUp ? SIGN_UP : "asked by mail"}, confirmed by mail`;
      const consent = { at: now(), origin };
      await table.step(id, MAY_CONFIRM, { ...to("active", "confirmation"), consent });
      await table.lift(mailboxOf(key, normalOf(subscriber.address)).mark);
      return table.byId(id);
    },
    pause: (id, why) => table.step(id, ["active"], to("paused", why)),
    resume: (id, why) => table.step(id, ["paused", "bounced"], to("active", why)),
    unsubscribe: (id, why) =>
      table.step(id, ["pending", "active", "paused", "bounced"], to("unsubscribed", why)),
    subscribeAgain: (id, origin) =>
      table.step(id, ["unsubscribed"], {
        ...to("active", "subscribed again"),
        consent: { at: now(), origin },
      }),
    forget: async (id) => (await table.remove([id], { at: now(), why: "forgotten" })) > 0,
    async remove({ id, state }) {
      const hasLeft = state !== "pending" && state !== "active" && state !== "paused";
      return (await table.remove([id], hasLeft ? { at: now(), why: state } : undefined)) > 0;
    },
    async returned(id, { kind, at, report }) {
      if (kind === "complaint") {
        const all: readonly SubscriberState[] = [...MAY_CONFIRM, "active", "paused"];
        return table.step(id, all, to("complained", "complaint"));
      }
      const since = iso(at - SOFT_BOUNCES.days * DAY_MS);
      const soft = await table.bounced(id, { at: iso(at), kind, report }, since);
      if (kind === "soft" && soft < SOFT_BOUNCES.most) return false;
      const why = kind === "hard" ? "hard bounce" : `${soft} soft bounces`;
      return table.step(id, ["pending", "active", "paused"], to("bounced", why));
    },
    async removeUnconfirmed() {
      const before = iso(world.now() - UNCONFIRMED_DAYS * DAY_MS);
      const stale: string[] = [];
      for (let after = ""; ;) {
        const page = await table.page({ state: "pending", after, limit: 500 });
        for (const { id } of page) {
          const last = (await table.history(id)).at(-1);
          if (last?.why === SIGN_UP && last.at < before) stale.push(id);
        }
        if (page.length < 500) break;
        after = page.at(-1)!.id;
      }
      return stale.length === 0 ? 0 : table.remove(stale);
    },
  };
}
