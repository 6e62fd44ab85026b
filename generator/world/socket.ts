import { lookup as resolveName, type LookupAddress } from "node:dns";
import { request as sendPlain, type ClientRequest, type IncomingMessage } from "node:http";
import { request as sendSecure } from "node:https";
import { isIP, type LookupFunction, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { isPrivate } from "./addresses.ts";
import { NetFault, type NetReply, type NetRequest } from "./net.ts";

/** Sends through Node's own sockets, as `Net` says. */
export async function send(asked: NetRequest): Promise<NetReply> {
  const { url } = asked;
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new NetFault("bad-address", "only plain http and https addresses are asked");
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && !asked.mayBePrivate && isPrivate(literal)) throw hidden(literal);

  const connection = Promise.withResolvers<IncomingMessage>();
  const clock = Promise.withResolvers<never>();
  clock.promise.catch(() => undefined);
  const outgoing = open(asked, connection);
  const stop = (fault: NetFault): void => {
    clock.reject(fault);
    outgoing.destroy(fault);
  };
  const total = setTimeout(
    () => stop(new NetFault("timeout", `no whole answer within ${seconds(asked.totalMs)}`)),
    asked.totalMs,
  );
  const untilConnected = setTimeout(
    () => stop(new NetFault("connect-timeout", `no connection within ${seconds(asked.connectMs)}`)),
    asked.connectMs,
  );
  outgoing.once("socket", (socket: Socket) => {
    const stands = url.protocol === "https:" ? "secureConnect" : "connect";
    if (socket.connecting) socket.once(stands, () => clearTimeout(untilConnected));
    else clearTimeout(untilConnected);
  });
  try {
    const incoming = await Promise.race([connection.promise, clock.promise]);
    const body = await Promise.race([readBody(incoming, asked.maxBytes), clock.promise]);
    return { status: incoming.statusCode ?? 0, headers: pairsOf(incoming.rawHeaders), body };
  } catch (error) {
    throw asFault(error);
  } finally {
    clearTimeout(total);
    clearTimeout(untilConnected);
    outgoing.destroy();
  }
}

function open(
  asked: NetRequest,
  { resolve, reject }: PromiseWithResolvers<IncomingMessage>,
): ClientRequest {
  const start = asked.url.protocol === "https:" ? sendSecure : sendPlain;
  const outgoing = start(asked.url, {
    method: asked.method,
    headers: { "accept-encoding": "gzip, deflate, br", ...asked.headers },
    agent: false,
    lookup: asked.mayBePrivate ? resolveName : resolvePublic,
  });
  outgoing.once("response", resolve);
  outgoing.on("error", reject);
  outgoing.end(asked.body);
  return outgoing;
}

/** Judges the very addresses that will be connected to, so that a name cannot change between check and use. */
const resolvePublic: LookupFunction = (name, options, answer) => {
  resolveName(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const inside = addresses?.find(({ address }) => isPrivate(address));
    if (error) answer(error, "", 0);
    else if (inside) answer(hidden(inside.address), "", 0);
    else if (options.all) answer(null, addresses);
    else answer(null, addresses[0]?.address ?? "", addresses[0]?.family ?? 0);
  });
};

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  let received = 0;
  incoming.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received > maxBytes) incoming.destroy(tooLarge(maxBytes));
  });
  const unpacked = unpack(incoming);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  if (!incoming.complete) throw new NetFault("truncated", "the answer ended before its end");
  return Buffer.concat(chunks);
}

const UNPACKERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

function unpack(incoming: IncomingMessage): Readable {
  const encoding = (incoming.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return incoming;
  const unpacker = UNPACKERS[encoding as keyof typeof UNPACKERS]?.();
  if (unpacker === undefined)
    throw new NetFault("bad-encoding", "the answer is packed in a way that was not asked for");
  incoming.on("error", (error) => unpacker.destroy(error));
  return incoming.pipe(unpacker);
}

function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at]!.toLowerCase(), raw[at + 1]!]);
  return pairs;
}

function asFault(error: unknown): unknown {
  if (error instanceof NetFault) return error;
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (syscall === "getaddrinfo") return new NetFault("unknown-host", "the host has no address");
  if (code === "ECONNREFUSED" || code.endsWith("UNREACH"))
    return new NetFault("refused", "the host takes no connection");
  if (code === "ECONNRESET" || code === "EPIPE" || code.startsWith("HPE_"))
    return new NetFault("reset", "the connection broke off");
  if (
    code.startsWith("Z_") ||
    code.startsWith("ERR_BROTLI") ||
    code.startsWith("ERR__ERROR_FORMAT")
  )
    return new NetFault("bad-encoding", "the answer cannot be unpacked");
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code))
    return new NetFault("tls", `the host cannot prove who it is (${code})`);
  if (syscall !== undefined) return new NetFault("reset", `the connection failed (${code})`);
  return error;
}

function hidden(address: string): NetFault {
  return new NetFault("private-address", `${address} is not an address of the public internet`);
}

function tooLarge(maxBytes: number): NetFault {
  return new NetFault("too-large", `the answer is larger than ${maxBytes / 2 ** 20} MiB`);
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
