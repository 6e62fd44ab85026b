import { request } from "node:http";
import { onTestFinished } from "vitest";
import { mailKey } from "../../../generator/deliver/subscribers/key.ts";
import { linksFor, type LinkMaker } from "../../../generator/deliver/subscribers/links.ts";
import {
  membershipOf,
  type Membership,
} from "../../../generator/deliver/subscribers/membership.ts";
import { serveSubscribers } from "../../../generator/deliver/subscribers/service/serve-subscribers.ts";
import type { MailStore } from "../../../generator/store/mail/mail-store.ts";
import { openTestMailStore } from "../../support/store.ts";
import type { Newcomer, Subscriber } from "../../../generator/store/mail/subscribers.ts";
import { mailboxOf } from "../../../generator/deliver/subscribers/key.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import type { World } from "../../../generator/world/world.ts";
import type { Publication } from "../../../generator/publication/publication.ts";
import { publicationAt } from "../../publish/home.ts";
import { makeFolder, removeFolder } from "../../support/room.ts";
import { MAIL, SERVICE } from "./service-mail.ts";

export { MAIL, SERVICE } from "./service-mail.ts";

/** The service at a real socket, and what lies behind it. */
export interface TestService {
  readonly port: number;
  readonly home: string;
  readonly store: MailStore;
  readonly membership: Membership;
  readonly links: LinkMaker;
  /** Links of the mails that ask for confirmation, in their order. */
  readonly confirmations: { readonly to: Subscriber; readonly link: string }[];
  readonly told: string[];
  /** What the clock is ahead, in milliseconds. */
  readonly clock: { ahead: number };
  now(): number;
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Sends a form to a path below the service's address. */
  post(path: string, fields?: Readonly<Record<string, string>>, headers?: Headers): Promise<Answer>;
  get(path: string, headers?: Headers): Promise<Answer>;
  /** Somebody on the list, active unless told. */
  subscriber(about?: Partial<Subscriber>): Promise<Subscriber>;
  /** Paths below the service's address of somebody's links. */
  paths(id: string): { readonly unsubscribe: string; readonly preferences: string };
}

type Headers = Readonly<Record<string, string>>;

interface AskOptions {
  readonly headers?: Headers;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export async function openService(
  given: {
    readonly env?: Headers;
    readonly net?: World["net"];
    readonly publication?: Partial<Publication>;
    readonly port?: number;
  } = {},
): Promise<TestService> {
  const home = makeFolder("service");
  const clock = { ahead: 0 };
  const now = (): number => Date.now() + clock.ahead;
  const real = realWorld();
  const world = {
    ...real,
    now,
    env: { ...real.env, ...given.env },
    ...(given.net && { net: given.net }),
  };
  const publication = publicationAt(home, {
    name: "Example Markets",
    mail: { ...MAIL, service: SERVICE },
    ...given.publication,
  });
  const store = await openTestMailStore(world, home);
  const confirmations: TestService["confirmations"] = [];
  const told: string[] = [];
  const served = await serveSubscribers(world, publication, store, {
    port: given.port ?? 0,
    tags: ["etf flows", "volatility"],
    async sendConfirmation(to, link) {
      confirmations.push({ to, link });
    },
    tell: (line) => told.push(line),
  });
  onTestFinished(async () => {
    await served.close();
    await store.close();
    removeFolder(home);
  });
  const key = mailKey(world, home);
  const links = { key, service: publication.mail?.service ?? SERVICE };
  const base = new URL(links.service).pathname;
  const ask: TestService["ask"] = (method, path, { headers = {}, body } = {}) =>
    asked(served.port, method, path, headers, body);
  let count = 0;
  return {
    port: served.port,
    home,
    store,
    membership: membershipOf(world, store.subscribers, key),
    links,
    confirmations,
    told,
    clock,
    now,
    ask,
    get: (path, headers = {}) => ask("GET", base + path, { headers }),
    post: (path, fields = {}, headers = {}) =>
      ask("POST", base + path, {
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    async subscriber(about = {}) {
      const id = `person-${++count}`;
      const address = about.address ?? `${id}@reader.example`;
      const newcomer: Newcomer = {
        id,
        address,
        language: "en",
        timeZone: "Etc/UTC",
        formats: ["daily"],
        tags: [],
        state: "active",
        at: new Date(now()).toISOString(),
        why: "test",
        ...about,
        mailbox: mailboxOf(key, address.toLowerCase()),
      };
      await store.subscribers.add([newcomer]);
      return (await store.subscribers.byId(newcomer.id))!;
    },
    paths(id) {
      const { unsubscribe, preferences } = linksFor(links, id);
      const short = (link: string): string => link.slice(links.service.length);
      return { unsubscribe: short(unsubscribe), preferences: short(preferences) };
    },
  };
}

/** Asks a service on this machine. */
export function asked(
  port: number,
  method: string,
  path: string,
  headers: Headers,
  body: string | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, method, path, headers: { ...headers }, agent: false },
      (incoming) => {
        let text = "";
        incoming.setEncoding("utf8").on("data", (piece: string) => (text += piece));
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
