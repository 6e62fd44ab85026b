import { digest } from "./digest.ts";

/** More than a publication has texts of its own, by far. */
const MOST = 4000;

/** A longer text, in characters, is none that a publication reads again and again. */
const LONGEST = 200_000;

/** What texts of YAML came to, as JSON, by the digest of each; what was asked for longest ago stands first. */
const known = new Map<string, string>();

/**
 * What a text of YAML says, parsed when it is seen for the first time. Each call gives a value of its own.
 * @param parse throws for a text with a mistake, which is remembered by nobody.
 */
export function plainOf(text: string, parse: () => unknown): unknown {
  if (text.length > LONGEST) return parse();
  const key = digest(text, 32);
  const found = known.get(key);
  if (found !== undefined) {
    remember(key, found);
    return found.includes(OPEN) ? JSON.parse(found, withOpenEnds) : JSON.parse(found);
  }
  const plain = parse();
  if (isJson(plain)) remember(key, JSON.stringify(plain, withoutOpenEnds));
  return plain;
}

/** Every text that is remembered, with what it came to. */
export function parsedTexts(): ReadonlyMap<string, string> {
  return known;
}

/** Takes over what texts came to for another run of this very program. */
export function takeParsedTexts(texts: Iterable<readonly [string, string]>): void {
  for (const [key, plain] of texts) remember(key, plain);
}

function remember(key: string, plain: string): void {
  known.delete(key);
  known.set(key, plain);
  if (known.size > MOST) known.delete(known.keys().next().value!);
}

/** Stands for an infinite number, as scales end with, which JSON does not know: before its sign. */
const OPEN = "\uE0F1";

function withoutOpenEnds(_key: string, value: unknown): unknown {
  return value === Infinity || value === -Infinity ? OPEN + String(value) : value;
}

function withOpenEnds(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith(OPEN) ? Number(value.slice(1)) : value;
}

/** Whether what is remembered gives the value back as it is: JSON knows no key without a value and no other object than a plain one. */
function isJson(value: unknown): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") return !value.includes(OPEN);
  if (typeof value === "number") return !Number.isNaN(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(([key, each]) => !key.includes(OPEN) && isJson(each));
}
