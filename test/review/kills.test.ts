import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyTrail } from "../../generator/review/audit.ts";
import { whileLocked } from "../../generator/review/workflow/locked.ts";
import { hashOf, openedRow } from "../../generator/store/trail.ts";
import { spread, startDying, type Ending } from "../support/kills.ts";
import { makeFolder } from "../support/room.ts";
import { databaseOf, openTestStore } from "../support/store.ts";
import { deskFolder, deskRoom, FLASH } from "./desk-folder.ts";
import { workThrough } from "./work-through.ts";

const KILLS = 50;
const AT_ONCE = 2;
/** Of so many that were killed, one goes on to the end. */
const RESUMED = 5;

const work = async (folder: string, at?: number): Promise<Ending> => {
  const env = await databaseOf(folder);
  return startDying([join(import.meta.dirname, "work-through.ts"), folder], at, { env }).ended;
};

/** What lies at a desk, once whoever comes next has opened it. */
async function opened(folder: string) {
  const room = deskRoom(folder);
  const store = await openTestStore(room.world, folder);
  try {
    await whileLocked(room, store, async () => {});
    const rows = (await store.trail()).map(openedRow);
    const { faults } = await verifyTrail(room.world, folder, store);
    return { rows, faults, text: readFileSync(join(folder, FLASH), "utf8") };
  } finally {
    await store.close();
  }
}

const told = (
  rows: readonly { readonly action: string; readonly to: string; readonly text: string }[],
) => rows.map(({ action, to, text }) => `${action} ${to} ${text}`);

test("work at the desk that is killed within any change to the disk or the database leaves the chain whole, no text lost and no state half changed", async () => {
  const template = deskFolder();
  const before = readFileSync(join(template, FLASH), "utf8");
  const copy = (): string => {
    const folder = makeFolder("killed");
    cpSync(template, folder, { recursive: true });
    return folder;
  };
  const calm = copy();
  const { code, changes } = await work(calm);
  expect(code).toBe(0);
  expect(new Set(changes)).toEqual(new Set(["write", "rename", "commit"]));
  expect(changes.length).toBeGreaterThan(KILLS);
  const whole = await opened(calm);
  expect(whole.faults).toEqual([]);
  let undone = 0;
  const kill = async (at: number): Promise<void> => {
    const folder = copy();
    expect(await work(folder, at)).toMatchObject({ code: null, signal: "SIGKILL" });
    const left = readFileSync(join(folder, FLASH), "utf8");
    const { rows, faults, text } = await opened(folder);
    expect(faults).toEqual([]);
    expect(told(rows)).toEqual(told(whole.rows).slice(0, rows.length));
    expect(hashOf(text)).toBe(rows.at(-1)?.markdown ?? hashOf(before));
    if (text !== left) undone++;
    if (at % RESUMED !== 0) return;
    // Whoever goes on from there comes to the same end.
    await workThrough(folder, openTestStore);
    const end = await opened(folder);
    expect([told(end.rows), end.faults]).toEqual([told(whole.rows), []]);
  };
  const places = spread(KILLS, changes.length);
  for (let at = 0; at < KILLS; at += AT_ONCE)
    await Promise.all(places.slice(at, at + AT_ONCE).map(kill));
  expect(undone).toBeGreaterThan(0);
}, 900_000);
