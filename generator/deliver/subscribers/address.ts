import { domainToASCII } from "node:url";

/** Why a text is no address that mail can be sent to. */
export type AddressFault = "empty" | "too-long" | "no-at" | "local-part" | "domain";

/** An address as it is sent to, and the one form that all spellings of it have. */
export interface ReadAddress {
  /** Local part as given, domain in ASCII. */
  readonly address: string;
  /** Lower case: by this two addresses are the same. No provider's own rules, such as dots that do not count, are applied. */
  readonly normal: string;
}

/**
 * Signs of RFC 5322's atom, and letters, marks and digits of any script (RFC 6531). Quoted local parts are lawful, hardly ever used, and the usual
 * way to smuggle a second recipient in.
 */
const LOCAL =
  /^[\p{L}\p{M}\p{N}_!#$%&'*+/=?^`{|}~-]+(?:\.[\p{L}\p{M}\p{N}_!#$%&'*+/=?^`{|}~-]+)*$/u;

/** A name of a host (RFC 1123) with two labels at least, the last of which is no number. */
const DOMAIN =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** Letters, marks and digits of any script, hyphens and dots: what a name of a host may be written with. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u;

/** Octets (RFC 5321, section 4.5.3.1, with erratum 1690). */
const LONGEST = 254;
const LONGEST_LOCAL = 64;

/** Reads one address, and nothing beside it: a name, a second address, a comment or a line break makes it none. */
export function readAddress(given: string): ReadAddress | AddressFault {
  const text = given.replace(/^ +| +$/g, "");
  if (text === "") return "empty";
  if (text.length > LONGEST) return "too-long";
  const at = text.lastIndexOf("@");
  if (at < 1) return "no-at";
  const [local, written] = [text.slice(0, at).normalize("NFC"), text.slice(at + 1)];
  // A sign that only looks otherwise, such as a wide letter or a ligature, is one that was not meant.
  const isPlain = LOCAL.test(local) && local.normalize("NFKC") === local;
  if (!isPlain || Buffer.byteLength(local) > LONGEST_LOCAL) return "local-part";
  const domain = WRITTEN_DOMAIN.test(written) ? domainToASCII(written) : "";
  if (!DOMAIN.test(domain)) return "domain";
  const address = `${local}@${domain}`;
  return Buffer.byteLength(address) > LONGEST ? "too-long" : { address, normal: normalOf(address) };
}

/** The one form that all spellings of an address have. */
export function normalOf(address: string): string {
  return address.toLowerCase().normalize("NFC");
}

const FAULTS: Readonly<Record<AddressFault, string>> = {
  empty: "there is none",
  "too-long": `it has more than ${LONGEST} signs`,
  "no-at": "it has no part before an @",
  "local-part":
    "the part before the @ may hold letters, digits, dots between them and !#$%&'*+/=?^_`{|}~-, 64 bytes at most",
  domain: "the part behind the @ is no name of a host",
};

/** What is wrong with an address, as the end of a sentence. */
export function faultWords(fault: AddressFault): string {
  return FAULTS[fault];
}

const LONGEST_NAME = 100;

/** A name in one line, without signs that steer; undefined where nothing is left. Commas and quotes stay: whoever writes a header encodes it. */
export function readName(given: string): string | undefined {
  const name = given
    .normalize("NFC")
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  const short = [...name].slice(0, LONGEST_NAME).join("").trim();
  return short === "" ? undefined : short;
}
