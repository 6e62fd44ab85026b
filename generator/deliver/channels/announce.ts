import { randomUUID } from "node:crypto";
import type { Problem } from "../../base/problem.ts";
import type { Message, Writing } from "../../newsroom/channel.ts";
import type {
  Delivery,
  DeliveryState,
  DeliveryTable,
  Result,
} from "../../store/mail/deliveries.ts";
import type { World } from "../../world/world.ts";
import { attempt, type Attempted } from "./attempt.ts";
import { partsFor, recipientOf, referenceOf, rowsOf, type Part } from "./ledger.ts";
import { messagesOf, type OpenChannel } from "./open-channels.ts";
import type { Told } from "./posts.ts";

/** All that announcing needs. */
export interface Announcing {
  readonly world: World;
  readonly home: string;
  readonly deliveries: DeliveryTable;
  readonly channels: readonly OpenChannel[];
  readonly figuresOf: Writing["figuresOf"];
  /** Why nothing more of an article may go out, such as that it was withdrawn meanwhile; undefined as long as it may. */
  halted(told: Told): string | undefined;
  /** Resolves when somebody asks to stop: what is on its way is ended. */
  readonly stopped: Promise<void>;
}

/** How far one message of an article is at one channel. */
export interface Announced extends Pick<
  Delivery,
  "channel" | "item" | "recipient" | "state" | "answer" | "next"
> {
  readonly text: string;
  /** It was sent, or tried, by this run. */
  readonly isNew: boolean;
}

/** What a run came to. */
export interface AnnounceReport {
  readonly announced: readonly Announced[];
  /** Channels that take nothing from here: nothing more was sent to them. */
  readonly faults: readonly Problem[];
  /** Why it ended before its end. */
  readonly stopped?: string;
}

/** A wait of up to so long is waited for in the run; one that is longer is left to the next. */
const PATIENCE_MS = 60_000;

/**
 * Tells channels of articles, each message once. It may be killed at any instant, run again and run twice at once; a message of which nobody
 * knows whether it went out is uncertain, and nothing that follows it is sent.
 * @throws Failure (3) when the store fails
 */
export async function announce(
  announcing: Announcing,
  told: readonly Told[],
): Promise<AnnounceReport> {
  const { world, deliveries, channels } = announcing;
  const sender = randomUUID();
  const presence = await deliveries.enter(sender);
  try {
    await deliveries.abandon(new Date(world.now()).toISOString());
    let isStopped = false;
    void announcing.stopped.then(() => (isStopped = true));
    const ended = await Promise.allSettled(
      channels.map(async (channel): Promise<AnnounceReport> => {
        const announced: Announced[] = [];
        for (const each of told.filter((one) => isFor(channel, one))) {
          if (isStopped) break;
          const report = await tellOf(announcing, channel, each, sender);
          announced.push(...report.announced);
          if (report.faults.length > 0) return { announced, faults: report.faults };
        }
        return { announced, faults: [] };
      }),
    );
    // What one channel fails by ends no other in the middle of a message.
    const reports = ended.map((each) => {
      if (each.status === "rejected") throw each.reason;
      return each.value;
    });
    return {
      announced: reports.flatMap(({ announced }) => announced),
      faults: reports.flatMap(({ faults }) => faults),
      ...(isStopped ? { stopped: "somebody asked to stop; the same command goes on" } : {}),
    };
  } finally {
    await presence.leave();
  }
}

/** Whether a channel is to have an article. */
export function isFor({ stories }: OpenChannel, { story }: Told): boolean {
  return stories === undefined || story === undefined || stories.includes(story);
}

