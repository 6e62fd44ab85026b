import { domainToASCII } from "node:url";

/** Whom a mail is from or for. */
export interface Mailbox {
  readonly address: string;
  readonly name?: string;
}

/** An address in two halves, as a server is told it: the domain in ASCII and lower case. */
export interface Envelope {
  readonly address: string;
  readonly domain: string;
}

/** A dot-atom (RFC 5322 §3.2.3), which needs no quotes. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** RFC 5321 §4.5.3.1. */
const LONGEST_LOCAL_PART = 64;
const LONGEST = 254;

/**
 * An address as a server can be told it. Undefined for what is no address, and for the forms that mail can do without and that are read in
 * more than one way: a quoted local part, comments, an address of the network in brackets, letters beyond ASCII before the @.
 */
export function envelopeOf(address: string): Envelope | undefined {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (!LOCAL_PART.test(local) || local.length > LONGEST_LOCAL_PART) return undefined;
  const domain = domainToASCII(address.slice(at + 1)).toLowerCase();
  const whole = `${local}@${domain}`;
  // What only becomes a domain by leaving characters out was none.
  if (!DOMAIN.test(domain) || whole.length > LONGEST || /[\s\p{C}]/u.test(address))
    return undefined;
  return { address: whole, domain };
}
