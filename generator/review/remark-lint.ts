import { resolve } from "node:path";
import type { VFile } from "vfile";
import { Failure, type Problem } from "../base/problem.ts";
import { addMessages } from "../check/report.ts";
import { openCheckRoom } from "../newsroom/check-room.ts";
import { openKit } from "../newsroom/plugins.ts";
import { openPublicationToRead } from "../store/open.ts";
import { realWorld } from "../world/disk.ts";
import { type Reference, referenceOf } from "./reference.ts";

/** What a configuration of remark says beside the plugin's name. */
export interface RemarkLintOptions {
  /** The publication's folder, as seen from the current one; that one when left out. */
  readonly home?: string;
  /** A day, for the cut-off of its edition, or an instant in ISO 8601; now when left out. */
  readonly asOf?: string;
}

const desks = new Map<string, Promise<Reference>>();

/** A plugin of remark that holds each Markdown file to the data: the messages stand under the figures. */
export default function remarkLintBellwether({ home = ".", asOf }: RemarkLintOptions = {}) {
  return async (_tree: unknown, file: VFile): Promise<void> => {
    const world = realWorld();
    const reference = await deskAt(resolve(world.currentFolder(), home));
    const path = file.path && resolve(file.cwd, file.path);
    try {
      const report = await reference.check(String(file), {
        format: "markdown",
        ...(path && { file: path }),
        ...(asOf !== undefined && { asOf }),
      });
      addMessages(file, report);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      for (const problem of error.problems) addProblem(file, problem);
    }
  };
}

function addProblem(file: VFile, { code, message, line = 1, column = 1 }: Problem): void {
  const place = { line, column };
  file.message(message, { place, source: "bellwether", ruleId: code }).fatal = true;
}

/** Opened for the first file; the others find it open. */
function deskAt(home: string): Promise<Reference> {
  const known = desks.get(home);
  if (known) return known;
  const opened = open(home);
  desks.set(home, opened);
  return opened;
}

async function open(home: string): Promise<Reference> {
  const world = realWorld();
  const room = openCheckRoom(world, home, await openKit(world, home));
  return referenceOf(room, await openPublicationToRead(world, home));
}
