import { mistake } from "../../base/problem.ts";
import { MARKS } from "../issue/issue.ts";
import type { Recipient } from "./mailing.ts";

export type Mark = keyof typeof MARKS;

/** What an address of the web is written with once it is percent-encoded, save what HTML would read as its own. */
const PLAIN_ADDRESS = /^https?:\/\/[\w.~:/?#@!$()*+,;=%[\]-]+$/;

/** The longest line of a body in quoted-printable, its soft break counted (RFC 2045 §6.7). */
const LINE = 76;

/** A text with the reader's own addresses in place of the marks. */
export function fillIn(text: string, recipient: Recipient): string {
  return text
    .replaceAll(MARKS.unsubscribe, () => plainAddress(recipient.unsubscribe))
    .replaceAll(MARKS.preferences, () => plainAddress(recipient.preferences));
}

/** @throws Failure (2) for an address that cannot stand in a mail as it is. */
export function plainAddress(address: string): string {
  if (PLAIN_ADDRESS.test(address)) return address;
  throw mistake({
    code: "mail-link",
    message: `"${address}" cannot stand in a mail: an address of the web was expected, percent-encoded.`,
    advice: "Look at `mail: service:` in bellwether.yaml.",
  });
}

/** A body in quoted-printable, parted where a mark stood: what lies between and, from the second on, which mark goes before. */
export interface Parted {
  readonly pieces: readonly string[];
  readonly marks: readonly Mark[];
}

/**
 * Finds the marks of an encoded body, soft breaks within them too, and takes them out. Each leaves a soft break on either side, so that what is put
 * there has lines of its own.
 */
export function part(encoded: string): Parted {
  const names = Object.keys(MARKS) as Mark[];
  const anyMark = new RegExp(names.map((name) => `(${broken(MARKS[name])})`).join("|"), "g");
  const pieces: string[] = [];
  const marks: Mark[] = [];
  let from = 0;
  for (const match of encoded.matchAll(anyMark)) {
    const before = encoded.slice(from, match.index);
    pieces.push(/(?:^|\n)$/.test(before) ? before : `${before}=\r\n`);
    marks.push(names[match.slice(1).findIndex((group) => group !== undefined)]!);
    from = match.index + match[0].length;
    // A soft break that already follows the mark stands for ours.
    if (encoded.startsWith("=\r\n", from)) from += 3;
  }
  pieces.push(encoded.slice(from));
  return { pieces, marks };
}

/** A text, as a pattern that finds it with soft breaks within. */
function broken(text: string): string {
  return [...text].map((sign) => RegExp.escape(sign)).join("(?:=\\r\\n)?");
}

/** An address as lines of a body in quoted-printable, the last of which goes on in the next line. */
export function quotedAddress(address: string): string {
  const encoded = plainAddress(address).replaceAll("=", "=3D");
  const lines: string[] = [];
  for (let at = 0; at < encoded.length;) {
    let end = Math.min(at + LINE - 1, encoded.length);
    // A sign that is written as three characters stays on one line.
    const cut = encoded.lastIndexOf("=", end - 1);
    if (end < encoded.length && cut > end - 3) end = cut;
    lines.push(`${encoded.slice(at, end)}=\r\n`);
    at = end;
  }
  return lines.join("");
}
