import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Publication } from "../../generator/publication/publication.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { publishEditions } from "../../generator/newsroom/publishing.ts";
import { ROOT, world, siteKit } from "../support/bundle.ts";
import { cliHome } from "../support/cli.ts";
import { evidenceStore } from "../support/evidence.ts";

export interface WholeSite extends Disposable {
  readonly publication: Publication;
  /** Absolute path of the built site. */
  readonly dist: string;
}

/** Publishes every committed edition with data, rules, their records and search, to be shown at an address. */
export async function wholeSite(url: string): Promise<WholeSite> {
  await evidenceStore();
  const home = cliHome();
  cpSync(join(ROOT, "content/editions"), home.path("content/editions"), { recursive: true });
  const read = openNewsroom(world, home.folder, siteKit);
  const newsroom = { ...read, publication: { ...read.publication, url } };
  const { publication } = newsroom;
  const store = await openStore(world, storePath(home.folder));
  try {
    await gather(world, publication, store);
    const { dist } = await publishEditions(newsroom, store, { search: true });
    return { publication, dist, [Symbol.dispose]: () => home[Symbol.dispose]() };
  } finally {
    await store.close();
  }
}
