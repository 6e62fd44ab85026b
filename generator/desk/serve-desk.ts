import type { SiteKit } from "../newsroom/kit.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { listen, type Port, type Served } from "../publish/serve/listen.ts";
import { SERVER_LIMITS } from "../publish/serve/request.ts";
import { loadLayouts } from "../publish/serve/layouts.ts";
import type { Store } from "../store/store.ts";
import { openAccess } from "./access/access.ts";
import { ACCESS_FRAMES, DESK_PORT } from "./access/contract.ts";
import { deskApp } from "./app.ts";
import { framed, type Desk } from "./frame.ts";
import { openRoom } from "./room.ts";
import { ASSETS_PATH, openAssets } from "./theme/assets.ts";
import { DESK_FOLDER } from "./theme/browser-modules.ts";

export interface DeskOptions {
  /** Default 4322; the next free one when it is taken, any free one for 0. */
  readonly port?: Port | undefined;
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string | undefined;
  /** Told of each sign-in and of each that failed. */
  tell(line: string): void;
}

/** A desk that answers. */
export interface ServedDesk extends Served {
  /** The one-time link of the one person of a machine; undefined where there are users, who sign in. */
  readonly link: string | undefined;
}

/**
 * Serves the review desk.
 * @param store stays open as long as it is served.
 * @throws Failure (2) where the desk must not listen at the address, (3) when no port is free.
 */
export async function serveDesk(
  newsroom: Newsroom<SiteKit>,
  store: Store,
  { port = { from: DESK_PORT }, host = "127.0.0.1", tell }: DeskOptions,
): Promise<ServedDesk> {
  const { world, publication } = newsroom;
  const room = openRoom(newsroom, store);
  const templates = loadLayouts(world, publication.home, DESK_FOLDER);
  const assets = openAssets(world, publication.home);
  const access = await openAccess(world, publication, store, {
    page: (context, name, values) => framed(desk, context, name, ACCESS_FRAMES[name], values),
    open: [ASSETS_PATH],
    tell,
  });
  const desk: Desk = { ...room, access, templates, assets };
  await access.mayListen(host);
  const served = await listen(deskApp(desk).fetch, host, port, SERVER_LIMITS);
  const path = await access.firstLink();
  return {
    ...served,
    link: path === undefined ? undefined : new URL(path, served.address).href,
    async close() {
      await room.looker.stop();
      await served.close();
    },
  };
}
