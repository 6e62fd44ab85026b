import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { roomOf, statesOf, type Answers } from "./places.ts";
import { CARD, POST, toldOf, withdrawn } from "./told.ts";

const G = "ghost.example/ghost/api/admin";
const SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const stored = { id: "68abc", updated_at: "2025-05-08T13:00:05.000Z", canonical_url: POST.url };

/** What Ghost 6.65.0 answers that is no good answer, as `node test/deliver/ghost.ts` has it. */
const failed = (status: number, type: string, message: string, context = message, code = null) =>
  [status, { errors: [{ message, context, type, details: null, help: null, code }] }] as const;
const GHOST: Answers = {
  [`POST ${G}/images/upload/`]: [
    201,
    { images: [{ url: "https://ghost.example/content/images/card.png", ref: "card.png" }] },
  ],
  [`POST ${G}/posts/`]: [201, { posts: [stored] }],
  [`GET ${G}/posts/68abc/`]: [200, { posts: [stored] }],
  [`PUT ${G}/posts/68abc/`]: [
    200,
    { posts: [{ ...stored, updated_at: "2025-05-08T14:00:00.000Z" }] },
  ],
  [`GET ${G}/posts/slug/market-wrap-2025-05-08/`]: failed(
    404,
    "NotFoundError",
    "Resource not found error, cannot read post.",
    "Post not found.",
  ),
};
const ghost = (answers: Answers = {}) =>
  roomOf(
    "ghost",
    { url: "https://ghost.example/" },
    { GHOST_ADMIN_KEY: `64aa:${SECRET}` },
    { ...GHOST, ...answers },
  );

const read = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
const html = (): string => "<p>Correction: it was $97,023.</p>";

describe("Ghost", () => {
  test("gets the whole article with tags, excerpt, canonical address and the card, by a token of the key", async () => {
    const { announce, seen } = await ghost();
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.map(({ what }) => what)).toEqual([
      `POST ${G}/images/upload/`,
      `POST ${G}/posts/?source=html`,
    ]);
    const { json, headers } = seen[1]!;
    expect(json.posts[0]).toEqual({
      title: POST.title,
      html: `${POST.html!()}<!--kg-card-begin: html-->${POST.notes!()}<!--kg-card-end: html-->`,
      custom_excerpt: POST.summary,
      canonical_url: POST.url,
      tags: [{ name: "prices" }, { name: "ETF flows" }],
      slug: "market-wrap-2025-05-08",
      status: "published",
      published_at: POST.date,
      feature_image: "https://ghost.example/content/images/card.png",
      feature_image_alt: CARD.alt,
    });
    const [head = "", claims = "", signature] = headers
      .authorization!.replace("Ghost ", "")
      .split(".");
    expect(read(head)).toEqual({ alg: "HS256", typ: "JWT", kid: "64aa" });
    expect(read(claims)).toEqual({ iat: 1746709200, exp: 1746709500, aud: "/admin/" });
    const mac = createHmac("sha256", Buffer.from(SECRET, "hex")).update(`${head}.${claims}`);
    expect(signature).toBe(mac.digest("base64url"));
  });

  test("is corrected by its own time of change, and withdrawn to a draft", async () => {
    const { announce, seen } = await ghost();
    await announce();
    const report = await announce([toldOf({ html }, ["Correction: it was $97,023."])]);
    expect(statesOf(report)).toEqual({ post: "accepted", "correction-1": "accepted" });
    expect(seen.at(-1)!.what).toBe(`PUT ${G}/posts/68abc/?source=html`);
    expect(seen.at(-1)!.json.posts[0]).toMatchObject({
      html: expect.stringMatching(/^<p>Correction: it was \$97,023\.<\/p><!--kg-card-begin/),
      updated_at: stored.updated_at,
    });
    expect(seen.at(-1)!.json.posts[0]).not.toHaveProperty("status");
    expect(statesOf(await announce([withdrawn()]))).toEqual({ withdrawal: "accepted" });
    expect(seen.at(-1)!.json).toEqual({
      posts: [{ status: "draft", updated_at: stored.updated_at }],
    });
  });

  test("that gave no answer is asked for the post by its address, and gets no second one", async () => {
    const { announce, seen } = await ghost({
      [`POST ${G}/posts/`]: "break off",
      [`GET ${G}/posts/slug/market-wrap-2025-05-08/`]: [200, { posts: [stored] }],
    });
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.filter(({ what }) => what.startsWith(`POST ${G}/posts/`)).length).toBe(1);
  });

  test("keeps somebody else's post of the same address", async () => {
    const { announce, seen } = await ghost({
      [`POST ${G}/posts/`]: ["break off", [201, { posts: [stored] }]],
      [`GET ${G}/posts/slug/market-wrap-2025-05-08/`]: [
        200,
        { posts: [{ ...stored, canonical_url: null }] },
      ],
    });
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.filter(({ what }) => what.startsWith(`POST ${G}/posts/`)).length).toBe(2);
  });

  test("that somebody is editing is corrected once they are done", async () => {
    const { announce, seen } = await ghost({
      [`PUT ${G}/posts/68abc/`]: [
        failed(409, "UpdateCollisionError", "Saving failed! Someone else is editing this post."),
        [200, { posts: [stored] }],
      ],
    });
    await announce();
    const told = [toldOf({ html }, ["Correction: it was $97,023."])];
    // It waits for longer than a run does.
    expect(statesOf(await announce(told))).toEqual({
      post: "accepted",
      "correction-1": "deferred",
    });
    expect(seen.filter(({ what }) => what.startsWith("PUT")).length).toBe(1);
  });

  test("whose post somebody took away tells that it is no longer there", async () => {
    const { announce } = await ghost({
      [`GET ${G}/posts/68abc/`]: failed(
        404,
        "NotFoundError",
        "Resource not found error, cannot read post.",
      ),
    });
    await announce();
    const report = await announce([toldOf({ html }, ["Correction: it was $97,023."])]);
    expect(statesOf(report)).toEqual({ post: "accepted", "correction-1": "refused" });
    expect(report.faults).toEqual([]);
  });

  test.each([
    ["a key that it does not know", failed(401, "UnauthorizedError", "Invalid token"), "queued", 1],
    [
      "a form that it does not take",
      failed(
        422,
        "ValidationError",
        "Validation error, cannot save post.",
        "Value in [posts.title] exceeds maximum length of 255 characters. posts.title",
      ),
      "refused",
      0,
    ],
  ] as const)("tells of %s", async (_what, given, state, faults) => {
    const { announce } = await ghost({ [`POST ${G}/posts/`]: given });
    const report = await announce();
    expect(statesOf(report)).toEqual({ post: state });
    expect(report.faults.length).toBe(faults);
  });
});

