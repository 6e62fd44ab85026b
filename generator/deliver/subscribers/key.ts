import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import { mistake } from "../../base/problem.ts";
import type { Mailbox } from "../../store/mail/subscribers.ts";
import type { World } from "../../world/world.ts";

/** The variable of the environment that may hold the key in place of the file. */
const VARIABLE = "BELLWETHER_MAIL_KEY";
const SHORTEST = 32;

/**
 * The secret that signs links and hashes the addresses of the suppression list: from the environment, else of `var/mail.key`, which is made
 * once. Whoever loses it loses both.
 * @throws Failure (2) where it is too short to be a secret.
 */
export function mailKey({ env, files }: World, home: string): string {
  const given = env[VARIABLE]?.trim();
  const path = join(home, "var", "mail.key");
  if (given === undefined || given === "") {
    if (!files.exists(path)) files.writeSecret(path, `${randomBytes(32).toString("base64url")}\n`);
  }
  const key = given || files.read(path).trim();
  if (key.length >= SHORTEST) return key;
  throw mistake({
    code: "mail-key",
    ...(given ? {} : { file: path }),
    message: `The key that signs links in mails has ${key.length} signs; ${SHORTEST} at least were expected.`,
    advice: given
      ? `Give ${VARIABLE} a longer random text, such as \`openssl rand -base64 32\` prints.`
      : "Put the file back from a backup. With another key, links in mails that were sent no longer work.",
  });
}

/** HMAC-SHA256 over a purpose and a text, which no other purpose's text can equal. */
export function keyed(key: string, purpose: string, text: string): string {
  return createHmac("sha256", key).update(`${purpose}\n${text}`).digest("base64url");
}

/** What a mailbox is known by. @param normal its normal address. */
export function mailboxOf(key: string, normal: string): Mailbox {
  return { normal, mark: keyed(key, "mailbox", normal) };
}
