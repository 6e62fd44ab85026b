import { createSocket } from "node:dgram";
import { once } from "node:events";
import { Resolver } from "node:dns/promises";
import { decode, encode, type Answer } from "dns-packet";
import { onTestFinished } from "vitest";
import { resolveRecords } from "../../generator/world/dns.ts";
import type { Net } from "../../generator/world/net.ts";

/** What a name server answers to questions such as "TXT example.org": records, an error by its number, or nothing at all. */
export type Zone = Readonly<Record<string, readonly unknown[] | number | "silence">>;

interface NameServer extends Pick<Net, "resolve"> {
  /** Every question, as often as it came. */
  readonly asked: readonly string[];
}

const NO_SUCH_NAME = 3;

/** A name server on a UDP port of this machine, and the program's own way to ask it. */
export async function nameServer(zone: Zone): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (bytes, { port, address }) => {
    const { id, questions = [] } = decode(bytes);
    const [question] = questions;
    const key = `${question!.type} ${question!.name.toLowerCase()}`;
    asked.push(key);
    const known = zone[key] ?? NO_SUCH_NAME;
    if (known === "silence") return;
    const answers =
      typeof known === "number"
        ? []
        : known.map((data) => ({ ...question!, ttl: 60, data }) as unknown as Answer);
    const flags = typeof known === "number" ? known : 0;
    socket.send(encode({ id: id!, type: "response", flags, questions, answers }), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  onTestFinished(() => void socket.close());
  // Only a silence is to be waited for to its end: an answer may be slow to come where the machine is busy.
  const timeout = Object.values(zone).includes("silence") ? 2_000 : 60_000;
  const resolver = new Resolver({ timeout, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return { asked, resolve: (kind, name) => resolveRecords(kind, name, resolver) };
}
