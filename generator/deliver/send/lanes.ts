import { getDomain } from "tldts";
import type { Limits } from "../../store/mail/deliveries.ts";
import { NetFault, type Net } from "../../world/net.ts";

/** What shares a pace: all domains whose mail the same provider's servers take. */
export interface Lanes {
  /** The lane of a domain: under which domain its mail servers (MX) stand, such as google.com; the domain itself where nothing else is known. */
  of(domain: string): Promise<string>;
}

/** So many domains in a row without an answer: it is DNS that is away, and not theirs. */
const SILENT = 5;

/** Questions that are open at once. */
const AT_ONCE = 50;

/** Each domain by itself. */
export const BY_DOMAIN: Lanes = { of: async (domain) => domain };

/** Lanes by what DNS says of mail servers, each domain asked once. Without DNS each domain is by itself. */
export function lanesBy({ resolve }: Pick<Net, "resolve">): Lanes {
  const known = new Map<string, Promise<string>>();
  let silent = 0;
  const ask = async (domain: string): Promise<string> => {
    if (silent >= SILENT) return domain;
    try {
      const [first = ""] = await resolve("MX", domain);
      silent = 0;
      return getDomain(first) ?? domain;
    } catch (error) {
      if (!(error instanceof NetFault)) throw error;
      silent++;
      return domain;
    }
  };
  return {
    of(domain) {
      const lane = known.get(domain) ?? ask(domain);
      known.set(domain, lane);
      return lane;
    },
  };
}

/** The lanes of many domains. */
export async function lanesOf(
  lanes: Lanes,
  domains: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const left = [...new Set(domains)];
  const found = new Map<string, string>();
  while (left.length > 0) {
    const some = left.splice(0, AT_ONCE);
    const named = await Promise.all(some.map((domain) => lanes.of(domain)));
    some.forEach((domain, at) => found.set(domain, named[at]!));
  }
  return found;
}

/** Limits by lane of limits by domain, as the ledger takes them: what is said of one domain holds for its whole lane, and the lowest for two of one. */
export async function limitsByLane(lanes: Lanes, perMinute: Limits): Promise<Limits> {
  const { all, ...named } = perMinute;
  const found = await lanesOf(lanes, Object.keys(named));
  const limits: Record<string, number> = all === undefined ? {} : { all };
  for (const [domain, mails] of Object.entries(named)) {
    const lane = found.get(domain)!;
    limits[lane] = Math.min(limits[lane] ?? Infinity, mails);
  }
  return limits;
}
