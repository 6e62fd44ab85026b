import type { Server, ServerOptions } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { outage, type Failure } from "../../base/problem.ts";

/** Ports tried, where none was asked for. */
const TRIES = 20;
/** How long open answers may take once the server closes. */
const GRACE_MS = 1000;

/** A server that answers. */
export interface Served {
  /** Such as `http://127.0.0.1:4321/`. */
  readonly address: string;
  readonly port: number;
  /** Answers what is under way, then stops. */
  close(): Promise<void>;
}

type Fetch = Parameters<typeof createAdaptorServer>[0]["fetch"];

/** The port that was asked for, and no other, any free one for 0; or that port from which on the first free one is taken. */
export type Port = number | { readonly from: number };

/**
 * Listens at a port.
 * @param serverOptions how long and how large a request may be.
 * @throws Failure (3) when the port is taken, none is free, or the host cannot be bound.
 */
export async function listen(
  fetch: Fetch,
  host: string,
  port: Port,
  serverOptions: ServerOptions = {},
): Promise<Served> {
  const server = createAdaptorServer({ fetch, serverOptions }) as Server;
  const bound = await bind(server, host, port);
  const name = host.includes(":") ? `[${host}]` : host;
  return { address: `http://${name}:${bound}/`, port: bound, close: () => closed(server) };
}

async function bind(server: Server, host: string, port: Port): Promise<number> {
  const [first, tries] = typeof port === "number" ? [port, 1] : [port.from, TRIES];
  for (let tried = first; ; tried++) {
    const error = await attempt(server, host, tried);
    if (!error) break;
    if (error.code === "EADDRINUSE" && tried + 1 < Math.min(first + tries, 65_536)) continue;
    throw unbound(error, host, first, tried);
  }
  const address = server.address();
  return typeof address === "object" && address ? address.port : first;
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
