import { parentPort, workerData } from "node:worker_threads";
import { clockedFrom } from "../world/clock.ts";
import { realWorld } from "../world/disk.ts";
import { openRecords, type RecordOffice, type Records } from "../narrate/evidence/records.ts";
import { withStoreToRead } from "./with-store.ts";
import { draftEdition, writtenOf } from "./draft-edition.ts";
import { groundOf } from "./ground.ts";
import { openNewsroom } from "./newsroom.ts";
import { openKit } from "./plugins.ts";
import type { Answer, Order, WriterPlace } from "./writers.ts";

/** A thread that writes editions of a range, from what it has loaded itself; it files nothing. */
const { home, env, now, live } = workerData as WriterPlace;

const told = (answer: Answer): void => parentPort!.postMessage(answer);

const world = { ...clockedFrom(realWorld(), now), env };
const kit = await openKit(world, home);
const newsroom = openNewsroom(world, home, kit, { live });
await withStoreToRead(world, home, async (store) => {
  const before = await store.version();
  const office = await openRecords(newsroom, store);
  const version = await store.version();
  if (version !== before) return;
  told({ ready: { ground: groundOf(newsroom, live), version } });
  await written(office);
});

/** Writes what is ordered until it is ended, or something cannot be written. */
function written(office: RecordOffice): Promise<never> {
  return new Promise((_, fail) => {
    let records: Records | undefined;
    parentPort!.on("message", (order: Order) => {
      try {
        if ("tracks" in order) records = office.upTo(order.to, undefined, order.tracks);
        else {
          const { day, live: isNews } = order;
          told({ day, written: writtenOf(draftEdition(newsroom, day, records!, isNews)) });
        }
      } catch (error) {
        fail(error as Error);
      }
    });
  });
}
