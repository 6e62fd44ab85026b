import { describe, expect, test } from "vitest";
import { recordKey } from "../../../generator/deliver/channels/places/bluesky.ts";
import { roomOf, statesOf, type Answers } from "./places.ts";
import { CARD, POST, toldOf, withdrawn } from "./told.ts";

const M = "m.example";
const MASTODON: Answers = {
  [`GET ${M}/api/v2/instance`]: [
    200,
    { configuration: { statuses: { max_characters: 500, characters_reserved_per_url: 23 } } },
  ],
  [`POST ${M}/api/v2/media`]: [202, { id: "77", url: null }],
  [`GET ${M}/api/v1/media/77`]: [
    [206, {}],
    [200, { id: "77", url: "https://m.example/77.png" }],
  ],
  [`POST ${M}/api/v1/statuses`]: [
    [200, { id: "101" }],
    [200, { id: "102" }],
    [200, { id: "103" }],
  ],
  [`GET ${M}/api/v1/accounts/verify_credentials`]: [200, { acct: "daily" }],
};
const mastodon = (answers: Answers = {}) =>
  roomOf(
    "mastodon",
    { instance: `https://${M}` },
    { MASTODON_TOKEN: "masto-secret" },
    { ...MASTODON, ...answers },
  );

describe("Mastodon", () => {
  test("gets title, summary and address with the card and its text, once", async () => {
    const { announce, seen } = await mastodon();
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    const media = seen.find(({ what }) => what === `POST ${M}/api/v2/media`)!;
    expect(media.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(media.body.includes(CARD.body)).toBe(true);
    expect(media.body.toString()).toContain(CARD.alt);
    const status = seen.at(-1)!;
    expect(status.headers).toMatchObject({
      authorization: "Bearer masto-secret",
      "idempotency-key": expect.stringMatching(/^msg-[0-9a-f]{32}$/),
    });
    expect(status.json).toEqual({
      status: `${POST.title}\n\n${POST.summary}\n\n${POST.url}`,
      visibility: "public",
      language: "en",
      media_ids: ["77"],
    });
    const before = seen.length;
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.slice(before).filter(({ what }) => what.startsWith("POST"))).toEqual([]);
  });

  test("gets what its server has no room for as a thread, and a correction as a reply", async () => {
    const { announce, seen } = await mastodon({
      [`GET ${M}/api/v2/instance`]: [200, { configuration: { statuses: { max_characters: 140 } } }],
    });
    expect(statesOf(await announce())).toEqual({ post: "accepted", "post/2": "accepted" });
    const report = await announce([toldOf({}, ["Correction: it was $97,023."])]);
    expect(statesOf(report)).toEqual({
      post: "accepted",
      "post/2": "accepted",
      "correction-1": "accepted",
    });
    const statuses = seen
      .filter(({ what }) => what === `POST ${M}/api/v1/statuses`)
      .map(({ json }) => json);
    expect(statuses.map((each) => each.in_reply_to_id)).toEqual([undefined, "101", "102"]);
    expect(statuses[2].status).toContain("Correction: it was $97,023.");
    expect(statuses[2].status).toContain(POST.url);
  });

  test("mentions nobody whose name stands in a text", async () => {
    const { announce, seen } = await mastodon();
    await announce([toldOf({ title: "What @somebody@other.example said" })]);
    expect(seen.at(-1)!.json.status).not.toMatch(/@\w/);
  });

  test("that drops the connection is asked again with the same key", async () => {
    const { announce, seen } = await mastodon({
      [`POST ${M}/api/v1/statuses`]: ["break off", [200, { id: "101" }]],
    });
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    const keys = seen
      .filter(({ what }) => what.endsWith("/statuses"))
      .map(({ headers }) => headers["idempotency-key"]);
    expect(keys.length).toBe(2);
    expect(new Set(keys).size).toBe(1);
  });

  test("that asks for patience is asked again when it says, and not before", async () => {
    const { announce, world, seen } = await mastodon({
      [`POST ${M}/api/v1/statuses`]: [
        [429, { error: "Too many requests" }, { "retry-after": "7" }],
        [200, { id: "101" }],
      ],
    });
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(world.waits).toContain(7002);
    expect(seen.filter(({ what }) => what.endsWith("/statuses")).length).toBe(2);
  });

  test("that asks for a long patience is left to the next run", async () => {
    const { announce, seen } = await mastodon({
      [`POST ${M}/api/v1/statuses`]: [
        429,
        { error: "Too many requests" },
        { "retry-after": "1800" },
      ],
    });
    const { announced } = await announce();
    expect(announced[0]).toMatchObject({
      state: "deferred",
      next: expect.stringMatching(/^2025-05-08T13:30:0/),
    });
    await announce();
    expect(seen.filter(({ what }) => what.endsWith("/statuses")).length).toBe(1);
  });

  test("that knows no such key is named, and what waits stays", async () => {
    const { announce } = await mastodon({
      [`POST ${M}/api/v2/media`]: [401, { error: "The access token is invalid" }],
    });
    const { announced, faults } = await announce();
    expect(announced[0]!.state).toBe("queued");
    expect(faults[0]).toMatchObject({
      code: "channel-refused",
      message: expect.stringContaining("The access token is invalid"),
    });
    expect(JSON.stringify(faults)).not.toContain("masto-secret");
  });

  test("tells as whom it knows us", async () => {
    const { channel } = await mastodon();
    expect(await channel.channel.test!(channel.http, { options: channel.options, at: 0 })).toBe(
      `@daily on https://${M}`,
    );
  });
});

