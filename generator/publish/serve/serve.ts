import { Hono } from "hono";
import { compress } from "hono/compress";
import { mistake } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import { siteRoot } from "../model/address.ts";
import { shownBuild } from "../build/site-builds.ts";
import type { LiveReload } from "./live-reload.ts";
import { listen, type Served } from "./listen.ts";
import { reply } from "./reply.ts";

export type { Served } from "./listen.ts";

const DEFAULT_PORT = 4321;

export interface ServeOptions {
  /** Default 4321; the next free one when it is taken, any free one for 0. */
  readonly port?: number;
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string;
  /** Tells open pages when the site was built anew. */
  readonly reload?: LiveReload;
}

/**
 * Serves the built site. Every answer comes from the build that is shown at that instant, so a publish is seen whole.
 * @throws Failure (2) before the first publish, (3) when no port is free or the host cannot be bound.
 */
export async function serve(
  world: World,
  publication: Publication,
  options: ServeOptions = {},
): Promise<Served> {
  if (shownBuild(world.files, publication.home) === undefined) {
    throw mistake({
      code: "no-site",
      file: "site/dist",
      message: "Expected a built site, found none.",
      advice: "Run `bellwether publish` first.",
    });
  }
  const { port = { from: DEFAULT_PORT }, host = "127.0.0.1", reload } = options;
  const app = answering(world, publication, reload);
  const served = await listen(app.fetch, host, port);
  return {
    ...served,
    close() {
      reload?.close();
      return served.close();
    },
  };
}

function answering(world: World, publication: Publication, reload: LiveReload | undefined): Hono {
  const under = new URL(siteRoot(publication.url)).pathname;
  const app = new Hono();
  app.use(compress());
  app.get("*", (context) => {
    const path = new URL(context.req.url).pathname;
    const known = context.req.header("if-none-match");
    const signUp = publication.newsletter?.action;
    const page = () => reply(world.files, publication.home, { path, under, known, signUp });
    return reload === undefined ? page() : (reload.answer(path) ?? reload.listening(page()));
  });
  app.onError(() => new Response("The site cannot be read now.\n", { status: 503 }));
  app.all("*", (context) => context.body(null, 405, { allow: "GET, HEAD" }));
  return app;
}
