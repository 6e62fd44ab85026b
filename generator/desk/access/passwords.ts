import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from "node:crypto";

/** Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage Cheat Sheet, 2025). */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG = 32;

const SHORTEST = 15;
const LONGEST = 256;
/** What may be left of a password, and of how many different signs, once all that is easily guessed is taken out. */
const REST = 8;
const SIGNS = 6;

/** Words that guessing begins with, and runs of keys. */
const COMMON =
  /password|passphrase|passwort|contrase(?:ñ|n)a|letmein|welcome|admin|iloveyou|monkey|dragon|secret|changeme|correct ?horse ?battery ?staple|0?123456789?0?|9876543210?|abcdefg?h?|qwerty(?:uiop)?|azerty(?:uiop)?|qwertz(?:uiop)?|asdfgh?j?k?l?|zxcvbn?m?|(.)\1{2,}|(.{1,6})\2{2,}/giu;

/** What is kept of a password: `argon2id$memory$passes$lanes$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await tagOf(password, salt, COST);
  const { memory, passes, parallelism } = COST;
  const parts = [memory, passes, parallelism, salt.toString("base64"), tag.toString("base64")];
  return ["argon2id", ...parts].join("$");
}

/** Whether it is the password; where there is none to compare with it takes as long, and is false. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, memory, passes, lanes, salt = "", tag = ""] = (kept ?? NOBODYS).split("$");
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(lanes) };
  const found = await tagOf(password, Buffer.from(salt, "base64"), cost);
  return timingSafeEqual(found, Buffer.from(tag, "base64")) && kept !== undefined;
}

const NOBODYS = [
  "argon2id",
  COST.memory,
  COST.passes,
  COST.parallelism,
  Buffer.alloc(16).toString("base64"),
  Buffer.alloc(TAG).toString("base64"),
].join("$");

/** What keeps a text from being a password; undefined where it may be one. @param words names that belong to the person or the place. */
export function weakness(password: string, words: readonly string[]): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST)
    return `A password has ${SHORTEST} signs or more; four words that have nothing to do with each other make a good one.`;
  if (length > LONGEST) return `A password has ${LONGEST} signs at most.`;
  const rest = words
    .flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2)
    .reduce((text, word) => text.replaceAll(word, ""), password.toLowerCase())
    .replaceAll(COMMON, "");
  if (rest.length < REST || new Set(rest).size < SIGNS)
    return "This password is easily guessed: it is made of names, common words or a pattern. Four words that have nothing to do with each other make a good one.";
  return undefined;
}

function tagOf(
  password: string,
  nonce: Buffer,
  cost: Pick<Argon2Parameters, "memory" | "passes" | "parallelism">,
): Promise<Buffer> {
  const message = password.normalize("NFC");
  return new Promise((resolve, reject) => {
    argon2("argon2id", { message, nonce, tagLength: TAG, ...cost }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    );
  });
}
