import { z } from "zod";
import { secureAddress } from "../../publication/secure-address.ts";

/** The name of an environment variable that holds a key. */
export function keyName(usual: string): z.ZodDefault<z.ZodString> {
  return z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, `expected the name of an environment variable, such as ${usual}`)
    .default(usual);
}

/** The address at which a place answers, without a slash at its end. */
export const address = secureAddress.transform((text) => text.replace(/\/+$/, ""));

/** Whether the article's card goes along. */
export const card = z.boolean().default(true);

/** The key that options name as `key`. */
export function namedKey({ key }: { readonly key: string }) {
  return [{ name: key, required: true }];
}
