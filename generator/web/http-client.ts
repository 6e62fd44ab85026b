import type { z } from "zod";
import type { NetReply } from "../world/net.ts";
import { askJson, askText } from "./answer.ts";
import { WebFault } from "./fault.ts";
import { fetchThrough } from "./fetch.ts";
import { ATTEMPTS, backoff } from "./retry.ts";
import { providerOf, type Question, type Web } from "./web.ts";

type Extras = Pick<Question, "method" | "headers" | "body">;

/** The one way in and out as one source uses it: under its own name, limits and keys. Every method throws WebFault. */
export interface HttpClient {
  text(url: string, extras?: Extras): Promise<string>;
  json<S extends z.ZodType>(url: string, shape: S, extras?: Extras): Promise<z.output<S>>;
  /** The answer whatever its status; what is asked is done once at most. */
  once(url: string, extras: Extras): Promise<NetReply>;
  /** For a library that brings its own requests; `part` names one of several providers behind one source. */
  fetch(part?: string): typeof fetch;
  /** Does work again, after a pause each time, while it fails in a way that may pass; the last failure is thrown. */
  patiently<T>(work: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T>;
  /** The key of that name; undefined when it is not set. */
  key(name: string): string | undefined;
  /** The key of that name, without which nothing can be asked. */
  requiredKey(name: string): string;
}

export function httpClientOf(
  web: Web,
  { id, spacingMs }: { readonly id: string; readonly spacingMs: number },
): HttpClient {
  const question = (url: string, extras: Extras = {}): Question => ({
    provider: providerOf(id, url),
    spacingMs,
    url,
    ...extras,
  });
  const key = (name: string): string | undefined => web.secrets.get(name);
  return {
    text: (url, extras) => askText(web, question(url, extras)),
    json: (url, shape, extras) => askJson(web, question(url, extras), shape),
    once: (url, extras) => web.ask({ ...question(url, extras), redirects: "none", isOnce: true }),
    fetch: (part) => fetchThrough(web, part === undefined ? id : `${id} ${part}`, spacingMs),
    async patiently(work, mayPass) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await work();
        } catch (error) {
          if (attempt === ATTEMPTS || !mayPass(error)) throw error;
          await web.wait(backoff(attempt, id));
        }
      }
    },
    key,
    requiredKey(name) {
      const found = key(name);
      if (found !== undefined) return found;
      const advice = "put it into the environment or var/secrets.env";
      throw new WebFault("missing-key", `${name} is not set: ${advice}`);
    },
  };
}
