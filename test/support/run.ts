import { rmSync } from "node:fs";
import { unpacked } from "../browser/browser.ts";
import { evidenceStore } from "./evidence.ts";
import { makeRoom, ROOM } from "./room.ts";

/** Prepares once what all test files share, and clears up after the last. */
export default async function run(): Promise<() => void> {
  const room = makeRoom();
  const unpacking = unpacked();
  await evidenceStore();
  await unpacking;
  process.env[ROOM] = room;
  return () => rmSync(room, { recursive: true, force: true });
}
