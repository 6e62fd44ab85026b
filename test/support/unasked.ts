import { readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY_MS } from "../../generator/base/day.ts";

/** Of folders that runs of the tests leave for later ones, keeps those that this run asks for, and removes what none has asked for since yesterday. */
export function clearUnasked(named: string, isAsked: (name: string) => boolean): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(named))) {
    const path = join(tmpdir(), name);
    if (isAsked(name)) utimesSync(path, new Date(), new Date());
    else if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > DAY_MS)
      rmSync(path, { recursive: true, force: true });
  }
}