const B = "bsky.social/xrpc";
const DID = "did:plc:abcdefghijklmnopqrstuvwx";
const at = (rkey: string) => ({
  uri: `at://${DID}/app.bsky.feed.post/${rkey}`,
  cid: `cid-of-${rkey}`,
});
const BLUESKY: Answers = {
  [`POST ${B}/com.atproto.server.createSession`]: [
    200,
    { did: DID, accessJwt: "jwt", handle: "daily.bellwether.example" },
  ],
  [`POST ${B}/com.atproto.repo.uploadBlob`]: [
    200,
    { blob: { $type: "blob", ref: { $link: "bafkrei" }, mimeType: "image/png", size: 10 } },
  ],
  [`POST ${B}/com.atproto.repo.createRecord`]: ({ json }) => [200, at(json.rkey)],
  [`GET ${B}/com.atproto.repo.getRecord`]: [
    400,
    { error: "RecordNotFound", message: "Could not locate record" },
  ],
};
const bluesky = (answers: Answers = {}) =>
  roomOf(
    "bluesky",
    { handle: "daily.bellwether.example" },
    { BLUESKY_APP_PASSWORD: "blue-secret" },
    { ...BLUESKY, ...answers },
  );

describe("Bluesky", () => {
  test("gets a link card with the picture, and the address as a facet", async () => {
    const { announce, seen } = await bluesky();
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.map(({ what }) => what.split(".").at(-1))).toEqual([
      "createSession",
      "uploadBlob",
      "createRecord",
    ]);
    expect(seen[0]!.json).toEqual({
      identifier: "daily.bellwether.example",
      password: "blue-secret",
    });
    expect(seen[1]).toMatchObject({
      headers: { "content-type": "image/png", authorization: "Bearer jwt" },
      body: CARD.body,
    });
    const { repo, collection, record, rkey } = seen[2]!.json;
    expect({ repo, collection }).toEqual({ repo: DID, collection: "app.bsky.feed.post" });
    expect(rkey).toMatch(/^[2-7a-j][2-7a-z]{12}$/);
    expect(record).toMatchObject({
      $type: "app.bsky.feed.post",
      createdAt: "2025-05-08T13:00:00.000Z",
      langs: ["en"],
      embed: {
        $type: "app.bsky.embed.external",
        external: { uri: POST.url, title: POST.title, thumb: { $type: "blob" } },
      },
    });
    const [{ index, features }] = record.facets;
    expect(features).toEqual([{ $type: "app.bsky.richtext.facet#link", uri: POST.url }]);
    expect(Buffer.from(record.text).subarray(index.byteStart, index.byteEnd).toString()).toBe(
      "bellwether.example/2025/05/08/market-wr…",
    );
  });

  test("is asked for the post where no answer came, and gets no second one", async () => {
    const written = new Set<string>();
    const { announce, seen } = await bluesky({
      [`POST ${B}/com.atproto.repo.createRecord`]: ({ json }) => {
        written.add(json.rkey);
        return "break off";
      },
      [`GET ${B}/com.atproto.repo.getRecord`]: ({ what }) => {
        const rkey = new URL(`https://${what.slice(4)}`).searchParams.get("rkey")!;
        return written.has(rkey)
          ? [200, { ...at(rkey), value: {} }]
          : [400, { error: "RecordNotFound" }];
      },
    });
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(seen.filter(({ what }) => what.endsWith("createRecord")).length).toBe(1);
  });

  test("gets a withdrawal as a reply to the post, and none where there was no post", async () => {
    const { announce, seen } = await bluesky();
    expect(statesOf(await announce([withdrawn()]))).toEqual({});
    expect(seen).toEqual([]);
    await announce();
    expect(statesOf(await announce([withdrawn()]))).toEqual({ withdrawal: "accepted" });
    const [first, last] = [
      seen.find(({ what }) => what.endsWith("createRecord"))!.json,
      seen.at(-1)!.json,
    ];
    expect(last.record.text).toMatch(/^Withdrawn: the source took its figure back\./);
    expect(last.record.reply).toEqual({ root: at(first.rkey), parent: at(first.rkey) });
  });

  test("knows a message by a key that is of it alone, and the same each time", () => {
    const keys = Array.from({ length: 500 }, (_, index) => recordKey(POST, `msg-${index}`));
    expect(new Set(keys).size).toBe(500);
    expect(recordKey(POST, "msg-1")).toBe(keys[1]);
  });
});
