import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { roomOf, statesOf, type Answers } from "./places.ts";
import { CARD, POST, toldOf } from "./told.ts";

const T = "api.telegram.org/bot12:tele-secret";
const telegram = (answers: Answers = {}, options = {}) =>
  roomOf(
    "telegram",
    { chat: "@daily", ...options },
    { TELEGRAM_BOT_TOKEN: "12:tele-secret" },
    {
      [`POST ${T}/sendPhoto`]: [200, { ok: true, result: { message_id: 5 } }],
      [`POST ${T}/sendMessage`]: [200, { ok: true, result: { message_id: 6 } }],
      ...answers,
    },
  );

describe("Telegram", () => {
  test("gets the card with an escaped caption, and a correction as a reply", async () => {
    const { announce, seen } = await telegram();
    await announce();
    const form = seen[0]!.body.toString();
    expect(form).toContain(`<b>${POST.title}</b>`);
    expect(form).toContain("up 0.2% &amp; &lt;still&gt; “high”");
    expect(seen[0]!.body.includes(CARD.body)).toBe(true);
    await announce([toldOf({}, ["Correction: it was $97,023."])]);
    expect(seen[1]!.json).toMatchObject({
      chat_id: "@daily",
      parse_mode: "HTML",
      reply_parameters: { message_id: 5, allow_sending_without_reply: true },
      text: expect.stringMatching(/^<b>Correction: it was \$97,023\.<\/b>/),
    });
  });

  test("says in its answer how long to wait", async () => {
    const { announce, world } = await telegram(
      {
        [`POST ${T}/sendMessage`]: [
          [429, { ok: false, description: "Too Many Requests", parameters: { retry_after: 9 } }],
          [200, { ok: true, result: { message_id: 6 } }],
        ],
      },
      { card: false },
    );
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    expect(world.waits).toContain(9002);
  });

  test.each([
    ["drops the connection", "break off", "uncertain"],
    ["fails while it works", [502, "<html>Bad Gateway</html>"], "uncertain"],
    [
      "refuses the text",
      [400, { ok: false, description: "Bad Request: can't parse entities" }],
      "refused",
    ],
  ] as const)("that %s is not asked again", async (_how, given, state) => {
    const { announce, seen } = await telegram(
      { [`POST ${T}/sendMessage`]: given },
      { card: false },
    );
    const { announced } = await announce();
    expect(announced[0]!.state).toBe(state);
    expect(announced[0]!.answer).not.toContain("tele-secret");
    await announce();
    expect(seen.length).toBe(1);
  });
});

const slack = (given: Answers[string]) =>
  roomOf(
    "slack",
    {},
    { SLACK_WEBHOOK_URL: "https://hooks.slack.example/services/T0/B0/slack-secret" },
    { "POST hooks.slack.example/services/T0/B0/slack-secret": given },
  );

describe("Slack", () => {
  test("gets text of which nothing is a command", async () => {
    const { announce, seen } = await slack([200, "ok"]);
    expect(statesOf(await announce([toldOf({ summary: "<!channel> & *bold*" })]))).toEqual({
      post: "accepted",
    });
    expect(seen[0]!.json.text).toContain("&lt;!channel&gt; &amp;");
    const { elements } = seen[0]!.json.blocks[0].elements[0];
    expect(elements.at(-1)).toEqual({ type: "link", url: POST.url });
    expect(elements[1]).toEqual({ type: "text", text: "\n\n<!channel> & *bold*" });
  });

  test("that is no longer there is named, without its address, and what waits stays", async () => {
    const { announce, channel } = await slack([404, "no_service"]);
    const { announced, faults } = await announce();
    expect(announced[0]).toMatchObject({
      state: "queued",
      answer: expect.stringContaining("no_service"),
    });
    expect(faults).toMatchObject([{ code: "channel-refused" }]);
    expect(JSON.stringify([announced, faults])).not.toContain("slack-secret");
    const about = { options: channel.options, at: 0 };
    await expect(channel.channel.test!(channel.http, about)).rejects.toThrow("no_service");
  });

  test("is there where it misses a text", async () => {
    const { channel } = await slack([400, "no_text"]);
    expect(
      await channel.channel.test!(channel.http, { options: channel.options, at: 0 }),
    ).toContain("takes messages");
  });
});

describe("Discord", () => {
  test("gets a message that mentions nobody and bears no markup of its own", async () => {
    const { announce, seen } = await roomOf(
      "discord",
      {},
      { DISCORD_WEBHOOK_URL: "https://discord.example/api/webhooks/1/disco-secret" },
      {
        "POST discord.example/api/webhooks/1/disco-secret": [200, { id: "9" }],
      },
    );
    expect(statesOf(await announce([toldOf({ summary: "@everyone *now* [here](x)" })]))).toEqual({
      post: "accepted",
    });
    expect(seen[0]!.what).toMatch(/\?wait=true$/);
    expect(seen[0]!.json).toEqual({
      content: `**${POST.title}**\n\n@everyone \\*now\\* \\[here\\]\\(x\\)\n\n${POST.url}`,
      allowed_mentions: { parse: [] },
    });
  });
});

describe("a signed webhook", () => {
  const secret = `whsec_${Buffer.from("a secret of twenty-four bytes").toString("base64")}`;
  const hook = (given: Answers[string]) =>
    roomOf(
      "webhook",
      { url: "https://own.example/hook" },
      { WEBHOOK_SECRET: secret },
      { "POST own.example/hook": given },
    );

  test("can be proved by id, time and body", async () => {
    const { announce, seen } = await hook([204, ""]);
    expect(statesOf(await announce())).toEqual({ post: "accepted" });
    const { headers, body, json } = seen[0]!;
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const mac = createHmac("sha256", Buffer.from("a secret of twenty-four bytes"))
      .update(signed)
      .digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${mac}`);
    expect(headers["webhook-timestamp"]).toBe("1746709200");
    expect(json).toMatchObject({
      type: "article.published",
      data: { title: POST.title, url: POST.url, tags: POST.tags },
    });
  });

  test("is sent again under the same id while it fails, three times in all", async () => {
    const { announce, seen } = await hook([500, "oops"]);
    expect(statesOf(await announce())).toEqual({ post: "uncertain" });
    expect(seen.length).toBe(3);
    expect(new Set(seen.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
});
