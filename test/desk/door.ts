import { request, type IncomingMessage } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { onTestFinished } from "vitest";
import { escapeMarkup } from "../../generator/base/markup.ts";
import { openAccess } from "../../generator/desk/access/access.ts";
import { accountsOf, type Accounts } from "../../generator/desk/access/accounts.ts";
import type { Access } from "../../generator/desk/access/contract.ts";
import { SERVER_LIMITS } from "../../generator/publish/serve/request.ts";
import type { DeskSettings } from "../../generator/publication/desk-settings.ts";
import { openTestStore } from "../support/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { publicationAt } from "../publish/home.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

/** The address at which the desk of these tests is reached from outside, by a server that passes on to it. */
export const OUTSIDE = "https://desk.example.org";

export interface DoorOptions {
  readonly folder?: string;
  readonly desk?: DeskSettings;
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<typeof SERVER_LIMITS>;
}

/** A door with nothing behind it but a page for everybody who is in, and one for publishers, at a real socket. */
export interface TestDoor {
  readonly access: Access;
  readonly accounts: Accounts;
  readonly folder: string;
  readonly port: number;
  readonly origin: string;
  /** What was told. */
  readonly told: string[];
  /** What the clock of its world is ahead, in milliseconds. */
  readonly clock: { ahead: number };
  now(): number;
}

export async function openDoor(options: DoorOptions = {}): Promise<TestDoor> {
  const folder = options.folder ?? makeFolder("door");
  const clock = { ahead: 0 };
  const real = realWorld();
  const now = (): number => Date.now() + clock.ahead;
  const world = { ...real, now, user: "Olive Owner", env: { ...real.env, ...options.env } };
  const store = await openTestStore(world, folder);
  const publication = publicationAt(folder, {
    name: "Example Markets",
    ...(options.desk === undefined ? {} : { desk: options.desk }),
  });
  const told: string[] = [];
  const access = await openAccess(world, publication, store, {
    page: (_, name, values) =>
      `<title>${name}</title>${Object.entries(values)
        .map(
          ([key, value]) =>
            `<input name="${key === "formToken" ? "form-token" : key}" value="${escapeMarkup(typeof value === "string" ? value : (JSON.stringify(value) ?? ""))}">`,
        )
        .join("")}`,
    open: ["/assets/"],
    tell: (line) => told.push(line),
  });
  const app = new Hono();
  app.use(access.middleware);
  app.route("/", access.routes);
  app.get("/", (context) =>
    context.html(
      `<title>queue</title><input name="form-token" value="${access.formToken(context)}">${access.personOf(context)?.name}`,
    ),
  );
  app.get("/assets/desk.css", (context) => context.text("body {}"));
  app.post("/publish", access.require("publisher"), async (context) => {
    const text = (await context.req.parseBody())["text"];
    return context.text(`published ${String(text)}`);
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { ...SERVER_LIMITS, ...options.limits },
  }) as Server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await store.close();
    if (options.folder === undefined) removeFolder(folder);
  });
  const origin = `http://127.0.0.1:${port}`;
  return { access, accounts: accountsOf(store), folder, port, origin, told, clock, now };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Fields = Readonly<Record<string, string>>;

/** What a browser does: keeps cookies, and sends a form with the token of the page before it. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  token = "";
  readonly #port: number;
  readonly #origin: string;

  /** @param origin as the browser sees the desk. */
  constructor(port: number, origin = `http://127.0.0.1:${port}`) {
    this.#port = port;
    this.#origin = origin;
  }

  get(path: string, headers: Fields = {}): Promise<Answer> {
    return this.send("GET", path, headers);
  }

  /** Sends a form; its headers may be changed, and a token of its own given. */
  post(path: string, fields: Fields = {}, headers: Fields = {}): Promise<Answer> {
    const form = new URLSearchParams({ "form-token": this.token, ...fields });
    return this.send(
      "POST",
      path,
      {
        origin: this.#origin,
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
      form.toString(),
    );
  }

  async send(method: string, path: string, headers: Fields, body?: string): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const usual = { host: new URL(this.#origin).host, ...(cookie === "" ? {} : { cookie }) };
    const answer = await new Promise<Answer>((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: this.#port,
          method,
          path,
          headers: { ...usual, ...headers },
          agent: false,
        },
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
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const token = /name="form-token" value="([^"]+)"/.exec(answer.body)?.[1];
    if (token !== undefined) this.token = token;
    return answer;
  }
}

export const PASSWORD = "hazel kettle orbit plank";

/** A person who has set a password, and the browser in which they did. */
export async function joined(door: TestDoor, path: string, origin?: string): Promise<Visitor> {
  const visitor = new Visitor(door.port, origin);
  await visitor.get(path);
  await visitor.post(path, { password: PASSWORD });
  await visitor.get("/");
  return visitor;
}
