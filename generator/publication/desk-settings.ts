import { z } from "zod";
import { secureAddress } from "./secure-address.ts";

/** An address without a path. */
const origin = z
  .url({ protocol: /^https$/, error: "expected an address such as https://desk.example.org" })
  .refine((text) => new URL(text).pathname === "/", {
    error: "expected an address without a path: the desk answers at the root of its host",
  });

export const deskSchema = z.strictObject({
  /** Address at which people come to the desk when it is not on their own machine. */
  url: origin.exactOptional(),
  /** Provider of the publisher's own accounts (OpenID Connect), and what it calls the desk. */
  openid: z
    .strictObject({ issuer: secureAddress, client: z.string().trim().min(1) })
    .exactOptional(),
});

/** What a publication says of its review desk. */
export type DeskSettings = z.output<typeof deskSchema>;
