import { z } from "zod";

const isLocal = (url: URL): boolean => ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);

/** An address without a path. */
const origin = z
  .url({ protocol: /^https$/, error: "expected an address such as https://desk.example.org" })
  .refine((text) => new URL(text).pathname === "/", {
    error: "expected an address without a path: the desk answers at the root of its host",
  });

/** A provider of accounts is asked over https; over http only on this machine, to try one. */
const issuer = z.url({ protocol: /^https?$/ }).refine(
  (text) => {
    const url = new URL(text);
    return url.protocol === "https:" || isLocal(url);
  },
  { error: "expected an address that begins with https://" },
);

export const deskSchema = z.strictObject({
  /** Address at which people come to the desk when it is not on their own machine. */
  url: origin.exactOptional(),
  /** Provider of the publisher's own accounts (OpenID Connect), and what it calls the desk. */
  openid: z.strictObject({ issuer, client: z.string().trim().min(1) }).exactOptional(),
});

/** What a publication says of its review desk. */
export type DeskSettings = z.output<typeof deskSchema>;
