import { BlockList, isIP } from "node:net";

/**
 * Networks that are not the public internet: this host, private, link-local, shared, documentation, benchmark, multicast
 * and reserved (IANA special-purpose registries, RFC 6890), and the transition prefixes that can hide one of them.
 */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

const version4 = new BlockList();
const version6 = new BlockList();
for (const [network, bits] of NOT_PUBLIC) {
  if (isIP(network) === 4) version4.addSubnet(network, bits, "ipv4");
  else version6.addSubnet(network, bits, "ipv6");
}

/** True unless the address (without brackets) is one of the public internet. */
export function isPrivate(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return version4.check(address, "ipv4");
  return version === 6 ? version6.check(address, "ipv6") : true;
}
