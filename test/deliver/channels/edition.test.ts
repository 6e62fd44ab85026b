import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contentDigest, parseArticle } from "../../../generator/articles/article.ts";
import { parseFacts } from "../../../generator/articles/facts-file.ts";
import { cliHome, run, type CliHome } from "../../support/cli.ts";
import { own } from "../../support/own.ts";
import { placeThat } from "./places.ts";

const DAY = "content/editions/2025-05-08";
const HOOK = "POST own.example/hook";
const CHANNELS = `
channels:
  webhook: { url: "https://own.example/hook" }
  short: { by: mastodon, instance: "https://m.example", stories: [flash] }
`;
const KEYS = { WEBHOOK_SECRET: "hook-secret", MASTODON_TOKEN: "masto-secret" };

/** Changes the head of an article, as somebody who approves it again would. */
function reapproved(home: CliHome, slug: string, line: string): void {
  const path = home.path(DAY, `${slug}.md`);
  const facts = parseFacts(readFileSync(home.path(DAY, `${slug}.facts.json`), "utf8"), slug);
  const text = readFileSync(path, "utf8").replace("\n---\n", `\n${line}\n---\n`);
  const approved = contentDigest(parseArticle(text, slug), facts);
  writeFileSync(path, text.replace(/^approved: .*$/m, `approved: "${approved}"`));
}

test("an edition is announced once its hour has come, each article once, and then what became of it", async () => {
  const { base, seen } = await placeThat({
    [HOOK]: [204],
    "GET m.example/api/v2/instance": [404, {}],
    "POST m.example/api/v2/media": [200, { id: "1" }],
    "GET m.example/api/v1/media/1": [200, { id: "1" }],
    "POST m.example/api/v1/statuses": [200, { id: "2" }],
  });
  using home = cliHome();
  own(home.folder, DAY);
  appendFileSync(home.path("bellwether.yaml"), `${CHANNELS}review: { embargo: "14:00" }\n`);
  const env = { ...KEYS, BELLWETHER_HTTP_VIA: base };
  const tell = (now: string, ...more: string[]) =>
    run(home, ["announce", "--edition", "2025-05-08", "--now", now, ...more], env);
  const hooks = () => seen.filter(({ what }) => what === HOOK).map(({ json }) => json);

  const early = await tell("2025-05-08T13:00Z");
  expect(early.status).toBe(1);
  expect(early.stdout).toContain(
    `${DAY}/flash.md is left out: not to be shown before 2025-05-08T14:00`,
  );
  expect(seen).toEqual([]);

  const rehearsed = await tell("2025-05-08T14:30Z", "--dry-run", "--only", "short");
  expect(rehearsed).toMatchObject({ status: 0, stderr: "" });
  expect(rehearsed.stdout).toMatch(
    /^short: 2025-05-08\/flash, post, \d+ of 500 characters\n {2}Bitcoin gains 0\.2%/,
  );
  expect(rehearsed.stdout).toContain("  [card: Bitcoin gains");
  expect(seen.filter(({ what }) => what.startsWith("POST"))).toEqual([]);

  const first = await tell("2025-05-08T14:30Z");
  expect(first).toMatchObject({ status: 0, stderr: "" });
  expect(hooks().map(({ type, data }) => [type, data.url])).toEqual([
    ["article.published", "https://bellwether.example/2025/05/08/cross-market-note/"],
    ["article.published", "https://bellwether.example/2025/05/08/market-wrap/"],
    ["article.published", "https://bellwether.example/2025/05/08/flash/"],
  ]);
  const statuses = seen.filter(({ what }) => what.endsWith("/statuses"));
  expect(statuses.map(({ json }) => json.status.split("\n")[0])).toEqual([
    expect.stringMatching(/^Bitcoin gains 0\.2%/),
  ]);

  reapproved(
    home,
    "market-wrap",
    'corrections: [{ date: "2025-05-09T08:00:00Z", text: "The name of a fund was misspelt." }]',
  );
  const path = home.path(DAY, "flash.md");
  const withdrawn =
    'status: "withdrawn"\nwithdrawn: { date: "2025-05-09T09:00:00Z", text: "It told of another day." }';
  writeFileSync(path, readFileSync(path, "utf8").replace(/^status: .*$/m, withdrawn));
  const news = await tell("2025-05-09T10:00Z", "--dry-run", "--json");
  expect(JSON.parse(news.stdout)).toMatchObject([
    { channel: "webhook", item: "2025-05-08/market-wrap", recipient: "correction-1" },
    { channel: "webhook", item: "2025-05-08/flash", recipient: "withdrawal" },
    { channel: "short", item: "2025-05-08/flash", recipient: "withdrawal" },
  ]);
  const second = await tell("2025-05-09T10:00Z");
  expect(second).toMatchObject({ status: 0, stderr: "" });
  expect(
    hooks()
      .slice(3)
      .map(({ type, data }) => [type, data.slug, data.notice]),
  ).toEqual([
    ["article.corrected", "market-wrap-2025-05-08", "Correction: The name of a fund was misspelt."],
    ["article.withdrawn", "flash-2025-05-08", "Withdrawn: It told of another day."],
  ]);
  const reply = seen.findLast(({ what }) => what.endsWith("/statuses"))!.json;
  expect(reply).toMatchObject({
    in_reply_to_id: "2",
    status: expect.stringMatching(/^Withdrawn: It told of another day\.\n\nBitcoin gains/),
  });

  const before = seen.length;
  await tell("2025-05-09T11:00Z", "--only", "webhook");
  expect(seen.length).toBe(before);
});

