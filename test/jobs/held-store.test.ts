import { expect, test } from "vitest";
import { heldStore } from "../../generator/jobs/held-store.ts";
import { openPublicationStore } from "../../generator/store/open.ts";
import type { Store } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { catalogueOf, seriesOf, temporaryFolder } from "../gather/support.ts";
import { freshSchema } from "../support/postgres.ts";
import { days } from "../store/contract.ts";

const catalogue = catalogueOf(seriesOf({ id: "a.close" }));

const at = (url: string) => ({ ...realWorld(), env: { BELLWETHER_DATABASE: url } });

const itself = async (store: Store): Promise<Store> => store;

/** How many values jobs are shown. */
const loaded = async (store: Store): Promise<number> =>
  (await store.load(catalogue)).view(Number.MAX_SAFE_INTEGER).history("a.close").values.length;

test("a store serves one job after the other, shows each what others have stored meanwhile, and is opened anew after a fault and for another database", async () => {
  const home = temporaryFolder();
  const world = at(await freshSchema());
  const held = heldStore();
  const first = await held.use(world, home, itself);
  expect(await held.use(world, home, loaded)).toBe(0);
  expect(await held.use(world, home, itself)).toBe(first);

  const other = await openPublicationStore(world, home);
  await other.write((writer) => writer.record("a.close", "a.csv", Date.now(), days(3)));
  await other.close();
  expect(await held.use(world, home, loaded)).toBe(3);
  expect(await held.use(world, home, itself)).toBe(first);

  const fault = new Error("the database went away");
  await expect(held.use(world, home, () => Promise.reject(fault))).rejects.toBe(fault);
  const second = await held.use(world, home, itself);
  expect(second).not.toBe(first);
  await expect(loaded(first)).rejects.toThrow("pool");
  expect(await held.use(world, home, loaded)).toBe(3);

  expect(await held.use(at(await freshSchema()), home, loaded)).toBe(0);
});
