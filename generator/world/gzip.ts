import { constants, crc32, deflateSync, gunzipSync, gzipSync } from "node:zlib";

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

/**
 * Bytes packed in the form of zlib (RFC 1950), runs of one byte alone, as pictures are: what else zlib finds to pack differs from
 * processor to processor.
 */
export function packedInRuns(content: Uint8Array): Uint8Array {
  return deflateSync(content, { strategy: constants.Z_RLE });
}

/** The sum of bytes by which PNG and gzip tell that none has changed (CRC-32). */
export function checksum(content: Uint8Array): number {
  return crc32(content);
}
