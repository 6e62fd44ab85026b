import { Resolver } from "node:dns/promises";
import { NetFault, type DnsKind } from "./net.ts";

/** A question that is not answered within it is asked again; what comes of that is the end of it. */
const TIMEOUT_MS = 5000;

/** There is no such name, or nothing of this kind. */
const NOTHING = new Set(["ENOTFOUND", "ENODATA"]);

/** Asks the system's name servers, as `Net.resolve` says. */
export async function resolveRecords(
  kind: DnsKind,
  name: string,
  resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 }),
): Promise<readonly string[]> {
  try {
    switch (kind) {
      case "TXT":
        return (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
      case "MX":
        return (await resolver.resolveMx(name))
          .toSorted((a, b) => a.priority - b.priority)
          .map(({ exchange }) => exchange);
      case "A":
        return await resolver.resolve4(name);
      case "AAAA":
        return await resolver.resolve6(name);
      case "PTR":
        return await resolver.reverse(name);
    }
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (NOTHING.has(code)) return [];
    throw new NetFault("unknown-host", `DNS does not answer for ${name} (${code})`);
  }
}
