import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { cliHome, run, start, type CliHome } from "../support/cli.ts";
import { own } from "../support/own.ts";

const DAY = "2025-05-08";
const NOTE = `content/editions/${DAY}/cross-market-note.md`;
const PATIENCE_MS = 60_000;

interface Watching extends AsyncDisposable {
  readonly address: string;
  /** How many times an open page was told to load itself again. */
  told(): number;
  text(path: string): Promise<{ status: number; body: string }>;
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > PATIENCE_MS) throw new Error("waited in vain");
    await pause(20);
  }
}

/** `serve --watch`, with one page open. */
async function watching(home: CliHome): Promise<Watching> {
  const child = start(home, ["serve", "--watch", "--port", "0"]);
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += chunk));
  await until(() => printed.includes("http://"));
  const address = /http:\S+/.exec(printed)?.[0] as string;
  const listening = new AbortController();
  const events = await fetch(new URL("/_bellwether/events", address), {
    signal: listening.signal,
  });
  let heard = "";
  const reading = (async () => {
    for await (const chunk of events.body as ReadableStream<Uint8Array>)
      heard += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  return {
    address,
    told: () => heard.split("event: change").length - 1,
    async text(path) {
      const answer = await fetch(new URL(path, address));
      return { status: answer.status, body: await answer.text() };
    },
    async [Symbol.asyncDispose]() {
      listening.abort();
      await reading;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGINT");
      await ended;
    },
  };
}

test("a change of text, style or template is built anew and told to open pages; a mistake stands on the page with its place", async () => {
  using home = cliHome();
  await run(home, ["daily", "--date", DAY]);
  await using site = await watching(home);
  const page = `/2025/05/08/cross-market-note/`;
  const first = await site.text(page);
  expect(first.body).toContain('<script src="/_bellwether/reload.js" defer></script>');

  const text = readFileSync(home.path(NOTE), "utf8");
  writeFileSync(home.path(NOTE), text.replace("\n## ", "\nA line of an editor.\n\n## "));
  await until(() => site.told() === 1);
  expect((await site.text(page)).body).toContain("A line of an editor.");

  const scale = own(home.folder, "templates/scales/rsi.yaml");
  const rules = readFileSync(scale, "utf8");
  writeFileSync(scale, rules.replace("bands:", "bnds:"));
  await until(() => site.told() === 2);
  const broken = await site.text("/");
  expect(broken.status).toBe(500);
  expect(broken.body).toMatch(/templates\/scales\/rsi\.yaml:\d+:\d+: .*bnds/);

  writeFileSync(scale, rules);
  await until(() => site.told() === 3);
  expect((await site.text("/")).status).toBe(200);
});
