import { z } from "zod";
import { escapeMarkup } from "../../../base/markup.ts";
import { channelOf, type Post } from "../../../newsroom/channel.ts";
import { WebFault } from "../../../web/fault.ts";
import type { HttpClient } from "../../../web/http-client.ts";
import { bearsCard } from "../fit.ts";
import { ask, json } from "../ask.ts";
import { wholeText } from "../whole-text.ts";
import { address, card, keyName } from "../options.ts";

const options = z.strictObject({
  /** The address of the site, such as https://example.org/blog */
  url: address,
  /** Who posts there. */
  user: z.string().trim().min(1),
  /** An application password of theirs. */
  key: keyName("WORDPRESS_APP_PASSWORD"),
  status: z.enum(["publish", "draft", "pending"]).default("publish"),
  card,
});
type Options = z.output<typeof options>;

const postShape = z.object({ id: z.int() });
const postsShape = z.array(z.object({ id: z.int(), content: z.object({ raw: z.string() }) }));
const tagsShape = z.array(z.object({ id: z.int(), name: z.string() }));
const userShape = z.object({ name: z.string() });

interface Prepared {
  /** The post as it stands there. */
  readonly there: number | undefined;
  readonly tags: readonly number[];
  readonly media: number | undefined;
}

/** A site on WordPress, by its REST API and an application password (https://developer.wordpress.org/rest-api/). */
export const wordpress = channelOf<Options, Prepared>({
  id: "wordpress",
  about: "a site on WordPress: whole articles, corrected and withdrawn there as well",
  spacingMs: 200,
  keys: [],
  keysOf: ({ key }) => [{ name: key, required: true }],
  options,
  isIdempotent: true,
  async write(post, { options }) {
    return [{ text: wholeText(post), hasCard: options.card && bearsCard(post) }];
  },
  async prepare(post, http, { options, at, first, isAgain }) {
    const site = siteOf(http, options, at);
    const there =
      first !== undefined
        ? Number(first)
        : post.kind === "post" && !isAgain
          ? undefined
          : await found(site, post);
    const isNew = post.kind === "post" && there === undefined;
    const tags: number[] = [];
    if (post.kind !== "withdrawal")
      for (const name of post.tags) tags.push(await tagOf(site, name));
    const media = isNew && options.card ? await uploaded(site, post) : undefined;
    return { there, tags, media };
  },
  async post(post, http, { options, at, prepared: { there, tags, media } }) {
    const site = siteOf(http, options, at);
    if (post.kind === "post") {
      if (there !== undefined) return String(there);
      const { slug } = post;
      const fields = {
        ...fieldsOf(post, tags),
        slug,
        status: options.status,
        ...(media === undefined ? {} : { featured_media: media }),
      };
      return String((await site("posts", postShape, json(fields))).id);
    }
    if (there === undefined)
      throw new WebFault("status", `${options.url}: the post is no longer there`, { status: 422 });
    const fields = post.kind === "withdrawal" ? { status: "draft" } : fieldsOf(post, tags);
    return String((await site(`posts/${there}`, postShape, json(fields))).id);
  },
  async test(http, { options, at }) {
    const { name } = await siteOf(http, options, at)("users/me", userShape);
    return `${options.url} as ${name}`;
  },
});

type Content = { readonly headers: Record<string, string>; readonly body: string | Uint8Array };
type Site = <S extends z.ZodType>(
  path: string,
  shape: S,
  content?: Content,
) => Promise<z.output<S>>;

function siteOf(http: HttpClient, { url, user, key }: Options, at: number): Site {
  // Its spaces are for the eye, and WordPress leaves them out as well.
  const password = http.requiredKey(key);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return (path, shape, content) =>
    ask(
      http,
      {
        url: `${url}/wp-json/wp/v2/${path}`,
        shown: url,
        at,
        headers: { authorization, ...content?.headers },
        ...(content === undefined ? {} : { method: "POST", body: content.body }),
      },
      shape,
    );
}

function fieldsOf(post: Post, tags: readonly number[]): object {
  const { title, summary, url, date } = post;
  const link = escapeMarkup(url);
  return {
    title,
    // WordPress itself has no field for the address that counts: the text ends with it.
    content: `${post.html?.() ?? ""}${post.notes?.() ?? ""}<p><a href="${link}">${link}</a></p>`,
    excerpt: summary,
    tags,
    date_gmt: date.replace(/\.\d+Z$|Z$/, ""),
  };
}

/** The post of an article: the one of its address that links ours. */
async function found(site: Site, { slug, url }: Post): Promise<number | undefined> {
  const query = new URLSearchParams({ slug, status: "any", context: "edit" });
  const posts = await site(`posts?${query}`, postsShape);
  return posts.find(({ content }) => content.raw.includes(escapeMarkup(url)))?.id;
}

/** The id of a tag by its name; made where there is none. */
async function tagOf(site: Site, name: string): Promise<number> {
  const there = await knownTag(site, name);
  if (there !== undefined) return there;
  try {
    return (await site("tags", postShape, json({ name }))).id;
  } catch (error) {
    // Somebody else has made it since.
    const since = error instanceof WebFault && error.status === 400;
    const found = since ? await knownTag(site, name) : undefined;
    if (found === undefined) throw error;
    return found;
  }
}

async function knownTag(site: Site, name: string): Promise<number | undefined> {
  const written = asMarkup(name);
  const query = new URLSearchParams({ search: written, per_page: "100" });
  const there = await site(`tags?${query}`, tagsShape);
  return there.find((tag) => tag.name.toLowerCase() === written.toLowerCase())?.id;
}

/** A name as WordPress keeps it, and looks for it: as markup, in which quotes stay as they are. */
function asMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

async function uploaded(site: Site, post: Post): Promise<number | undefined> {
  const picture = await post.card?.();
  if (picture === undefined) return undefined;
  const headers = {
    "content-type": "image/png",
    "content-disposition": `attachment; filename="${post.slug}.png"`,
  };
  const { id } = await site("media", postShape, { headers, body: picture.body });
  await site(`media/${id}`, postShape, json({ alt_text: picture.alt }));
  return id;
}
