import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { passedOnFor } from "../../../publish/serve/request.ts";
import type { Service } from "./service.ts";

/** The address that a request came from: the server in front says so where there is one, at the service's own https address. */
export function cameFrom(context: Context, { links }: Service): string {
  const { protocol, host } = new URL(links.service);
  const isPassedOn = protocol === "https:" && context.req.header("host")?.toLowerCase() === host;
  const passedOn = isPassedOn ? passedOnFor(context.req.header("x-forwarded-for")) : undefined;
  return passedOn ?? getConnInfo(context).remote.address ?? "";
}
