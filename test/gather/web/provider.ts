import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { realWorld } from "../../../generator/world/disk.ts";
import type { World } from "../../../generator/world/world.ts";

export type Reply = (request: IncomingMessage, response: ServerResponse) => void;

/** A provider on a real socket of this machine. */
export interface Provider {
  /** For `BELLWETHER_HTTP_VIA`. */
  readonly base: string;
  /** `METHOD /https/host/path?query` of every request, in order. */
  readonly seen: readonly string[];
  readonly headers: readonly IncomingMessage["headers"][];
}

/** @param whenOver when it is shut: at the end of the test, or as `afterAll` says. */
export async function provider(
  reply: Reply,
  whenOver: (work: () => Promise<void>) => void = onTestFinished,
): Promise<Provider> {
  const seen: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    reply(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  whenOver(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, headers };
}

/** The real world at one instant, sending everything to the provider; waits are noted, not waited for. */
export function worldVia(
  base: string,
  at: string,
  env: Readonly<Record<string, string>> = {},
): World & { readonly waits: number[] } {
  const waits: number[] = [];
  const real = realWorld();
  return {
    ...real,
    now: () => Date.parse(at),
    env: { BELLWETHER_HTTP_VIA: base, ...env },
    net: { ...real.net, wait: async (milliseconds) => void waits.push(milliseconds) },
    waits,
  };
}

/** Answers JSON, or text as it is. */
export function answering(body: unknown, type = "application/json"): Reply {
  return (_request, response) => {
    response.setHeader("content-type", type);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}
