import { z } from "zod";
import { digest } from "../../../base/digest.ts";
import { channelOf, type Outgoing, type Post } from "../../../newsroom/channel.ts";
import type { HttpClient } from "../../../web/http-client.ts";
import { ask, json, refusal } from "../ask.ts";
import { bearsCard, graphemes, partsOf, threadOf } from "../fit.ts";
import { address, card, keyName, namedKey } from "../options.ts";

const options = z.strictObject({
  /** The account, such as daily.bellwether.example */
  handle: z.string().regex(/^[\w-]+(\.[\w-]+)+$/, "expected a handle such as daily.example.org"),
  key: keyName("BLUESKY_APP_PASSWORD"),
  service: address.default("https://bsky.social"),
  card,
});
type Options = z.output<typeof options>;

/** app.bsky.feed.post: 300 graphemes within 3,000 bytes. */
const GRAPHEMES = 300;
const BYTES = 3000;
/** app.bsky.embed.external: largest picture of a link, in bytes. */
const THUMB = 1_000_000;
/** Graphemes of an address as it is shown. */
const SHOWN = 40;

const POSTS = "app.bsky.feed.post";

const sessionShape = z.object({ did: z.string(), accessJwt: z.string(), handle: z.string() });
const blobShape = z.object({ blob: z.looseObject({}) });
const recordShape = z.object({ uri: z.string(), cid: z.string() });
type Reference = z.output<typeof recordShape>;

interface Prepared {
  readonly did: string;
  readonly token: string;
  /** The card as it lies there. */
  readonly thumb: object | undefined;
}

/** An account on Bluesky (https://docs.bsky.app/docs/advanced-guides/posts). */
export const bluesky = channelOf<Options, Prepared>({
  id: "bluesky",
  about: "followers of an account on Bluesky, or on another server of its protocol",
  // 5,000 points an hour, 3 a post; 30 sessions in five minutes (https://docs.bsky.app/docs/advanced-guides/rate-limits).
  spacingMs: 500,
  keys: [],
  keysOf: namedKey,
  options,
  isIdempotent: true,
  async write(post, { options, figuresOf }) {
    const parts = partsOf(post, shownAddress(post.url));
    return threadOf(parts, { of: GRAPHEMES, measure: blueskyLength }, figuresOf).map(
      (text, at) => ({
        text,
        length: { is: graphemes(text), of: GRAPHEMES },
        hasCard: at === 0 && options.card && bearsCard(post),
      }),
    );
  },
  async prepare(post, http, { options, message, at }) {
    const { did, accessJwt: token } = await session(http, options, at);
    const picture = message.hasCard === true ? await post.card!() : undefined;
    if (picture === undefined || picture.body.length > THUMB)
      return { did, token, thumb: undefined };
    const asked = {
      ...question(options, "com.atproto.repo.uploadBlob", at),
      method: "POST" as const,
      headers: { ...bearer(token), "content-type": "image/png" },
      body: picture.body,
    };
    return { did, token, thumb: (await ask(http, asked, blobShape)).blob };
  },
  async post(post, http, outgoing) {
    const { options, at, prepared, isAgain } = outgoing;
    const rkey = recordKey(post, outgoing.key);
    const there = isAgain ? await found(http, outgoing, rkey) : undefined;
    if (there) return written(there);
    const { headers, body } = json({
      repo: prepared.did,
      collection: POSTS,
      rkey,
      record: recordOf(post, outgoing),
    });
    const asked = {
      ...question(options, "com.atproto.repo.createRecord", at),
      method: "POST" as const,
      headers: { ...headers, ...bearer(prepared.token) },
      body,
    };
    return written(await ask(http, asked, recordShape));
  },
  async test(http, { options, at }) {
    const { handle, did } = await session(http, options, at);
    return `@${handle} (${did})`;
  },
});

