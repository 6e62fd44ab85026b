import { z } from "zod";

const THIS_MACHINE = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** An address that something of somebody's is sent to: over https; over http only on this machine, to try one. */
export const secureAddress = z.url({ protocol: /^https?$/ }).refine(
  (text) => {
    const url = new URL(text);
    return url.protocol === "https:" || THIS_MACHINE.has(url.hostname);
  },
  { error: "expected an address that begins with https://" },
);
