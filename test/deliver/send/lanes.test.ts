import { expect, test } from "vitest";
import { lanesBy, lanesOf, limitsByLane } from "../../../generator/deliver/send/lanes.ts";
import { NetFault } from "../../../generator/world/net.ts";
import { readersOf, send, storeWith } from "./room.ts";
import { smtpServer } from "./smtp-server.ts";

/** How far two clocks, of the program and of its store, may round a second otherwise. */
const SLACK_MS = 100;

const SERVERS: Readonly<Record<string, readonly string[]>> = {
  "gmail.com": ["gmail-smtp-in.l.google.com", "alt1.gmail-smtp-in.l.google.com"],
  "bakery.example": ["aspmx.l.google.com"],
  "florist.example": ["florist-example.mail.protection.outlook.com"],
  "co-op.example": ["mx.mail.co.uk"],
  "nobody.example": [""],
};

/** @param away domains for which nobody answers */
function dns(away: (domain: string) => boolean = () => false) {
  const asked: string[] = [];
  const resolve = async (_kind: string, domain: string): Promise<readonly string[]> => {
    asked.push(domain);
    if (away(domain)) throw new NetFault("unknown-host", "DNS does not answer");
    return SERVERS[domain] ?? [];
  };
  return { asked, lanes: lanesBy({ resolve }) };
}

test("domains share a lane where the same provider's servers take their mail", async () => {
  const { lanes, asked } = dns();
  const domains = [...Object.keys(SERVERS), "own.example", "gmail.com"];
  expect(Object.fromEntries(await lanesOf(lanes, domains))).toEqual({
    "gmail.com": "google.com",
    "bakery.example": "google.com",
    "florist.example": "outlook.com",
    "co-op.example": "mail.co.uk",
    "nobody.example": "nobody.example",
    "own.example": "own.example",
  });
  expect(await lanes.of("gmail.com")).toBe("google.com");
  expect(asked.length).toBe(6);
});

test("one domain that does not answer says nothing of the others; DNS that is away is left alone", async () => {
  const one = dns((domain) => domain === "bakery.example");
  expect(await one.lanes.of("bakery.example")).toBe("bakery.example");
  expect(await one.lanes.of("gmail.com")).toBe("google.com");
  const all = dns(() => true);
  for (let at = 0; at < 100; at++)
    expect(await all.lanes.of(`d${at}.example`)).toBe(`d${at}.example`);
  expect(all.asked.length).toBe(5);
});

test("a limit of a domain holds for its lane, and the lowest for two of one", async () => {
  const { lanes } = dns();
  const perMinute = { all: 600, "gmail.com": 120, "bakery.example": 60, "own.example": 5 };
  expect(await limitsByLane(lanes, perMinute)).toEqual({
    all: 600,
    "google.com": 60,
    "own.example": 5,
  });
});

test("many domains behind one provider get no more a minute than it is allowed together", async () => {
  const { lanes } = dns();
  const domains = ["gmail.com", "bakery.example", "own.example"];
  const room = await storeWith(
    readersOf(9).map((each, at) => ({ ...each, address: `${each.id}@${domains[at % 3]}` })),
  );
  const times: number[] = [];
  const server = await smtpServer({
    taken: (address) => {
      if (!address.endsWith("@own.example")) times.push(performance.now());
    },
  });
  // One a second.
  const pace = await limitsByLane(lanes, { "gmail.com": 60 });
  // No mail is claimed before it begins; when it comes to the server is the machine's own affair.
  const begun = performance.now();
  const { counts } = await send(room, server.port, { lanes, pace, patienceMs: 600_000 });
  expect(counts).toMatchObject({ accepted: 9 });
  expect(times.length).toBe(6);
  for (const [at, time] of times.entries())
    expect(time - begun).toBeGreaterThan(at * 1000 - SLACK_MS);
});
