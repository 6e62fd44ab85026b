import { rmSync } from "node:fs";
import { unpacked } from "../browser/browser.ts";
import { evidenceStore } from "./evidence.ts";
import { compiledProgram } from "./compiled.ts";
import { makeRoom, ROOM } from "./room.ts";

/** Prepares once what all test files share, and clears up after the last. */
export default async function run(): Promise<() => void> {
  const room = makeRoom();
  // The browser is unpacked by way of the name of the folder for passing files, which the other goes by too.
  await unpacked();
  await evidenceStore();
  process.env[ROOM] = room;
  process.env["NODE_COMPILE_CACHE"] = await compiledProgram();
  return () => rmSync(room, { recursive: true, force: true });
}
