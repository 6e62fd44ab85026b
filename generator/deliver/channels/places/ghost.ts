import { createHmac } from "node:crypto";
import { z } from "zod";
import { channelOf, type Post } from "../../../newsroom/channel.ts";
import { WebFault } from "../../../web/fault.ts";
import type { HttpClient } from "../../../web/http-client.ts";
import { bearsCard } from "../fit.ts";
import { ask, form, json } from "../ask.ts";
import { wholeText } from "../whole-text.ts";
import { address, card, keyName } from "../options.ts";

const options = z.strictObject({
  /** The address of the site, such as https://daily.example.org */
  url: address,
  /** Of an integration of your own, as its page shows it: id:secret. */
  key: keyName("GHOST_ADMIN_KEY"),
  status: z.enum(["published", "draft"]).default("published"),
  card,
});
type Options = z.output<typeof options>;

/** Longest excerpt, and text of a picture, in characters. */
const EXCERPT = 300;
const ALT = 191;
/** How long a token is good, in seconds: the longest that Ghost takes. */
const TOKEN_S = 300;

const postShape = z.object({
  posts: z
    .array(
      z.object({ id: z.string(), updated_at: z.string(), canonical_url: z.string().nullish() }),
    )
    .min(1),
});
const imageShape = z.object({ images: z.array(z.object({ url: z.string() })).min(1) });

interface Prepared {
  /** The post as it stands there. */
  readonly there: { readonly id: string; readonly updatedAt: string } | undefined;
  readonly image: { readonly url: string; readonly alt: string } | undefined;
}

/** A site on Ghost, by its Admin API (https://docs.ghost.org/admin-api/). */
export const ghost = channelOf<Options, Prepared>({
  id: "ghost",
  about: "a site on Ghost: whole articles, corrected and withdrawn there as well",
  spacingMs: 200,
  keys: [],
  keysOf: ({ key }) => [{ name: key, required: true }],
  options,
  isIdempotent: true,
  async write(post, { options }) {
    return [{ text: wholeText(post), hasCard: options.card && bearsCard(post) }];
  },
  async prepare(post, http, { options, at, first, isAgain }) {
    const there =
      post.kind === "post" && !isAgain ? undefined : await found(http, options, at, post, first);
    const isNew = post.kind === "post" && there === undefined;
    const picture = isNew && options.card ? await post.card?.() : undefined;
    if (picture === undefined) return { there, image: undefined };
    const { headers, body } = await form(
      { purpose: "image", ref: "card.png" },
      { field: "file", name: `${post.slug}.png`, type: "image/png", body: picture.body },
    );
    const asked = question(http, options, "images/upload/", at);
    const { images } = await ask(
      http,
      { ...asked, method: "POST", headers: { ...asked.headers, ...headers }, body },
      imageShape,
    );
    return { there, image: { url: images[0]!.url, alt: picture.alt.slice(0, ALT) } };
  },
  async post(post, http, { options, at, prepared: { there, image } }) {
    if (post.kind === "post" && there) return there.id;
    const fields = post.kind === "withdrawal" ? { status: "draft" } : fieldsOf(post, options);
    if (post.kind === "post") {
      const picture = image && { feature_image: image.url, feature_image_alt: image.alt };
      const { headers, body } = json({ posts: [{ ...fields, ...picture }] });
      const asked = question(http, options, "posts/?source=html", at);
      const sent = {
        ...asked,
        method: "POST" as const,
        headers: { ...asked.headers, ...headers },
        body,
      };
      return (await ask(http, sent, postShape)).posts[0]!.id;
    }
    if (there === undefined) throw notThere(options);
    const { headers, body } = json({ posts: [{ ...fields, updated_at: there.updatedAt }] });
    const asked = question(http, options, `posts/${there.id}/?source=html`, at);
    const sent = {
      ...asked,
      method: "PUT" as const,
      headers: { ...asked.headers, ...headers },
      body,
    };
    return (await ask(http, sent, postShape)).posts[0]!.id;
  },
  async test(http, { options, at }) {
    await ask(http, question(http, options, "posts/?limit=1&fields=id", at), z.looseObject({}));
    return `${options.url}, whose posts the key may read`;
  },
});

function fieldsOf(post: Post, { status }: Options): object {
  const { title, summary, url, tags, date, slug, kind } = post;
  return {
    title,
    html: (post.html?.() ?? "") + asItIs(post.notes?.() ?? ""),
    custom_excerpt: summary.length <= EXCERPT ? summary : null,
    canonical_url: url,
    tags: tags.map((name) => ({ name })),
    ...(kind === "post"
      ? { slug, status, published_at: status === "published" ? date : null }
      : {}),
  };
}

/** Ghost takes HTML apart and keeps what its editor knows, unless a card of HTML is put around it (https://docs.ghost.org/admin-api/posts/creating-a-post). */
function asItIs(html: string): string {
  return html === "" ? "" : `<!--kg-card-begin: html-->${html}<!--kg-card-end: html-->`;
}

/** The post of an article: by the id under which it went out, or else the one of its address that names ours as the canonical one. */
async function found(
  http: HttpClient,
  options: Options,
  at: number,
  { slug, url }: Post,
  id: string | undefined,
): Promise<Prepared["there"]> {
  const path = id === undefined ? `posts/slug/${slug}/` : `posts/${id}/`;
  try {
    const { posts } = await ask(http, question(http, options, path, at), postShape);
    const [post] = posts;
    const isOurs = id !== undefined || post!.canonical_url === url;
    return isOurs ? { id: post!.id, updatedAt: post!.updated_at } : undefined;
  } catch (error) {
    if (error instanceof WebFault && error.status === 404) return undefined;
    throw error;
  }
}

function question(http: HttpClient, options: Options, path: string, at: number) {
  return {
    url: `${options.url}/ghost/api/admin/${path}`,
    shown: options.url,
    at,
    headers: {
      authorization: `Ghost ${token(http.requiredKey(options.key), at)}`,
      "accept-version": "v5.0",
    },
  };
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

/** A JSON Web Token of the key, signed by HS256 (https://docs.ghost.org/admin-api/#token-authentication). */
function token(key: string, at: number): string {
  const [kid = "", secret = ""] = key.split(":");
  const now = Math.floor(at / 1000);
  const head = part({ alg: "HS256", typ: "JWT", kid });
  const claims = part({ iat: now, exp: now + TOKEN_S, aud: "/admin/" });
  const signature = createHmac("sha256", Buffer.from(secret, "hex")).update(`${head}.${claims}`);
  return `${head}.${claims}.${signature.digest("base64url")}`;
}

function notThere({ url }: Options): WebFault {
  return new WebFault("status", `${url}: the post is no longer there`, { status: 422 });
}
