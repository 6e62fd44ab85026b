import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { withoutSteering } from "../../base/text.ts";
import { passedOnFor } from "../../publish/serve/request.ts";
import type { DeskSite } from "./site.ts";

/** Whether a page of another site asks, save by a link or an address that a person follows. */
export function isForeign(context: Context): boolean {
  const site = context.req.header("sec-fetch-site") ?? "none";
  if (site === "none" || site === "same-origin") return false;
  const isNavigation =
    context.req.header("sec-fetch-mode") === "navigate" &&
    context.req.header("sec-fetch-dest") === "document";
  return context.req.method !== "GET" || !isNavigation;
}

/**
 * The address that a request came from. Behind the publication's own address stands a server that passes requests on: it adds where each
 * came from at the end of `x-forwarded-for`.
 */
export function addressOf(context: Context, { isSecure }: DeskSite): string {
  const passedOn = isSecure ? passedOnFor(context.req.header("x-forwarded-for")) : undefined;
  return passedOn ?? getConnInfo(context).remote.address ?? "";
}

const BROWSERS = [/(Edg|OPR|Vivaldi|Firefox|Chrome)(?:iOS|A)?\//, /(Safari)\//];
const NAMES: Readonly<Record<string, string>> = { Edg: "Edge", OPR: "Opera" };

/** The browser by its usual name, as it says of itself. */
export function browserOf(context: Context): string {
  const agent = withoutSteering(context.req.header("user-agent") ?? "");
  const name = BROWSERS.map((pattern) => pattern.exec(agent)?.[1]).find(Boolean) ?? "a browser";
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0];
  return `${NAMES[name] ?? name}${system === undefined ? "" : ` on ${system.replace(" OS X", "")}`}`;
}

/** A path of the desk to go on to; the queue for anything else. */
export function pathWithin(to: string | undefined, origin: string): string {
  const found = to?.startsWith("/") ? URL.parse(to, origin) : null;
  return found?.origin === origin ? found.pathname + found.search : "/";
}

/** One field of a form that was sent; empty where it is missing or a file. */
export async function field(context: Context, name: string): Promise<string> {
  const value = (await context.req.formData()).get(name);
  return typeof value === "string" ? value : "";
}
