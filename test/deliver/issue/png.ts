import { inflateSync } from "node:zlib";

/** What a PNG of 8-bit RGBA holds: its size in pixels, and how many different bytes its rows have. */
export function digestOfPng(body: Uint8Array): { width: number; height: number; colours: number } {
  const bytes = Buffer.from(body);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (name === "IDAT") data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const colours = new Set(inflateSync(Buffer.concat(data))).size;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), colours };
}