const W = "wp.example/blog/wp-json/wp/v2";

/** What WordPress 6.1.9 answers that is no good answer, as `node test/deliver/wordpress.ts` has it. */
const refused = (status: number, code: string, message: string, data: object = {}) =>
  [status, { code, message, data: { status, ...data } }] as const;
const WORDPRESS: Answers = {
  [`GET ${W}/tags`]: ({ what }) => [
    200,
    what.includes("search=prices") ? [{ id: 3, name: "Prices" }] : [],
  ],
  [`POST ${W}/tags`]: [201, { id: 4 }],
  [`POST ${W}/media`]: [201, { id: 50 }],
  [`POST ${W}/media/50`]: [200, { id: 50 }],
  [`POST ${W}/posts`]: [201, { id: 900, link: "https://wp.example/blog/?p=900" }],
  [`POST ${W}/posts/900`]: [200, { id: 900 }],
  [`GET ${W}/posts`]: [200, []],
  [`GET ${W}/users/me`]: [200, { name: "Desk" }],
};
const wordpress = (answers: Answers = {}) =>
  roomOf(
    "wordpress",
    { url: "https://wp.example/blog", user: "desk" },
    { WORDPRESS_APP_PASSWORD: "abcd EFGH 1234" },
    { ...WORDPRESS, ...answers },
  );

