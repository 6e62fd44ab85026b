import type { Problem } from "../../base/problem.ts";
import {
  ItemReplaced,
  type Delivery,
  type DeliveryState,
  type Result,
} from "../../store/mail/deliveries.ts";
import type { Outcome } from "../transports/transport.ts";
import { resultOf } from "./attempt.ts";
import type { Courier } from "./courier.ts";
import { healthOf, REFUSED } from "./health.ts";
import { isAway } from "../../store/store.ts";
import { MAIL } from "./keep.ts";
import type { Sending, SendOptions } from "./sending.ts";

/** What is sent, and by whom. */
export interface Work {
  /** As the ledger calls it. */
  readonly item: string;
  /** What is kept of it, as the courier has it. */
  readonly body: string;
  readonly sender: string;
  readonly courier: Courier;
  /** Why nothing more of it may go out; undefined as long as it may. Asked every second. */
  halted(): string | undefined;
}

/** What a run came to. */
interface Ended {
  readonly run: Readonly<Partial<Record<DeliveryState, number>>>;
  readonly stopped?: string | undefined;
  readonly fault?: Problem | undefined;
  /** Another body has taken its place before anything was sent: nothing is done of it. */
  readonly isReplaced: boolean;
}

/** So many seconds a run waits for a ledger that does not answer. */
const AWAY_S = 120;

/** A lane that asks for fewer mails is left alone for so long, by every sender. */
const CROWDED_MS = 60_000;

/** Longest single wait: somebody who asks to stop is heard within it. */
const SLICE_MS = 1000;

/**
 * Claims rows as mails go out, and writes down what became of them, in one transaction each time: a row is `attempting` on the disk before its mail
 * is seen by the other side, and no more of them are than there are connections.
 */
