import { mistake } from "../base/problem.ts";
import { tableLines } from "../base/table.ts";
import { readName } from "../deliver/subscribers/address.ts";
import { languageOf, timeZoneOf } from "../deliver/subscribers/exchange/import.ts";
import { mailboxOf } from "../deliver/subscribers/key.ts";
import { newId } from "../deliver/subscribers/membership.ts";
import type { Subscriber, SubscriberState } from "../store/mail/subscribers.ts";
import type { Answer, Call } from "./call.ts";
import {
  addressTyped,
  usualWishes,
  withSubscribers,
  type SubscriberRoom,
} from "./subscriber-room.ts";

const PAGE = 1000;

/** What is told of somebody new. */
export interface NewSubscriber {
  readonly name?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly consent?: string;
}

/** Everybody, or those in one state. */
export function listSubscribers(call: Call, state?: SubscriberState): Promise<Answer> {
  return withSubscribers(call, async ({ store: { subscribers } }) => {
    const found: Subscriber[] = [];
    for (;;) {
      const after = found.at(-1)?.id ?? "";
      const page = await subscribers.page({ ...(state && { state }), after, limit: PAGE });
      found.push(...page);
      if (page.length < PAGE) break;
    }
    const counts = await subscribers.counts();
    const rows = found.map((each) => [
      each.address,
      each.state,
      each.language,
      each.formats.join(", "),
      each.name ?? "",
    ]);
    const total = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`);
    const lines = [
      ...(rows.length === 0
        ? []
        : tableLines([["address", "state", "language", "formats", "name"], ...rows])),
      total.length === 0 ? "There are no subscribers." : `${total.join(", ")}.`,
    ];
    return { status: 0, lines, value: { counts, subscribers: found } };
  });
}

/** Puts somebody on the list: active where it is told where they agreed, else pending. */
export function addSubscriber(call: Call, typed: string, about: NewSubscriber): Promise<Answer> {
  const { address, normal } = addressTyped(typed);
  return withSubscribers(call, async ({ publication, store, key }) => {
    const mailbox = mailboxOf(key, normal);
    const listed = (await store.subscribers.suppressed([mailbox.mark])).get(mailbox.mark);
    if (listed)
      throw mistake({
        code: "suppressed",
        message: `${address} is on the suppression list since ${listed.at.slice(0, 10)}: ${listed.why}.`,
        advice: "They can sign up again themselves at the sign-up page, unless they complained.",
      });
    const at = new Date(call.world.now()).toISOString();
    const name = readName(about.name ?? "");
    const origin = readName(about.consent ?? "");
    const usual = usualWishes(publication);
    const subscriber: Subscriber = {
      ...usual,
      id: newId(),
      address,
      ...(name === undefined ? {} : { name }),
      language: known("language", about.language, languageOf) ?? usual.language,
      timeZone: known("time zone", about.timeZone, timeZoneOf) ?? usual.timeZone,
      tags: [],
      state: origin === undefined ? "pending" : "active",
      ...(origin === undefined ? {} : { consent: { at, origin } }),
    };
    const added = await store.subscribers.add([
      { ...subscriber, mailbox, at, why: "added by hand" },
    ]);
    if (added.size === 0)
      throw mistake({
        code: "subscriber-exists",
        message: `${address} is on the list already.`,
        advice: "`bellwether subscriber show` tells what is known of them.",
      });
    const rest =
      subscriber.state === "active"
        ? "is subscribed."
        : "is pending: say with --consent where they agreed, or ask them: bellwether subscriber confirm.";
    return { status: 0, lines: [`${address} ${rest}`], value: { subscriber } };
  });
}

function known(
  what: string,
  text: string | undefined,
  read: (text: string) => string | undefined,
): string | undefined {
  if (text === undefined) return undefined;
  const value = read(text);
  if (value !== undefined) return value;
  throw mistake({ code: "call", message: `"${text}" is no ${what}.` });
}

/** All that is known of somebody. */
export function showSubscriber(call: Call, typed: string): Promise<Answer> {
  return withSubscribers(call, async (room) => {
    const subscriber = await subscriberNamed(room, typed);
    const history = await room.store.subscribers.history(subscriber.id);
    const { consent } = subscriber;
    const lines = tableLines([
      ["address", subscriber.address],
      ["name", subscriber.name ?? ""],
      ["state", subscriber.state],
      ["language", subscriber.language],
      ["time zone", subscriber.timeZone],
      ["formats", subscriber.formats.join(", ")],
      ["topics", subscriber.tags.join(", ") || "all"],
      ["consent", consent === undefined ? "none" : `${consent.at}, ${consent.origin}`],
      ...history.map(({ at, state, why }) => [at, `${state}: ${why}`]),
    ]);
    return { status: 0, lines, value: { subscriber, history } };
  });
}

const DONE = {
  pause: "gets nothing until they resume.",
  resume: "gets mail again.",
  remove: "is off the list.",
  forget: "is forgotten: a keyed hash on the suppression list is all that is left.",
} as const;

/** Does something with one subscriber. */
export function changeSubscriber(
  call: Call,
  act: keyof typeof DONE,
  typed: string,
): Promise<Answer> {
  return withSubscribers(call, async (room) => {
    const { membership } = room;
    const subscriber = await subscriberNamed(room, typed);
    const { id, address, state } = subscriber;
    const why = "by hand";
    const isDone =
      act === "remove"
        ? await membership.remove(subscriber)
        : act === "forget"
          ? await membership.forget(id)
          : await membership[act](id, why);
    if (!isDone)
      throw mistake({
        code: "not-subscribed",
        message: `${address} is ${state}, so that there is nothing to ${act}.`,
        advice:
          act === "resume"
            ? "Whoever left or complained can only come back themselves."
            : "Nothing was changed.",
      });
    return { status: 0, lines: [`${address} ${DONE[act]}`], value: { act, id } };
  });
}

async function subscriberNamed({ store }: SubscriberRoom, typed: string): Promise<Subscriber> {
  const { address, normal } = addressTyped(typed);
  const found = (await store.subscribers.byAddress([normal])).get(normal);
  if (found) return found;
  throw mistake({
    code: "unknown-subscriber",
    message: `Nobody subscribes with ${address}.`,
    advice: "`bellwether subscriber list` shows who does.",
  });
}