describe("WordPress", () => {
  test("gets the article with its tags by name, made where there are none, and the card", async () => {
    const { announce, seen } = await wordpress();
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.find(({ what }) => what === `POST ${W}/tags`)!.json).toEqual({ name: "ETF flows" });
    const media = seen.find(({ what }) => what === `POST ${W}/media`)!;
    expect(media.headers["content-disposition"]).toBe(
      'attachment; filename="market-wrap-2025-05-08.png"',
    );
    expect(media.body).toEqual(CARD.body);
    expect(seen.find(({ what }) => what === `POST ${W}/media/50`)!.json).toEqual({
      alt_text: CARD.alt,
    });
    const { json, headers } = seen.at(-1)!;
    expect(headers.authorization).toBe(
      `Basic ${Buffer.from("desk:abcd EFGH 1234").toString("base64")}`,
    );
    expect(json).toEqual({
      title: POST.title,
      content: `${POST.html!()}${POST.notes!()}<p><a href="${POST.url}">${POST.url}</a></p>`,
      excerpt: POST.summary,
      tags: [3, 4],
      date_gmt: "2025-05-08T12:00:00",
      slug: "market-wrap-2025-05-08",
      status: "publish",
      featured_media: 50,
    });
  });

  test("is corrected and withdrawn under the number that it gave", async () => {
    const { announce, seen } = await wordpress();
    await announce();
    await announce([toldOf({ html: () => "<p>Correction.</p>" }, ["Correction: it was $97,023."])]);
    expect(seen.at(-1)!.what).toBe(`POST ${W}/posts/900`);
    expect(seen.at(-1)!.json.content).toMatch(/^<p>Correction\.<\/p>/);
    await announce([withdrawn()]);
    expect(seen.at(-1)!.json).toEqual({ status: "draft" });
  });

  test("keeps the names of tags as markup, and finds them so", async () => {
    const { announce, seen } = await wordpress({
      [`GET ${W}/tags`]: ({ what }) => [
        200,
        what.includes("search=M%26amp%3BA") ? [{ id: 15, name: 'M&amp;A "deals"' }] : [],
      ],
    });
    expect(statesOf(await announce([toldOf({ tags: ['M&A "deals"'] })]))).toEqual({
      post: "accepted",
    });
    expect(seen.at(-1)!.json.tags).toEqual([15]);
    expect(seen.some(({ what }) => what === `POST ${W}/tags`)).toBe(false);
  });

  test("in which somebody else makes the same tag meanwhile gives that one", async () => {
    let asked = 0;
    const { announce, seen } = await wordpress({
      [`GET ${W}/tags`]: () => [200, asked++ === 0 ? [] : [{ id: 6, name: "prices" }]],
      [`POST ${W}/tags`]: refused(
        400,
        "term_exists",
        "A term with the name provided already exists in this taxonomy.",
        { term_id: 6 },
      ),
    });
    await announce([toldOf({ tags: ["prices"] })]);
    expect(seen.at(-1)!.json.tags).toEqual([6]);
  });

  test.each([
    [
      "a post that is no longer there",
      refused(404, "rest_post_invalid_id", "Invalid post ID."),
      "refused",
      0,
    ],
    [
      "a password that it does not know",
      refused(401, "rest_not_logged_in", "You are not currently logged in."),
      "queued",
      1,
    ],
  ] as const)("tells of %s", async (_what, given, state, faults) => {
    const { announce } = await wordpress({ [`POST ${W}/posts/900`]: given });
    await announce();
    const report = await announce([toldOf({}, ["Correction: it was $97,023."])]);
    expect(statesOf(report)).toEqual({ post: "accepted", "correction-1": state });
    expect(report.faults.length).toBe(faults);
  });

  test("that failed while it worked is asked for the post, and gets no second one", async () => {
    const { announce, seen } = await wordpress({
      [`POST ${W}/posts`]: [
        500,
        { code: "internal_server_error", message: "There has been a critical error" },
      ],
      [`GET ${W}/posts`]: [
        200,
        [{ id: 900, content: { raw: `<p><a href="${POST.url}">…</a></p>` } }],
      ],
    });
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.filter(({ what }) => what === `POST ${W}/posts`).length).toBe(1);
  });

  test("whose card cannot be uploaded has nothing of the article", async () => {
    const { announce, seen } = await wordpress({ [`POST ${W}/media`]: [500, {}] });
    const { announced } = await announce();
    expect(announced[0]!.state).toBe("deferred");
    expect(seen.some(({ what }) => what === `POST ${W}/posts`)).toBe(false);
  });

  test("tells as whom it knows us", async () => {
    const { channel } = await wordpress();
    expect(await channel.channel.test!(channel.http, { options: channel.options, at: 0 })).toBe(
      "https://wp.example/blog as Desk",
    );
  });
});
