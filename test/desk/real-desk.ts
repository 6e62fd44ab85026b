import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { accountsOf, type Accounts } from "../../generator/desk/access/accounts.ts";
import { addPerson } from "../../generator/desk/access/people.ts";
import { serveDesk } from "../../generator/desk/serve-desk.ts";
import { BUILT_IN, withCharts } from "../../generator/newsroom/kit.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import type { Role } from "../../generator/review/workflow/people.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { cliHome, run } from "../support/cli.ts";
import { ROOT } from "../support/bundle.ts";
import { PASSWORD, Visitor } from "./door.ts";

/** The day whose sample articles lie in the home. */
export const DAY = "2025-05-08";

/** The review desk of a publication with one day's articles, at a real socket. */
export interface RealDesk extends AsyncDisposable {
  readonly port: number;
  readonly home: string;
  readonly accounts: Accounts;
  readonly told: readonly string[];
  /** The terminal's own link; undefined once there are users. */
  readonly link: string | undefined;
  /** Path of a link by which a new person sets a password. */
  invited(name: string, role: Role): Promise<string>;
  /** A new person, signed in. */
  joined(name: string, role: Role): Promise<Visitor>;
}

export async function realDesk(): Promise<RealDesk> {
  const home = cliHome();
  const editions = join("content", "editions", DAY);
  mkdirSync(home.path(editions), { recursive: true });
  cpSync(join(ROOT, editions), home.path(editions), { recursive: true });
  await run(home, ["gather"]);
  const world = { ...realWorld(), user: "Olive Owner" };
  const store = await openStore(world, storePath(home.folder));
  const newsroom = openNewsroom(world, home.folder, await withCharts(BUILT_IN));
  const told: string[] = [];
  const served = await serveDesk(newsroom, store, { port: 0, tell: (line) => told.push(line) });
  const accounts = accountsOf(store);
  const invited = async (name: string, role: Role): Promise<string> =>
    (await addPerson(accounts, name, role, undefined, world.now())).path;
  return {
    port: served.port,
    home: home.folder,
    accounts,
    told,
    link: served.link,
    invited,
    async joined(name, role) {
      const path = await invited(name, role);
      const visitor = new Visitor(served.port);
      await visitor.get(path);
      await visitor.post(path, { password: PASSWORD });
      return visitor;
    },
    async [Symbol.asyncDispose]() {
      await served.close();
      await store.close();
      home[Symbol.dispose]();
    },
  };
}
