import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLI, run, smallHome, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";

let home: CliHome;
const client = new Client({ name: "a model's host", version: "1" });

beforeAll(async () => {
  home = smallHome();
  expect(await run(home, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
  const args = [CLI, "mcp"];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args,
    cwd: home.folder,
    env: process.env as Record<string, string>,
    stderr: "pipe",
  });
  await client.connect(transport);
});

afterAll(async () => {
  await client.close();
  home?.[Symbol.dispose]();
});

/** What a tool answers, in words. */
async function call(name: string, args: Record<string, unknown>) {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
  const text = content.map((each) => (each.type === "text" ? each.text : "")).join("\n");
  return { text, value: structuredContent, isError: isError === true };
}

test("three tools are offered, and none of them changes anything", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(["check_text", "explain", "figure"]);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
});

test("a model's draft comes back with each false figure named", async () => {
  const text = "Bitcoin closed at $97,032 on May 7. On May 6 it had closed at $62,350.";
  const answer = await call("check_text", { text, asOf: DAY });
  expect(answer.isError).toBe(false);
  expect(answer.text).toMatch(/1:\d+-1:\d+\s+error .*\$62,350/);
  expect(answer.value).toMatchObject({
    right: 1,
    wrong: 1,
    verdicts: [{ verdict: "right" }, { verdict: "wrong", figure: "$62,350", line: 1 }],
  });
});

test.each([
  [{ name: "Bitcoin" }, "btc.close.last", "$97,032", "2025-05-07"],
  [{ name: "btc", signal: "rsi14" }, "btc.close.rsi14", "66.2", "2025-05-07"],
  [{ name: "Treasury yield" }, "us10y.level.last", "4.30%", "2025-05-06"],
  [{ name: "IBIT flow" }, "ibit.flow.last", "$37.2 million", "2025-05-07"],
  [
    { name: "Bitcoin", with: "S&P 500", signal: "correlation30" },
    "btc+sp500.returns.correlation30",
    "0.49",
    "2025-05-07",
  ],
])("figure gives what the edition prints: %j", async (given, ref, printed, day) => {
  const { value } = await call("figure", { ...given, asOf: DAY });
  expect(value).toMatchObject({ ref, printed, day });
});

test("a figure has its day and source with it", async () => {
  const { text } = await call("figure", { name: "BTC", asOf: DAY });
  expect(text).toBe(
    "Bitcoin price (btc.close.last): $97,032 of 2025-05-07. Source: Yahoo Finance.",
  );
});

test("a model is told what there is in place of a name or signal that is not", async () => {
  expect(await call("figure", { name: "Bitcon" })).toMatchObject({
    isError: true,
    text: expect.stringContaining('Did you mean "Bitcoin"?'),
  });
  expect(await call("figure", { name: "VIX", signal: "rsi" })).toMatchObject({ isError: true });
  expect(await call("figure", { name: "VIX", asOf: "yesterday" })).toMatchObject({
    isError: true,
    text: expect.stringContaining("Expected a day such as"),
  });
});

test("explain says where a figure of an article comes from, and reads nothing outside of the publication", async () => {
  const file = `content/editions/${DAY}/market-wrap.md`;
  const { text } = await call("explain", { file, figure: "$97,032" });
  expect(text).toMatch(/value +97032\.32 USD/);
  expect(await call("explain", { file: "../../etc/passwd" })).toMatchObject({ isError: true });
});