async function tellOf(
  announcing: Announcing,
  channel: OpenChannel,
  told: Told,
  sender: string,
): Promise<AnnounceReport> {
  const { deliveries, figuresOf, world } = announcing;
  const parts = await partsFor(deliveries, channel.name, told);
  const announced: Announced[] = [];
  const written: { readonly part: Part; readonly messages: readonly Message[] }[] = [];
  for (const part of parts)
    written.push({ part, messages: await messagesOf(channel, part.post, figuresOf) });
  await suppressOthers(announcing, channel.name, told, written);
  let first: string | undefined;
  let before: string | undefined;
  if (told.post === undefined)
    first = before = referenceOf((await rowsOf(deliveries, channel.name, told.item)).get("post"));
  for (const { part, messages } of written)
    for (const [at, message] of messages.entries()) {
      const recipient = recipientOf(part.name, at);
      const place = { channel: channel.name, item: told.item, recipient };
      const run = { announcing, channel, told, sender, part, message, first, before };
      const { row, isNew, fault } = await settleOne(run, recipient, world);
      announced.push({ ...place, state: row.state, ...pick(row), text: message.text, isNew });
      if (row.state !== "accepted") return { announced, faults: fault ? [fault] : [] };
      before = referenceOf(row as Delivery) ?? before;
      first ??= before;
    }
  return { announced, faults: [] };
}

interface Run {
  readonly announcing: Announcing;
  readonly channel: OpenChannel;
  readonly told: Told;
  readonly sender: string;
  readonly part: Part;
  readonly message: Message;
  readonly first: string | undefined;
  readonly before: string | undefined;
}

type Settled = Omit<Attempted, "row"> & {
  readonly row: Delivery | Result;
  readonly isNew: boolean;
};

/** Queues a message and sends it, as often as it may be tried in this run; leaves alone what is settled, or another's. */
async function settleOne(run: Run, recipient: string, world: World): Promise<Settled> {
  const { announcing, channel, told, sender } = run;
  const { deliveries } = announcing;
  const at = new Date(world.now()).toISOString();
  await deliveries.queue(channel.name, told.item, [{ recipient, lane: "" }], at);
  let last: Attempted | undefined;
  for (;;) {
    const halt = run.part.post.kind === "withdrawal" ? undefined : announcing.halted(told);
    const now = world.now();
    const claim = { now: new Date(now).toISOString(), limit: halt === undefined ? 1 : 0, sender };
    const [claimed] = await deliveries.claim(channel.name, told.item, claim);
    if (claimed === undefined) {
      const row = (await rowsOf(deliveries, channel.name, told.item)).get(recipient)!;
      const said = halt === undefined ? row : { ...row, answer: halt };
      return {
        row: last?.row ?? said,
        isNew: last !== undefined,
        ...(last?.fault ? { fault: last.fault } : {}),
      };
    }
    last = await attempt(run, claimed);
    const { state, next } = last.row;
    if (last.fault || (state !== "queued" && state !== "deferred")) return { ...last, isNew: true };
    const wait = next === undefined ? 0 : Date.parse(next) - world.now();
    if (wait > PATIENCE_MS) return { ...last, isNew: true };
    const isStopped =
      wait > 0 &&
      (await Promise.race([
        // A timer may end a little before its time.
        world.net.wait(wait + 2).then(() => false),
        announcing.stopped.then(() => true),
      ]));
    if (isStopped) return { ...last, isNew: true };
  }
}

/** What waits and is no longer to be sent, such as the post of an article that was withdrawn, will not be. */
async function suppressOthers(
  { deliveries, world }: Announcing,
  channel: string,
  { item }: Told,
  written: readonly { readonly part: Part; readonly messages: readonly Message[] }[],
): Promise<void> {
  const meant = new Set(
    written.flatMap(({ part, messages }) => messages.map((_, at) => recipientOf(part.name, at))),
  );
  const waiting: readonly DeliveryState[] = ["queued", "deferred"];
  const rows = [...(await rowsOf(deliveries, channel, item)).values()];
  const at = new Date(world.now()).toISOString();
  const answer = "no longer to be sent";
  const results = rows
    .filter(({ recipient, state }) => waiting.includes(state) && !meant.has(recipient))
    .map(({ recipient }) => ({
      channel,
      item,
      recipient,
      state: "suppressed" as const,
      at,
      answer,
    }));
  if (results.length > 0) await deliveries.settle(results, waiting);
}

function pick({ answer, next }: Pick<Delivery, "answer" | "next">) {
  return { ...(answer === undefined ? {} : { answer }), ...(next === undefined ? {} : { next }) };
}
