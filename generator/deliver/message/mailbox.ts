import { readAddress } from "../subscribers/address.ts";

/** Whom a mail is from or for. */
export interface Mailbox {
  readonly address: string;
  readonly name?: string;
}

/** An address as a server is told it: its domain in ASCII and lower case. */
export interface Envelope {
  readonly address: string;
  readonly domain: string;
}

/** Whether only servers that speak UTF-8 (SMTPUTF8, RFC 6531) can be told an address. */
export function needsUtf8({ address }: Envelope): boolean {
  return /[^\p{ASCII}]/u.test(address);
}

/** An address as a server can be told it; undefined for what is none. */
export function envelopeOf(address: string): Envelope | undefined {
  const read = readAddress(address);
  if (typeof read === "string") return undefined;
  return { address: read.address, domain: read.address.slice(read.address.lastIndexOf("@") + 1) };
}
