import { z } from "zod";
import { channelOf, type Post, type Writing } from "../../../newsroom/channel.ts";
import { WebFault } from "../../../web/fault.ts";
import type { HttpClient } from "../../../web/http-client.ts";
import { ask, form, json } from "../ask.ts";
import { bearsCard, graphemes, partsOf, threadOf, type Limit } from "../fit.ts";
import { address, card, keyName, namedKey } from "../options.ts";

const options = z.strictObject({
  /** The server on which the account is, such as https://mastodon.social */
  instance: address,
  key: keyName("MASTODON_TOKEN"),
  visibility: z.enum(["public", "unlisted", "private"]).default("public"),
  card,
});
type Options = z.output<typeof options>;

/** Characters of a status where the server says nothing else. */
const USUAL = 500;
/** What an address counts for, however long it is (https://docs.joinmastodon.org/user/posting/#links). */
const ADDRESS = 23;
const ALT = 1500;

const instanceShape = z.object({
  configuration: z.object({
    statuses: z.object({
      max_characters: z.int().min(1),
      characters_reserved_per_url: z.int().min(1).default(ADDRESS),
    }),
  }),
});
const mediaShape = z.object({ id: z.string() });
const statusShape = z.object({ id: z.string() });
const accountShape = z.object({ acct: z.string() });

/** An account on a Mastodon server (https://docs.joinmastodon.org/methods/statuses/). */
export const mastodon = channelOf<Options, string | undefined>({
  id: "mastodon",
  about: "followers of an account on a Mastodon server",
  // 300 requests in five minutes (https://docs.joinmastodon.org/api/rate-limits/).
  spacingMs: 1000,
  keys: [],
  keysOf: namedKey,
  options,
  isIdempotent: true,
  async write(post, writing) {
    const limit = await limitOf(writing);
    return threadOf(partsOf(post, post.url, unmentioned), limit, writing.figuresOf).map(
      (text, at) => ({
        text,
        length: { is: limit.measure(text), of: limit.of },
        hasCard: at === 0 && writing.options.card && bearsCard(post),
      }),
    );
  },
  async prepare(post, http, { options, message, at }) {
    if (message.hasCard !== true) return undefined;
    return uploaded(post, http, options, at);
  },
  async post({ language }, http, { options, message, key, at, before, prepared }) {
    const { headers, body } = json({
      status: message.text,
      visibility: options.visibility,
      language: language.slice(0, 2),
      ...(prepared === undefined ? {} : { media_ids: [prepared] }),
      ...(before === undefined ? {} : { in_reply_to_id: before }),
    });
    const asked = {
      url: `${options.instance}/api/v1/statuses`,
      shown: options.instance,
      at,
      method: "POST" as const,
      headers: { ...headers, ...bearer(http, options), "idempotency-key": key },
      body,
    };
    return (await ask(http, asked, statusShape)).id;
  },
  async test(http, { options, at }) {
    const url = `${options.instance}/api/v1/accounts/verify_credentials`;
    const headers = bearer(http, options);
    const { acct } = await ask(http, { url, shown: options.instance, at, headers }, accountShape);
    return `@${acct} on ${options.instance}`;
  },
});

function bearer(http: HttpClient, { key }: Options) {
  return { authorization: `Bearer ${http.requiredKey(key)}` };
}

/** Nobody is told of a post because a name in it looks like theirs. */
function unmentioned(text: string): string {
  return text.replace(/@(?=[\w])/g, "@\u200B");
}

async function limitOf({ http, options }: Writing<Options>): Promise<Limit> {
  const asked = { url: `${options.instance}/api/v2/instance`, shown: options.instance, at: 0 };
  const statuses = await ask(http, asked, instanceShape).then(
    ({ configuration }) => configuration.statuses,
    (error: unknown) => {
      // A server that does not say it, or cannot be asked, has the usual one.
      if (error instanceof WebFault) return undefined;
      throw error;
    },
  );
  const address = statuses?.characters_reserved_per_url ?? ADDRESS;
  return {
    of: statuses?.max_characters ?? USUAL,
    measure: (text) => mastodonLength(text, address),
  };
}

/** Length of a status as Mastodon counts it: graphemes, each address as so many. */
export function mastodonLength(text: string, address = ADDRESS): number {
  return graphemes(text.replace(/https?:\/\/\S+/g, "x".repeat(address)));
}

/** The id of the card on the server, once it is ready to be shown. */
async function uploaded(
  post: Post,
  http: HttpClient,
  options: Options,
  at: number,
): Promise<string> {
  const { body: file, alt } = await post.card!();
  const { headers, body } = await form(
    { description: alt.slice(0, ALT) },
    { field: "file", name: "card.png", type: "image/png", body: file },
  );
  const all = { ...headers, ...bearer(http, options) };
  const base = { shown: options.instance, at };
  const upload = {
    ...base,
    url: `${options.instance}/api/v2/media`,
    method: "POST" as const,
    headers: all,
    body,
  };
  const { id } = await ask(http, upload, mediaShape);
  // 206 as long as it is being worked on (https://docs.joinmastodon.org/methods/media/#get).
  await http.patiently(
    async () => {
      const url = `${options.instance}/api/v1/media/${id}`;
      const { status } = await http.once(url, { headers: bearer(http, options) });
      if (status === 206)
        throw new WebFault("status", `${options.instance}: the card is still worked on`, {
          status,
        });
    },
    (error) => error instanceof WebFault && error.status === 206,
  );
  return id;
}