test("an article that was changed after its approval is left out by name, and the others go out", async () => {
  const { base, seen } = await placeThat({ [HOOK]: [204] });
  using home = cliHome();
  own(home.folder, DAY);
  appendFileSync(home.path("bellwether.yaml"), CHANNELS);
  const path = home.path(DAY, "flash.md");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("$97,032", "$97,035"));
  const args = ["announce", "--edition", "2025-05-08", "--only", "webhook"];
  const { status, stdout } = await run(home, args, { ...KEYS, BELLWETHER_HTTP_VIA: base });
  expect(status).toBe(1);
  expect(stdout).toContain(`${DAY}/flash.md is left out: `);
  expect(seen.length).toBe(2);
});

test("what is said of channels is held to what they take, each mistake at its line; without any nothing is posted", async () => {
  using home = cliHome();
  expect(await run(home, ["announce", "--edition", "2025-05-08"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("(no-channel)"),
  });
  expect((await run(home, ["channels"])).stdout).toMatch(/mastodon +not set up/);
  const lines = readFileSync(home.path("bellwether.yaml"), "utf8").split("\n").length;
  appendFileSync(
    home.path("bellwether.yaml"),
    "channels:\n  telegram: { chatt: x }\n  mastodn: {}\n",
  );
  const { status, stderr } = await run(home, ["channels"]);
  expect(status).toBe(2);
  expect(stderr).toContain(`bellwether.yaml:${lines + 1}:`);
  expect(stderr).toContain('Unrecognized key: "chatt". (channel-options)');
  expect(stderr).toMatch(
    /there is no channel "mastodn"\. \(unknown-channel\)\n\s+Did you mean "mastodon"\?/,
  );
});

test("a key that is not set is named before anything goes out, and is told in the list", async () => {
  using home = cliHome();
  appendFileSync(home.path("bellwether.yaml"), CHANNELS);
  expect(
    await run(home, ["announce", "--edition", "2025-05-08"], { MASTODON_TOKEN: "masto-secret" }),
  ).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(
      "WEBHOOK_SECRET is not set: webhook cannot be asked without it. (channel-key)",
    ),
  });
  const { status, stdout } = await run(home, ["channels"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/short +MASTODON_TOKEN is not set/);
});
