import { rmSync } from "node:fs";
import { unpacked } from "../browser/browser.ts";
import { evidenceStore } from "./evidence.ts";
import { join } from "node:path";
import { makeRoom, ROOM } from "./room.ts";

/** Prepares once what all test files share, and clears up after the last. */
export default async function run(): Promise<() => void> {
  const room = makeRoom();
  // The browser is unpacked by way of the name of the folder for passing files, which the other goes by too.
  await unpacked();
  await evidenceStore();
  process.env[ROOM] = room;
  // What Node has translated in one process of the run, those after it take over.
  process.env["NODE_COMPILE_CACHE"] = join(room, "compiled");
  return () => rmSync(room, { recursive: true, force: true });
}
