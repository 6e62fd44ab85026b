import { describe, expect, onTestFinished, test } from "vitest";
import type { MailStore } from "../../generator/store/mail/mail-store.ts";
import type { Newcomer, SubscriberTable } from "../../generator/store/mail/subscribers.ts";

const NOON = "2025-05-08T12:00:00.000Z";
const LATER = "2025-05-09T12:00:00.000Z";

/** A bounce of a passing kind. */
function soft(report: string, at: string) {
  return { report, at, kind: "soft" as const };
}

/** Somebody new, of whom only what a test is about is told. */
export function newcomer(
  id: string,
  about: Partial<Omit<Newcomer, "id" | "mailbox">> = {},
): Newcomer {
  const address = about.address ?? `${id}@reader.example`;
  return {
    id,
    address,
    language: "en",
    timeZone: "Etc/UTC",
    formats: ["daily"],
    tags: [],
    state: "active",
    at: NOON,
    why: "test",
    ...about,
    mailbox: { normal: address.toLowerCase(), mark: `mark of ${address.toLowerCase()}` },
  };
}

/**
 * What every mail store does, whichever database it is kept in.
 * @param place names a place that no other test uses.
 * @param open opens the store of a place, and makes it when there is none.
 */
export function mailContract(
  database: string,
  place: () => string,
  open: (place: string) => Promise<MailStore>,
): void {
  async function opened(where = place()): Promise<SubscriberTable> {
    const store = await open(where);
    onTestFinished(() => store.close());
    return store.subscribers;
  }

  describe(`subscribers in ${database}`, () => {
    test("come back as they were, for the next who opens the store too", async () => {
      const where = place();
      const table = await opened(where);
      const whole = newcomer("a", {
        address: "Ärger@Example.org",
        name: "“größer” 😀",
        language: "es",
        timeZone: "Europe/Madrid",
        formats: ["daily", "alert"],
        tags: ["short interest", "etfs"],
        consent: { at: NOON, origin: "sign-up" },
      });
      expect(await table.add([whole, newcomer("b")])).toEqual(new Set(["a", "b"]));
      const { mailbox, at, why, ...subscriber } = whole;
      const again = await opened(where);
      expect(await again.byId("a")).toEqual(subscriber);
      expect(await again.byId("c")).toBeUndefined();
      expect(await again.byAddress([mailbox.normal, "nobody@reader.example"])).toEqual(
        new Map([[mailbox.normal, subscriber]]),
      );
      expect(await again.history("a")).toEqual([{ state: "active", at, why }]);
    });

    test("are one to a mailbox, and the first of them stays", async () => {
      const table = await opened();
      await table.add([newcomer("a", { name: "First" })]);
      const second = newcomer("b", { address: "A@reader.example" });
      expect(await table.add([second, newcomer("c")])).toEqual(new Set(["c"]));
      expect(await table.byId("b")).toBeUndefined();
      expect(await table.byId("a")).toMatchObject({ name: "First" });
    });

    test("come page by page in the order of their ids, each once, of one state and format where asked", async () => {
      const table = await opened();
      const ids = Array.from({ length: 25 }, (_, index) => `s${String(index).padStart(2, "0")}`);
      await table.add(
        ids.toReversed().map((id, index) =>
          newcomer(id, {
            state: index % 5 === 0 ? "paused" : "active",
            formats: index % 2 === 0 ? ["daily"] : ["weekly", "daily"],
          }),
        ),
      );
      const all: string[] = [];
      for (let after = ""; ; after = all.at(-1)!) {
        const page = await table.page({ after, limit: 7 });
        if (page.length === 0) break;
        all.push(...page.map(({ id }) => id));
      }
      expect(all).toEqual(ids);
      expect(await table.page({ state: "paused", limit: 99 })).toHaveLength(5);
      expect(await table.page({ state: "active", format: "weekly", limit: 99 })).toHaveLength(10);
      expect(await table.counts()).toMatchObject({ active: 20, paused: 5, pending: 0 });
    });
  });

  describe(`who may be sent to, in ${database}`, () => {
    test("are the active whose mailbox is on no suppression list, at this moment", async () => {
      const table = await opened();
      const states = ["pending", "paused", "unsubscribed", "bounced", "complained"] as const;
      await table.add([
        newcomer("a"),
        newcomer("b"),
        ...states.map((state) => newcomer(state, { state })),
      ]);
      const ids = ["a", "b", "nobody", ...states];
      expect(await table.sendable(ids)).toEqual(new Set(["a", "b"]));
      const mark = newcomer("b").mailbox.mark;
      expect(await table.suppress([mark, "another"], { at: NOON, why: "complaint" })).toBe(2);
      expect(await table.suppress([mark], { at: LATER, why: "other" })).toBe(0);
      expect(await table.sendable(ids)).toEqual(new Set(["a"]));
      expect(await table.suppressed([mark, "unknown"])).toEqual(
        new Map([[mark, { at: NOON, why: "complaint" }]]),
      );
      expect(await table.lift(mark)).toBe(true);
      expect(await table.lift(mark)).toBe(false);
      expect(await table.sendable(ids)).toEqual(new Set(["a", "b"]));
    });
  });

  describe(`a step in ${database}`, () => {
    test("is taken once, from the states that it is for, and is kept in the history", async () => {
      const table = await opened();
      await table.add([newcomer("a", { state: "pending", why: "sign-up" })]);
      const active = {
        state: "active",
        at: LATER,
        why: "confirmation",
        consent: { at: LATER, origin: "form" },
      } as const;
      expect(await table.step("a", ["paused"], active)).toBe(false);
      expect(await table.step("nobody", ["pending"], active)).toBe(false);
      expect(await table.step("a", ["pending", "active"], active)).toBe(true);
      expect(await table.step("a", ["pending", "active"], { ...active, at: NOON })).toBe(false);
      const left = { state: "unsubscribed", at: LATER, why: "one click" } as const;
      expect(await table.step("a", ["active"], left)).toBe(true);
      expect(await table.byId("a")).toMatchObject({
        state: "unsubscribed",
        consent: { at: LATER, origin: "form" },
      });
      expect(await table.history("a")).toEqual([
        { state: "pending", at: NOON, why: "sign-up" },
        { state: "active", at: LATER, why: "confirmation" },
        left,
      ]);
    });

    test("is taken by one of many at once", async () => {
      const where = place();
      const [one, other] = [await opened(where), await opened(where)];
      await one.add([newcomer("a")]);
      const left = { state: "unsubscribed", at: LATER, why: "one click" } as const;
      const taken = await Promise.all(
        [one, other, one, other].map((table) => table.step("a", ["active"], left)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await one.history("a")).toHaveLength(2);
    });
  });

  test(`what somebody chose is kept whole in ${database}`, async () => {
    const table = await opened();
    await table.add([newcomer("a", { name: "Ada", tags: ["etfs"] })]);
    const wishes = { language: "es", timeZone: "Asia/Tokyo", formats: ["weekly"], tags: [] };
    expect(await table.choose("a", wishes)).toBe(true);
    expect(await table.choose("nobody", wishes)).toBe(false);
    const { name, ...rest } = (await table.byId("a"))!;
    expect(name).toBeUndefined();
    expect(rest).toMatchObject(wishes);
  });

  test(`a bounce counts once in ${database}, and a soft one since an instant only`, async () => {
    const table = await opened();
    await table.add([newcomer("a")]);
    expect(await table.bounced("nobody", soft("1", NOON), NOON)).toBe(0);
    expect(await table.bounced("a", soft("1", NOON), NOON)).toBe(1);
    expect(await table.bounced("a", soft("1", LATER), NOON)).toBe(1);
    expect(await table.bounced("a", soft("2", LATER), NOON)).toBe(2);
    expect(await table.bounced("a", soft("3", LATER), LATER)).toBe(2);
    expect(await table.bounced("a", { report: "4", at: LATER, kind: "hard" }, NOON)).toBe(3);
  });

  test(`a confirmation is asked for so many times in a while, and no more, in ${database}`, async () => {
    const table = await opened();
    await table.add([newcomer("a", { state: "pending" }), newcomer("b")]);
    const ask = (id: string, at: string, since: string) =>
      table.mayConfirm(id, { at, since, limit: 2 });
    expect(await ask("a", NOON, "2025-05-07T12:00:00.000Z")).toBe(true);
    expect(await ask("a", NOON, "2025-05-07T12:00:00.000Z")).toBe(true);
    expect(await ask("a", NOON, "2025-05-07T12:00:00.000Z")).toBe(false);
    expect(await ask("b", NOON, "2025-05-07T12:00:00.000Z")).toBe(true);
    expect(await ask("a", LATER, "2025-05-08T12:00:00.001Z")).toBe(true);
  });

  test(`tries are counted by name for all who open ${database}, and forgotten with time`, async () => {
    const where = place();
    const [one, other] = [await opened(where), await opened(where)];
    const since = "2025-05-08T11:00:00.000Z";
    const may = (table: SubscriberTable, name: string, at = NOON, from = since) =>
      table.mayTry(
        [
          { name, limit: 2 },
          { name: "all", limit: 5 },
        ],
        { at, since: from },
      );
    expect([await may(one, "a"), await may(other, "a"), await may(one, "a")]).toEqual([
      true,
      true,
      false,
    ]);
    // What was refused counts for nobody else.
    for (const name of ["b", "c", "d"]) expect(await may(other, name)).toBe(true);
    expect(await may(one, "e")).toBe(false);
    expect(await may(one, "a", LATER, NOON)).toBe(true);
    const at = "2025-05-09T13:00:00.000Z";
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        may(index % 2 ? one : other, `n${index}`, at, LATER),
      ),
    );
    expect(all.filter(Boolean)).toHaveLength(5);
  });

  test(`confirmations and bounces that come at once in ${database} are each counted`, async () => {
    const where = place();
    const [one, other] = [await opened(where), await opened(where)];
    await one.add([newcomer("a")]);
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        (at % 2 ? one : other).mayConfirm("a", { at: NOON, since: NOON, limit: 3 }),
      ),
    );
    expect(asked.filter(Boolean)).toHaveLength(3);
    const counts = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        (at % 2 ? one : other).bounced("a", soft(String(at), NOON), NOON),
      ),
    );
    expect(counts.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test(`who is removed from ${database} is there no more, and leaves a mark only where a reason is given`, async () => {
    const table = await opened();
    await table.add([newcomer("a"), newcomer("b"), newcomer("c")]);
    await table.bounced("a", { report: "1", at: NOON, kind: "soft" }, NOON);
    await table.mayConfirm("a", { at: NOON, since: NOON, limit: 1 });
    expect(await table.remove(["a"], { at: LATER, why: "forgotten" })).toBe(1);
    expect(await table.remove(["a"], { at: LATER, why: "forgotten" })).toBe(0);
    expect(await table.remove(["b", "nobody"])).toBe(1);
    expect(await table.byId("a")).toBeUndefined();
    expect(await table.history("a")).toEqual([]);
    const marks = ["a", "b", "c"].map((id) => newcomer(id).mailbox.mark);
    expect(await table.suppressed(marks)).toEqual(
      new Map([[marks[0], { at: LATER, why: "forgotten" }]]),
    );
    expect(await table.add([newcomer("a")])).toEqual(new Set(["a"]));
    expect(await table.sendable(["a", "c"])).toEqual(new Set(["c"]));
  });
}