export async function pump(
  sending: Sending,
  { item, body, sender, courier, halted }: Work,
  { limit = Infinity, patienceMs }: SendOptions,
): Promise<Ended> {
  const { world, store, transport, pace } = sending;
  const { deliveries } = store;
  const health = healthOf(transport);
  const open = new Set<Promise<void>>();
  const run: Partial<Record<DeliveryState, number>> = {};
  let ended: Result[] = [];
  const resting = new Map<string, number>();
  let left = limit;
  let stopped: string | undefined;
  let broken: unknown;
  /** Rows of ours were begun, so that no other body takes the place of this one. */
  let isSettled = false;
  let askedAt = -Infinity;
  const counts = await deliveries.counts(MAIL, item);
  let waiting = counts.queued + counts.deferred;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);

  const stop = async (): Promise<void> => {
    await sending.stopped;
    stopped ??= "somebody asked to stop; the same command goes on";
  };
  void stop();

  const end = (result: Result): void => {
    ended.push(result);
    run[result.state] = (run[result.state] ?? 0) + 1;
    if (result.state !== "queued" && result.state !== "deferred") waiting--;
  };
  const note = (delivery: Delivery, outcome: Outcome): void => {
    const now = world.now();
    end(resultOf(delivery, outcome, now));
    if (outcome.kind === "deferred" && outcome.isCrowded) resting.set(delivery.lane, CROWDED_MS);
    health.note(outcome, now);
  };
  const bring = async (delivery: Delivery): Promise<void> => {
    const mail = await courier.mailFor(delivery).catch((error: unknown) => {
      // Nothing of it has gone out.
      end({ ...delivery, state: "queued" });
      throw error;
    });
    const outcome = "kind" in mail ? mail : await transport.send(mail);
    note(delivery, outcome);
    if (outcome.kind === "refused" && outcome.isGone)
      await sending.gone(delivery.recipient, `${MAIL} ${item}`);
  };
  const launch = (delivery: Delivery): void => {
    left--;
    const attempt = bring(delivery)
      .catch((error: unknown) => {
        broken ??= error;
      })
      .finally(() => open.delete(attempt));
    open.add(attempt);
  };
  /** What servers said to all senders of the item. */
  const hearOthers = async (): Promise<void> => {
    if ((await deliveries.refusals(MAIL, item)) < REFUSED) return;
    const [last] = await deliveries.answers(MAIL, item, ["refused"], 1);
    health.refuse(last?.answer ?? "no reason was given");
  };
  /** Writes down what has ended and claims what may go out. What fails here has ended nothing: it is tried once more at the end. */
  const turn = async (): Promise<number> => {
    const now = world.now();
    const may = stopped === undefined && broken === undefined && health.fault === undefined;
    const free = may ? health.connections(now) - open.size : 0;
    const [written, rested] = [[...ended], [...resting.keys()]];
    const claimed = await deliveries.claim(MAIL, item, {
      now: new Date(now).toISOString(),
      limit: Math.max(0, Math.min(free, left)),
      sender,
      pace,
      resting,
      ended: written,
      mostRefused: REFUSED,
      ...(isSettled ? {} : { body }),
    });
    for (const lane of rested) resting.delete(lane);
    ended = ended.slice(written.length);
    if (claimed.length === 0) {
      if (may) await hearOthers();
      return 0;
    }
    isSettled = true;
    const leftOut = await courier.leftOut(claimed.map(({ recipient }) => recipient));
    const at = new Date(now).toISOString();
    for (const delivery of claimed) {
      const { channel, item, recipient } = delivery;
      if (leftOut.has(recipient)) end({ channel, item, recipient, state: "suppressed", at });
      else launch(delivery);
    }
    return claimed.length;
  };
  /** When more may go out than may now; undefined where nothing is held back. */
  const freeAt = async (): Promise<number | undefined> => {
    const now = world.now();
    const held = await deliveries.heldFor(MAIL, pace, new Date(now).toISOString());
    return held === undefined ? undefined : now + held;
  };
  /** Until when there is nothing to claim; undefined when there never will be in this run. */
  const nothingUntil = async (): Promise<number | undefined> => {
    if (stopped !== undefined || health.fault !== undefined || left <= 0) return undefined;
    const now = world.now();
    const { isReady, next } = await deliveries.due(MAIL, item);
    if (isReady) return health.restUntil > now ? health.restUntil : ((await freeAt()) ?? now);
    const until = next === undefined ? undefined : Date.parse(next);
    return until === undefined || until - now > patienceMs ? undefined : until;
  };
  const look = async (): Promise<void> => {
    if (world.now() - askedAt < SLICE_MS) return;
    askedAt = world.now();
    stopped ??= halted();
    await sending.progress?.(total - waiting, total);
  };
  const pause = (until: number): Promise<void> => {
    const ms = Math.min(Math.max(until - world.now(), 0), SLICE_MS);
    return Promise.race([world.net.wait(ms), sending.stopped]);
  };
  /** Waits until then, or until there is a reason to stop. */
  const rest = async (until: number): Promise<void> => {
    const isEarly = (): boolean => world.now() < until && stopped === undefined;
    while (isEarly()) {
      await pause(until);
      await look();
    }
  };

  const untilNothingIsLeft = async (): Promise<void> => {
    for (;;) {
      await look();
      const claimed = await turn();
      if (broken !== undefined) throw broken;
      if (open.size > 0) {
        // Those that end while the ledger is asked count too.
        const ends = [...open];
        // Where each connection has its mail, an end of one of them is all there is to wait for.
        const isFree = open.size < health.connections(world.now());
        const held = isFree ? await freeAt() : undefined;
        await Promise.race([...ends, ...(held === undefined ? [] : [pause(held)])]);
      } else if (claimed === 0 && ended.length === 0) {
        const until = await nothingUntil();
        if (until === undefined) return;
        await rest(until);
      }
    }
  };
  /** Writes down all that has ended; what was claimed and not begun goes back. */
  const tidy = async (): Promise<void> => {
    // What is on its way is waited for: a connection that is cut would leave one more in doubt.
    await Promise.all(open);
    const now = new Date(world.now()).toISOString();
    await deliveries.claim(MAIL, item, { now, limit: 0, sender, ended });
    ended = [];
    await deliveries.giveBack(sender, now);
    isSettled = false;
    broken = undefined;
  };
  const isAsked = (): boolean => stopped !== undefined;
  /** Waits for a ledger that is away. @throws its failure where it does not come back, or fails otherwise: what has ended is tried to be written down */
  const comeBack = async (failure: unknown): Promise<void> => {
    const tries = isAway(failure) ? AWAY_S : 1;
    for (let count = 0; count < tries; count++) {
      if (count > 0 && isAsked()) break;
      if (count > 0) await pause(world.now() + SLICE_MS);
      try {
        await tidy();
        if (isAway(failure)) return;
      } catch {
        // It is still away, or cannot be written: the failure that began it says so.
      }
    }
    throw failure;
  };

  for (let isDone = false; !isDone;) {
    try {
      await untilNothingIsLeft();
      isDone = true;
    } catch (error) {
      if (error instanceof ItemReplaced) return { run, isReplaced: true };
      await comeBack(error);
    }
  }
  await sending.progress?.(total - waiting, total);
  if (left <= 0 && waiting > 0) stopped ??= `--limit ${limit}`;
  const { fault } = health;
  return { run, stopped: fault?.message ?? stopped, fault, isReplaced: false };
}
