import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placeOf } from "../../generator/publication/database-settings.ts";
import type { MailStore } from "../../generator/store/mail/mail-store.ts";
import type { Result } from "../../generator/store/mail/deliveries.ts";
import { openMailSchema } from "../../generator/store/mail/postgres/open.ts";
import { openMailFile } from "../../generator/store/mail/sqlite/open.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { startPostgres } from "../support/postgres.ts";

const ITEM = ["mail", "2025-05-08/daily/en"] as const;
const AT = "2025-05-08T12:00:00.000Z";
const PATIENCE = { milliseconds: 60_000 };

/** Recipients that are queued at once, and that a sender of a fast provider claims at once. */
const PAGE = 1000;
const CLAIM = 100;

/** Rows a second. */
interface Rates {
  readonly enqueue: number;
  /** Claimed, and what had ended before written down, in one transaction each. */
  readonly work: number;
  readonly counts: number;
}

/**
 * The ledger on SQLite and on Postgres side by side, on one disk, both as durable as they are when they are used: `ledgers.ts 1000000`
 * measures a million recipients. Postgres by one sender and by four at once.
 */
export async function measureLedgers(count: number): Promise<void> {
  const world = realWorld();
  const folder = mkdtempSync(join(tmpdir(), "bellwether-ledgers-"));
  const server = await startPostgres([`on=${tmpdir()}`]);
  try {
    const file = join(folder, "var", "mail.db");
    const onServer = (schema: string) => (): Promise<MailStore> =>
      openMailSchema(
        placeOf(world, folder, `${server.url}?schema=${schema}`, { name: "" }),
        PATIENCE,
      );
    const kinds = [
      ["SQLite", 1, () => openMailFile(world, file, PATIENCE)],
      ["Postgres", 1, onServer("one")],
      ["Postgres, 4 senders", 4, onServer("four")],
    ] as const;
    process.stdout.write(`${count.toLocaleString("en-US")} recipients; rows a second\n`);
    for (const [name, senders, open] of kinds) {
      const { enqueue, work, counts } = await measure(count, senders, open);
      process.stdout.write(
        `${name.padEnd(20)} queued ${say(enqueue)}  claimed and finished ${say(work)}  counted ${say(counts)}\n`,
      );
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(rate: number): string {
  return Math.round(rate).toLocaleString("en-US").padStart(10);
}

async function measure(
  count: number,
  senders: number,
  open: () => Promise<MailStore>,
): Promise<Rates> {
  const stores = await Promise.all(Array.from({ length: senders }, open));
  const [first] = stores as [MailStore];
  await first.deliveries.keep(...ITEM, "body");
  const rate = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await work();
    return count / ((performance.now() - begun) / 1000);
  };
  const enqueue = await rate(async () => {
    for (let from = 0; from < count; from += PAGE)
      await first.deliveries.queue(...ITEM, rowsFrom(from, Math.min(PAGE, count - from)), AT);
    await first.deliveries.queue(...ITEM, [], AT, true);
  });
  const work = await rate(() =>
    Promise.all(stores.map((store, at) => finishAll(store, `sender ${at}`))),
  );
  const counts = await rate(async () => {
    const { accepted } = await first.deliveries.counts(...ITEM);
    if (accepted !== count) throw new Error(`${accepted} of ${count} are finished`);
  });
  await Promise.all(stores.map((store) => store.close()));
  return { enqueue, work, counts };
}

function rowsFrom(from: number, length: number) {
  return Array.from({ length }, (_, at) => ({
    recipient: `reader-${String(from + at).padStart(7, "0")}`,
    lane: `d${(from + at) % 50}.example`,
  }));
}

async function finishAll({ deliveries }: MailStore, sender: string): Promise<void> {
  const presence = await deliveries.enter(sender);
  let ended: Result[] = [];
  do {
    const claimed = await deliveries.claim(...ITEM, { now: AT, limit: CLAIM, sender, ended });
    ended = claimed.map((row) => ({ ...row, state: "accepted", answer: "250 2.0.0 ok" }));
  } while (ended.length > 0);
  await presence.leave();
}

if (import.meta.main) await measureLedgers(Number(process.argv[2] ?? 20_000));
