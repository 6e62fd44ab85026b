import { createHash, hash, type Hash } from "node:crypto";
import type { Day } from "./day.ts";
import { memoize, weakMemoize } from "./memo.ts";

/** The first `length` hexadecimal digits of SHA-256 over bytes, or over text as UTF-8. */
export function digest(content: string | Uint8Array, length = 16): string {
  return hash("sha256", content).slice(0, length);
}

/** A text behind a line with its digest, so that it is known when another hand or a fault of the disk has changed it. */
export function underDigest(body: string): string {
  return `${digest(body)}\n${body}`;
}

/** The text behind its digest; undefined where there is none, or it is another. */
export function bodyUnderDigest(text = ""): string | undefined {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === digest(body) ? body : undefined;
}

/** Characters of a day in a list, with the comma behind it. */
const A_DAY = "2025-05-07,".length;

/** The digests of the stretches of a list of days, begun: hundreds of series share a list, and most of their stretches. */
const begunOf = weakMemoize((days: readonly Day[]): ((from: number, to: number) => Hash) => {
  const listed = days.join();
  const begun = memoize((from: number) =>
    memoize((to: number) =>
      createHash("sha256").update(listed.slice(from * A_DAY, Math.max(0, to * A_DAY - 1))),
    ),
  );
  return (from, to) => begun(from)(to);
});

/** The same over dated values, of `from` to before `to`: the bytes of the numbers behind their days. */
export function digestOfDated(
  days: readonly Day[],
  values: Float64Array,
  from = 0,
  to = days.length,
): string {
  const told = values.subarray(from, to);
  const bytes = new Uint8Array(told.buffer, told.byteOffset, told.byteLength);
  return begunOf(days)(from, to).copy().update(bytes).digest("hex").slice(0, 16);
}

/** JSON with the keys of every object in the order of the alphabet: what is equal is written alike. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrderOfKeys(value));
}

/** A copy: JSON asks nobody else while it writes, which takes half as long. */
function inOrderOfKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(inOrderOfKeys);
  if ("toJSON" in value) return inOrderOfKeys(JSON.parse(JSON.stringify(value)));
  const members = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(members).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrderOfKeys(members[key])]));
}
