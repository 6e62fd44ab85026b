import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";
import { onTestFinished } from "vitest";
import type { S3Settings } from "../../generator/publication/site-settings.ts";

/** A store of objects on a real socket of this machine, held in memory: a program of others that answers as Amazon's does. */
export interface S3Server {
  readonly settings: S3Settings;
  /** Keys that were written, in order. */
  readonly changes: readonly string[];
  /** Is told of each change as it has come. */
  onChange: (key: string) => void;
  /** What a reader gets by an address below the bucket, without any key. */
  get(path: string): Promise<Response>;
}

const BUCKET = "site";

/** It asks for no key in particular. */
export const S3_KEY = { id: "A-KEY", secret: "a-secret" };

export async function s3Server(): Promise<S3Server> {
  const program = buildApp({ logger: false });
  const changes: string[] = [];
  program.addHook("onResponse", async ({ method, url }, { statusCode }) => {
    const [, key] = new RegExp(`^/${BUCKET}/([^?]+)`).exec(url) ?? [];
    if (method !== "PUT" || key === undefined || statusCode !== 200) return;
    changes.push(decodeURIComponent(key));
    server.onChange(changes.at(-1)!);
  });
  const endpoint = await program.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => program.close());
  const made = await fetch(`${endpoint}/${BUCKET}`, {
    method: "PUT",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=A-KEY/20250508/us-east-1/s3/aws4_request",
    },
  });
  if (!made.ok) throw new Error(await made.text());
  const server: S3Server = {
    settings: { bucket: BUCKET, prefix: "news", region: "us-east-1", endpoint, keep: 3 },
    changes,
    onChange: () => {},
    get: (path) => fetch(`${endpoint}/${BUCKET}/${path}`),
  };
  return server;
}

/** What a server does with a request before the store hears of it: passes it on, breaks the connection off, or refuses it. */
export type Way = "on" | "broken" | Refusal;

/** A status, and the code by which Amazon's names it (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
export type Refusal = readonly [status: number, code: string];

/**
 * The address of a server in front of a store, as a host's is that has bad hours; gone after the test.
 * @param way is asked of each request: `count` others came before it, and it itself `times` times.
 */
export async function inFrontOf(
  endpoint: string,
  way: (count: number, times: number) => Way,
): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  const asked = new Map<string, number>();
  const front = createServer((coming, answer) => {
    const { url: path = "", method = "", headers } = coming;
    const times = asked.get(method + path) ?? 0;
    const which = way(asked.size, times);
    asked.set(method + path, times + 1);
    if (which === "broken") return void coming.socket.destroy();
    if (which !== "on") {
      const [status, code] = which;
      answer.writeHead(status, { "content-type": "application/xml" });
      return void answer.end(`<Error><Code>${code}</Code><Message>${code} it is</Message></Error>`);
    }
    const on = request({ hostname, port, path, method, headers }, (given) => {
      answer.writeHead(given.statusCode!, given.headers);
      given.pipe(answer);
    });
    coming.pipe(on);
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  onTestFinished(() => {
    front.closeAllConnections();
    front.close();
  });
  return `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
}
