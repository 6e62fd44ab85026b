import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { mistake, outage, type Failure } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import { siteRoot } from "../model/address.ts";
import { shownBuild } from "../build/site-builds.ts";
import type { LiveReload } from "./live-reload.ts";
import { reply } from "./reply.ts";

const DEFAULT_PORT = 4321;
/** Ports tried, counting from the one asked for. */
const TRIES = 20;
/** How long open answers may take once the server closes. */
const GRACE_MS = 1000;

export interface ServeOptions {
  /** Default 4321; the next free one when it is taken, any free one for 0. */
  readonly port?: number;
  /** Default 127.0.0.1: this machine alone. */
  readonly host?: string;
  /** Tells open pages when the site was built anew. */
  readonly reload?: LiveReload;
}

export interface Served {
  /** Such as `http://127.0.0.1:4321/`. */
  readonly address: string;
  readonly port: number;
  /** Answers what is under way, then stops. */
  close(): Promise<void>;
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
  const { port = DEFAULT_PORT, host = "127.0.0.1", reload } = options;
  const app = answering(world, publication, reload);
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const bound = await listen(server, host, port);
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    address: `http://${name}:${bound}/`,
    port: bound,
    close() {
      reload?.close();
      return closed(server);
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

async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let tried = port; ; tried++) {
    const error = await attempt(server, host, tried);
    if (!error) break;
    if (error.code === "EADDRINUSE" && tried + 1 < Math.min(port + TRIES, 65_536)) continue;
    throw unbound(error, host, port, tried);
  }
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

function attempt(
  server: Server,
  host: string,
  port: number,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const settle = (error?: NodeJS.ErrnoException): void => {
      server.off("error", settle);
      server.off("listening", settle);
      resolve(error);
    };
    server.on("error", settle);
    server.on("listening", settle);
    server.listen(port, host);
  });
}

function unbound(error: NodeJS.ErrnoException, host: string, first: number, last: number): Failure {
  const ports = first === last ? `port ${first}` : `the ports ${first} to ${last}`;
  return outage({
    code: "port",
    message: `Cannot serve at ${host} on ${ports}: ${error.code ?? error.message}.`,
    advice: "Name another with --port.",
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(limit);
      resolve();
    });
    server.closeIdleConnections();
  });
}
