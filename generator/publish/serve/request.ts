import ipaddr from "ipaddr.js";

/** For `createServer` of `node:http`: how long and how large a request may be until it is read. */
export const SERVER_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};

/** Signs that no path of ours has within a name, once it is decoded. */
const NEVER = /[/\\\p{Cc}]|^\.{1,2}$/u;

/** Whether every name of a path is one, and not a way out of its folder. */
export function isPlainPath(path: string): boolean {
  try {
    return path.split("/").every((name) => !NEVER.test(decodeURIComponent(name)));
  } catch {
    return false;
  }
}

/** An address, and of IPv6 the 2^64 around it: whoever has one of them has the others too. */
export function networkOf(address: string): string {
  const parsed = ipaddr.isValid(address) ? ipaddr.process(address) : undefined;
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(":") : address;
}

/** The address that the last of the servers in between says a request came from, which it adds at the end of `x-forwarded-for`. */
export function passedOnFor(header: string | undefined): string | undefined {
  const last = header?.split(",").at(-1)?.trim() ?? "";
  return ipaddr.isValid(last) ? last : undefined;
}
