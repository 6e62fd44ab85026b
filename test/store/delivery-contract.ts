import { describe, expect, onTestFinished, test } from "vitest";
import {
  ItemReplaced,
  type DeliveryTable,
  type Limits,
} from "../../generator/store/mail/deliveries.ts";
import type { MailStore } from "../../generator/store/mail/mail-store.ts";

const NOON = "2025-05-08T12:00:00.000Z";
const LATER = "2025-05-08T13:00:00.000Z";
const ITEM = ["mail", "2025-05-08/daily/en"] as const;

const rows = (count: number, lane: (at: number) => string = () => "a.example") =>
  Array.from({ length: count }, (_, at) => ({ recipient: `r${at}`, lane: lane(at) }));

const names = (claimed: readonly { readonly recipient: string }[]) =>
  claimed.map(({ recipient }) => recipient).toSorted();

/** What the ledger does, whichever database it is kept in. */
export function deliveryContract(
  database: string,
  place: () => string,
  open: (place: string) => Promise<MailStore>,
): void {
  async function opened(where = place()): Promise<DeliveryTable> {
    const store = await open(where);
    onTestFinished(() => store.close());
    return store.deliveries;
  }
  async function queued(count: number, lane?: (at: number) => string): Promise<DeliveryTable> {
    const table = await opened();
    await table.keep(...ITEM, "body");
    await table.queue(...ITEM, rows(count, lane), NOON);
    return table;
  }
  const claim = { now: NOON, limit: 10, sender: "one" };

  describe(`the ledger in ${database}`, () => {
    test("takes a recipient once, and counts how many were new", async () => {
      const table = await queued(3);
      expect(await table.queue(...ITEM, rows(5), LATER)).toBe(2);
      expect(await table.counts(...ITEM)).toMatchObject({ queued: 5, accepted: 0 });
      expect(await table.items()).toEqual([{ channel: ITEM[0], item: ITEM[1] }]);
    });

    test("counts how many mails were refused in a row by all senders, gives nothing from the most on, and begins anew when asked", async () => {
      const table = await queued(12);
      const ended = async (sender: string, ...said: readonly ("taken" | "refused")[]) => {
        const claimed = await table.claim(...ITEM, { ...claim, sender, limit: said.length });
        const results = claimed.map(({ channel, item, recipient }, at) => ({
          channel,
          item,
          recipient,
          at: NOON,
          said: said[at]!,
          state: said[at] === "taken" ? ("accepted" as const) : ("refused" as const),
        }));
        await table.claim(...ITEM, { ...claim, sender, limit: 0, ended: results });
        return table.refusals(...ITEM);
      };
      const most = { ...claim, sender: "third", limit: 1, mostRefused: 3 };
      expect(await table.refusals(...ITEM)).toBe(0);
      expect(await ended("one", "refused", "taken", "refused")).toBe(1);
      expect(await ended("other", "refused")).toBe(2);
      expect(await table.claim(...ITEM, most)).toHaveLength(1);
      expect(await ended("one", "refused")).toBe(3);
      expect(await table.claim(...ITEM, most)).toEqual([]);
      await table.forgive(...ITEM);
      expect(await table.claim(...ITEM, most)).toHaveLength(1);
      expect(await ended("other", "refused")).toBe(1);
      expect(await ended("other", "taken")).toBe(0);
      // What is written down in the transaction that claims counts for it.
      const [one, two] = await table.claim(...ITEM, { ...claim, limit: 2 });
      const both = [one!, two!].map(({ channel, item, recipient }) => ({
        channel,
        item,
        recipient,
        at: NOON,
        said: "refused" as const,
        state: "refused" as const,
      }));
      expect(
        await table.claim(...ITEM, { ...most, mostRefused: 2, sender: "one", ended: both }),
      ).toEqual([]);
    });

    test("gives nothing to a sender that has another body than is kept, and writes nothing down", async () => {
      const table = await queued(3);
      await table.keep(...ITEM, "another");
      await table.queue(...ITEM, rows(3), NOON, true);
      await expect(table.claim(...ITEM, { ...claim, body: "body" })).rejects.toThrow(ItemReplaced);
      expect(await table.counts(...ITEM)).toMatchObject({ queued: 3, attempting: 0 });
      expect(await table.claim(...ITEM, { ...claim, limit: 1, body: "another" })).toHaveLength(1);
      expect((await table.keep(...ITEM, "body")).body).toBe("another");
    });

    test("gives each row to one sender alone, of several that open it too", async () => {
      const where = place();
      const [one, other] = [await opened(where), await opened(where)];
      await one.keep(...ITEM, "body");
      await one.queue(...ITEM, rows(100), NOON);
      const given = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          (at % 2 ? one : other).claim(...ITEM, { ...claim, limit: 7, sender: String(at) }),
        ),
      );
      const all = given.flat().map(({ recipient }) => recipient);
      expect(new Set(all).size).toBe(all.length);
      expect(all.length).toBe(100);
      expect(await other.counts(...ITEM)).toMatchObject({ attempting: 100, queued: 0 });
    });

    test("writes down what has ended in the transaction that claims more", async () => {
      const table = await queued(2);
      const [first] = await table.claim(...ITEM, { ...claim, limit: 1 });
      expect(first).toMatchObject({ state: "attempting", attempts: 1, lane: "a.example" });
      const ended = [{ ...first!, state: "accepted" as const, at: LATER, answer: "250 ok" }];
      expect(names(await table.claim(...ITEM, { ...claim, ended }))).toEqual(["r1"]);
      expect(await table.page({ state: "accepted", limit: 5 })).toEqual([
        { ...first, state: "accepted", at: LATER, answer: "250 ok" },
      ]);
    });

    test("gives of a named lane what it may give, first, and of the others the rest", async () => {
      const lanes = ["a.example", "b.example", "c.example"];
      const table = await queued(30, (at) => lanes[at % 3]!);
      const lanesOf = async (pace: Limits, limit: number, ...asleep: readonly string[]) => {
        const resting = new Map(asleep.map((lane) => [lane, 60_000]));
        const claimed = await table.claim(...ITEM, { ...claim, limit, pace, resting });
        return claimed.map(({ lane }) => lane[0]).join("");
      };
      expect(await lanesOf({ "b.example": 120 }, 5)).toBe("bbaaa");
      expect(await lanesOf({ "b.example": 1 }, 4)).toBe("aaaa");
      expect(await lanesOf({}, 4, "a.example", "b.example")).toBe("cccc");
      expect(await lanesOf({}, 100)).toBe("cccccc");
      const held = await table.heldFor("mail", {}, NOON);
      expect(held).toBeGreaterThan(30_000);
      expect(held).toBeLessThanOrEqual(60_000);
      expect(await lanesOf({}, 100)).toBe("");
    });

    test("holds all senders together to a pace, with a second's worth at once", async () => {
      const where = place();
      const [one, other] = [await opened(where), await opened(where)];
      await one.keep(...ITEM, "body");
      await one.queue(...ITEM, rows(200), NOON);
      const pace = { all: 1200 };
      const began = Date.now();
      const now = (): string => new Date(Date.parse(NOON) + Date.now() - began).toISOString();
      expect(await one.heldFor("mail", pace, NOON)).toBe(undefined);
      let count = 0;
      // So long on a quiet machine; on a busy one until as many were given as show the pace.
      while (Date.now() - began < 2000 || count <= 20 + 30) {
        const both = [one, other].map((table, at) =>
          table.claim(...ITEM, { now: now(), limit: 50, sender: String(at), pace }),
        );
        const given = (await Promise.all(both)).flat().length;
        count += given;
        // 20 at once, and one in 50 ms from then on, on whichever clock it is counted.
        expect(count).toBeLessThanOrEqual(20 + (Date.now() - began) / 50 + 1);
        if (given > 0) continue;
        const held = await one.heldFor("mail", pace, now());
        expect(held ?? 0).toBeLessThanOrEqual(50);
        await new Promise((done) => setTimeout(done, held));
      }
    });

    test("lets a row wait until it is due, and says when the first is", async () => {
      const table = await opened();
      await table.keep(...ITEM, "body");
      const waiting = [{ recipient: "r0", lane: "a.example", next: LATER }, ...rows(2).slice(1)];
      await table.queue(...ITEM, waiting, NOON);
      expect(await table.due(...ITEM)).toEqual({ isReady: true, next: LATER });
      expect(names(await table.claim(...ITEM, claim))).toEqual(["r1"]);
      expect(await table.due(...ITEM)).toEqual({ isReady: false, next: LATER });
      expect(names(await table.claim(...ITEM, { ...claim, now: LATER }))).toEqual(["r0"]);
    });

    test("makes uncertain what a sender left that is no longer there, and nothing of one that is; only what was asked for is settled", async () => {
      const where = place();
      const [table, another] = [await opened(where), await opened(where)];
      await table.keep(...ITEM, "body");
      await table.queue(...ITEM, rows(4), NOON);
      const [here, there] = [await table.enter("one"), await another.enter("other")];
      await table.claim(...ITEM, { ...claim, limit: 2 });
      await another.claim(...ITEM, { ...claim, limit: 2, sender: "other" });
      expect(await another.abandon(LATER)).toBe(0);
      await here.leave();
      expect(await another.abandon(LATER)).toBe(2);
      expect(await table.counts(...ITEM)).toMatchObject({ uncertain: 2, attempting: 2 });
      expect(await table.claim(...ITEM, claim)).toEqual([]);
      const all = rows(4).map(({ recipient }) => ({
        channel: ITEM[0],
        item: ITEM[1],
        recipient,
        at: LATER,
        state: "queued" as const,
      }));
      expect(await table.settle(all, ["uncertain"])).toBe(2);
      expect(await table.counts(...ITEM)).toMatchObject({ queued: 2, attempting: 2 });
      await there.leave();
      expect(await table.abandon(LATER)).toBe(2);
    });

    test("writes down of a sender what is still its own: what another has claimed since stays with that", async () => {
      const table = await queued(2);
      const [one, two] = await table.claim(...ITEM, claim);
      await table.settle([{ ...two!, state: "queued" }], ["attempting"]);
      await table.claim(...ITEM, { ...claim, sender: "other" });
      const ended = [one!, two!].map((row) => ({ ...row, state: "deferred" as const }));
      await table.claim(...ITEM, { ...claim, limit: 0, ended });
      expect(await table.counts(...ITEM)).toMatchObject({ deferred: 1, attempting: 1 });
    });

    test("writes down late what a sender did whom others held to be gone", async () => {
      const table = await queued(1);
      const [row] = await table.claim(...ITEM, claim);
      expect(await table.abandon(LATER)).toBe(1);
      const ended = [{ ...row!, state: "accepted" as const, at: LATER }];
      await table.claim(...ITEM, { ...claim, limit: 0, ended });
      expect(await table.counts(...ITEM)).toMatchObject({ accepted: 1, uncertain: 0 });
    });

    test("queues again what a sender claimed and gives back, as if it had never been tried", async () => {
      const table = await queued(3);
      await table.claim(...ITEM, { ...claim, limit: 2 });
      await table.claim(...ITEM, { ...claim, limit: 1, sender: "other" });
      expect(await table.giveBack("one", LATER)).toBe(2);
      expect(await table.counts(...ITEM)).toMatchObject({ queued: 2, attempting: 1 });
      const again = await table.claim(...ITEM, { ...claim, sender: "third" });
      expect(again.map(({ attempts }) => attempts)).toEqual([1, 1]);
    });

    test("keeps another body until the first attempt, and none after", async () => {
      const table = await opened();
      expect(await table.keep(...ITEM, "first")).toEqual({ body: "first", isQueued: false });
      await table.queue(...ITEM, rows(2), NOON, true);
      expect(await table.keep(...ITEM, "second")).toEqual({ body: "second", isQueued: false });
      await table.queue(...ITEM, [], NOON, true);
      await table.claim(...ITEM, { ...claim, limit: 1 });
      expect(await table.keep(...ITEM, "third")).toEqual({ body: "second", isQueued: true });
    });

    test("lists rows page by page and tells the most frequent answers and the reports", async () => {
      const table = await queued(5);
      const claimed = await table.claim(...ITEM, claim);
      await table.settle(
        claimed.map((row, at) => ({ ...row, state: "refused", answer: at < 3 ? "no" : "never" })),
        ["attempting"],
      );
      const first = await table.page({ state: "refused", limit: 3 });
      const rest = await table.page({ state: "refused", after: first.at(-1), limit: 3 });
      expect(names([...first, ...rest])).toEqual(["r0", "r1", "r2", "r3", "r4"]);
      expect(await table.page({ state: "refused", item: "another", limit: 3 })).toEqual([]);
      expect(await table.answers(...ITEM, ["refused"], 5)).toEqual([
        { answer: "no", count: 3 },
        { answer: "never", count: 2 },
      ]);
      await table.report(...ITEM, NOON, "one");
      await table.report(...ITEM, LATER, "two");
      expect(await table.reports(...ITEM)).toEqual(["one", "two"]);
    });
  });
}
