import type { IncomingMessage, ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { announce, type AnnounceReport } from "../../../generator/deliver/channels/announce.ts";
import type { OpenChannel } from "../../../generator/deliver/channels/open-channels.ts";
import type { Told } from "../../../generator/deliver/channels/posts.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import type { World } from "../../../generator/world/world.ts";
import { openTestMailStore } from "../../support/store.ts";
import type { MailStore } from "../../../generator/store/mail/mail-store.ts";
import { provider } from "../../gather/web/provider.ts";
import { makeFolder, removeFolder } from "../../support/room.ts";
import { channelThat } from "./channel-that.ts";
import { figuresOf, toldOf } from "./told.ts";

/** One request as a place has seen it. */
export interface Seen {
  /** `METHOD host/path?query`. */
  readonly what: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  /** The body, where it is JSON. */
  readonly json: any;
}

/** What a place answers: a status with JSON or text and headers, or nothing at all. */
export type Given =
  | readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>]
  | "break off";

/** Answers by `METHOD host/path`, the query left out: one after the other, the last goes on. */
export type Answers = Readonly<Record<string, Given | readonly Given[] | ((seen: Seen) => Given)>>;

/** A place on a real socket of this machine, as `BELLWETHER_HTTP_VIA` leads to it. */
export async function placeThat(
  answers: Answers,
): Promise<{ readonly base: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const times = new Map<string, number>();
  const { base } = await provider((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      const body = Buffer.concat(chunks);
      const path = (request.url ?? "").replace(/^\/https?\//, "");
      const one = {
        what: `${request.method} ${path}`,
        headers: request.headers,
        body,
        json: parsed(body),
      };
      seen.push(one);
      const key = one.what.split("?")[0]!;
      const given = answers[key];
      const at = times.get(key) ?? 0;
      times.set(key, at + 1);
      const isMany = Array.isArray(given) && typeof given[0] !== "number";
      const answer = (
        typeof given === "function"
          ? given(one)
          : isMany
            ? given[Math.min(at, given.length - 1)]
            : given
      ) as Given | undefined;
      if (answer === "break off") return void request.socket.destroy();
      const [status, told, headers = {}] = answer ?? [404, { error: `nothing answers ${key}` }];
      const text = typeof told === "string" ? told : JSON.stringify(told ?? {});
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    });
  });
  return { base, seen };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Nobody asks to stop. */
export const NEVER = new Promise<never>(() => {});

const NOW = "2025-05-08T13:00:00.000Z";

/** Real disk and sockets under a clock that goes on when it is waited for, and not else. */
export function waitingWorld(
  base: string,
  env: Readonly<Record<string, string>>,
): World & { readonly waits: number[] } {
  const real = realWorld();
  const waits: number[] = [];
  let now = Date.parse(NOW);
  return {
    ...real,
    now: () => now,
    env: { BELLWETHER_HTTP_VIA: base, ...env },
    net: {
      ...real.net,
      async wait(milliseconds) {
        waits.push(milliseconds);
        now += milliseconds;
      },
    },
    waits,
  };
}

/** A home with a ledger, gone after the test. */
export async function ledger(): Promise<{ readonly home: string; readonly store: MailStore }> {
  const home = makeFolder("channels");
  const store = await openTestMailStore(realWorld(), home);
  onTestFinished(async () => {
    await store.close();
    removeFolder(home);
  });
  return { home, store };
}

export interface Room {
  readonly home: string;
  readonly store: MailStore;
  readonly channel: OpenChannel;
  readonly world: ReturnType<typeof waitingWorld>;
  readonly seen: Seen[];
  /** Announces to this channel; what it has not had goes out. */
  announce(
    told?: readonly Told[],
    halted?: (told: Told) => string | undefined,
  ): Promise<AnnounceReport>;
}

/** A channel set up as bellwether.yaml would, and a ledger. */
export async function roomOf(
  name: string,
  options: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>>,
  answers: Answers,
): Promise<Room> {
  const { base, seen } = await placeThat(answers);
  const { home, store } = await ledger();
  const world = waitingWorld(base, env);
  const channel = channelThat(world, home, name, options);
  return {
    home,
    store,
    channel,
    world,
    seen,
    announce: (told = [toldOf()], halted = () => undefined) =>
      announce(
        {
          world,
          home,
          deliveries: store.deliveries,
          channels: [channel],
          figuresOf,
          stopped: NEVER,
          halted,
        },
        told,
      ),
  };
}

/** States of a run, by message. */
export function statesOf({ announced }: AnnounceReport): Record<string, string> {
  return Object.fromEntries(announced.map(({ recipient, state }) => [recipient, state]));
}
