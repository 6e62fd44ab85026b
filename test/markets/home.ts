import { join } from "node:path";
import { expect } from "vitest";
import { run, type CliHome } from "../support/cli.ts";
import { warm } from "../support/evidence.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

/** An empty folder for a publication. */
export function emptyHome(): CliHome {
  const folder = makeFolder("market");
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

/** What `init --market` makes, its data gathered and its rules' past worked out. */
export async function marketHome(market: string): Promise<CliHome> {
  const home = emptyHome();
  expect(await run(home, ["init", ".", "--market", market])).toMatchObject({ status: 0 });
  await warm(home.folder, `market-${market}`);
  return home;
}
