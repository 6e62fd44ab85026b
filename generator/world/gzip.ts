import { gunzipSync, gzipSync } from "node:zlib";

/** The byte of a gzip header (RFC 1952) that names the system on which it was made, and its value for one that is not told. */
const OPERATING_SYSTEM = 9;
const UNKNOWN = 255;

/** Bytes packed by gzip: the same on every system. */
export function packed(content: Uint8Array): Uint8Array {
  const whole = gzipSync(content);
  whole[OPERATING_SYSTEM] = UNKNOWN;
  return whole;
}

/** What was packed by gzip. */
export function unpacked(content: Uint8Array): Uint8Array {
  return gunzipSync(content);
}