function question({ service }: Options, method: string, at: number) {
  return { url: `${service}/xrpc/${method}`, shown: service, at };
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

async function session(http: HttpClient, options: Options, at: number) {
  const { handle, key } = options;
  const { headers, body } = json({ identifier: handle, password: http.requiredKey(key) });
  const asked = {
    ...question(options, "com.atproto.server.createSession", at),
    method: "POST" as const,
    headers,
    body,
  };
  return ask(http, asked, sessionShape);
}

/** The record of this key, where it was written before. */
async function found(
  http: HttpClient,
  { options, at, prepared }: Outgoing<Options, Prepared>,
  rkey: string,
): Promise<Reference | undefined> {
  const { url, shown } = question(options, "com.atproto.repo.getRecord", at);
  const query = new URLSearchParams({ repo: prepared.did, collection: POSTS, rkey });
  const reply = await http.once(`${url}?${query}`, { headers: bearer(prepared.token) });
  const text = new TextDecoder().decode(reply.body);
  if (reply.status === 200) return recordShape.parse(JSON.parse(text));
  // "RecordNotFound" and nothing else says that it is not there.
  if (text.includes("RecordNotFound")) return undefined;
  // Nobody knows whether it is: asking again must stay a matter for a person.
  throw refusal(
    { ...reply, status: 500 },
    `status ${reply.status} when it was asked for the post`,
    shown,
    at,
  );
}

function recordOf(
  { title, summary, url, language }: Post,
  { message: { text }, at, first, before, prepared }: Outgoing<Options, Prepared>,
): object {
  const [root, parent] = [first, before].map(read);
  const facets = facetsOf(text, url);
  return {
    $type: POSTS,
    text,
    createdAt: new Date(at).toISOString(),
    langs: [language],
    ...(facets.length === 0 ? {} : { facets }),
    // A link card bears title and description; its picture has no text of its own.
    ...(facets.length === 0
      ? {}
      : {
          embed: {
            $type: "app.bsky.embed.external",
            external: {
              uri: url,
              title,
              description: summary,
              ...(prepared.thumb === undefined ? {} : { thumb: prepared.thumb }),
            },
          },
        }),
    ...(parent === undefined ? {} : { reply: { root: root ?? parent, parent } }),
  };
}

/** The address in a text, by offsets in UTF-8. */
export function facetsOf(text: string, url: string): object[] {
  const shown = shownAddress(url);
  const at = text.lastIndexOf(shown);
  if (at === -1) return [];
  const byteStart = Buffer.byteLength(text.slice(0, at));
  return [
    {
      index: { byteStart, byteEnd: byteStart + Buffer.byteLength(shown) },
      features: [{ $type: "app.bsky.richtext.facet#link", uri: url }],
    },
  ];
}

/** An address as readers see it: without scheme, and not longer than a line; the link itself is whole. */
export function shownAddress(url: string): string {
  const { host, pathname } = new URL(url);
  const whole = host + (pathname === "/" ? "" : pathname);
  return whole.length <= SHOWN ? whole : `${whole.slice(0, SHOWN - 1)}…`;
}

/** Graphemes; too long where the bytes are too many. */
export function blueskyLength(text: string): number {
  return Buffer.byteLength(text) > BYTES ? Infinity : graphemes(text);
}

const ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";

/**
 * The key under which a message is written: the same whenever it is sent, so that it cannot be written twice. A TID of the cut-off, whose
 * fraction of a second and clock are those of the message (https://atproto.com/specs/tid).
 */
export function recordKey({ date }: Pick<Post, "date">, key: string): string {
  const own = BigInt(`0x${digest(key, 12)}`);
  const micros = BigInt(Date.parse(date)) * 1000n + ((own >> 10n) % 1_000_000n);
  let left = (micros << 10n) | (own & 1023n);
  let text = "";
  for (let at = 0; at < 13; at++) {
    text = ALPHABET[Number(left & 31n)]! + text;
    left >>= 5n;
  }
  return text;
}

function written({ uri, cid }: Reference): string {
  return `${uri} ${cid}`;
}

function read(reference: string | undefined): Reference | undefined {
  const [uri = "", cid] = reference?.split(" ") ?? [];
  return uri.startsWith("at://") && cid !== undefined ? { uri, cid } : undefined;
}
