import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** All of IPv6 that is given out for the public internet (IANA, IPv6 global unicast address assignments). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * True unless the address (without brackets) is one of the public internet. Transition prefixes, which can hide an address of a
 * private network, are none.
 */
export function isPrivate(address: string): boolean {
  if (isIP(address) === 0) return true;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return true;
  return parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST);
}
