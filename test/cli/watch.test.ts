import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addressOf, cliHome, run, smallHome, start, type CliHome } from "../support/cli.ts";
import { own } from "../support/own.ts";

const DAY = "2025-05-08";
const NOTE = `content/editions/${DAY}/cross-market-note.md`;
const PAGE = "/2025/05/08/cross-market-note/";

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Watching extends AsyncDisposable {
  page(path: string): Promise<Answer>;
  /** What stands on standard error. */
  said(): string;
  /** The page as it is when open pages were told to load themselves again and it is as wanted. */
  toldUntil(path: string, isWanted: (page: Answer) => boolean): Promise<Answer>;
}

/** `serve --watch`, with one page open. */
async function watching(home: CliHome): Promise<Watching> {
  const child = start(home, ["serve", "--watch", "--port", "0"]);
  const address = await addressOf(child);
  let said = "";
  child.stderr!.on("data", (chunk) => (said += chunk));
  const listening = await fetch(new URL("/_bellwether/events", address));
  const events = listening.body!.getReader();
  const page = async (path: string): Promise<Answer> => {
    const answer = await fetch(new URL(path, address));
    return { status: answer.status, body: await answer.text() };
  };
  return {
    page,
    said: () => said,
    async toldUntil(path, isWanted) {
      for (;;) {
        const { value, done } = await events.read();
        if (done) throw new Error("The server went away.");
        if (!Buffer.from(value).includes("event: change")) continue;
        const found = await page(path);
        if (isWanted(found)) return found;
      }
    },
    async [Symbol.asyncDispose]() {
      await events.cancel();
      const ended = once(child, "exit");
      child.kill("SIGINT");
      expect(await ended).toEqual([0, null]);
    },
  };
}

test("a change of text, style or template is built anew and told to open pages; a mistake stands on the page with its place", async () => {
  using home = cliHome();
  await run(home, ["daily", "--date", DAY]);
  await using site = await watching(home);
  expect((await site.page(PAGE)).body).toContain(
    '<script src="/_bellwether/reload.js" defer></script>',
  );

  const text = readFileSync(home.path(NOTE), "utf8");
  writeFileSync(home.path(NOTE), text.replace("\n## ", "\nA line of an editor.\n\n## "));
  await site.toldUntil(PAGE, ({ status }) => status === 404);
  expect(site.said()).toContain(`Held back: ${NOTE}: approved, but edited since: approve again\n`);
  expect(await run(home, ["approve", NOTE])).toMatchObject({ status: 0 });
  await site.toldUntil(PAGE, ({ body }) => body.includes("A line of an editor."));

  const scale = own(home.folder, "templates/scales/rsi.yaml");
  const rules = readFileSync(scale, "utf8");
  writeFileSync(scale, rules.replace("bands:", "bnds:"));
  const broken = await site.toldUntil("/", ({ status }) => status === 500);
  expect(broken.body).toMatch(/templates\/scales\/rsi\.yaml:\d+:\d+: .*bnds/);

  writeFileSync(scale, rules);
  await site.toldUntil("/", ({ status }) => status === 200);
});

test("a published edition that would read otherwise now is kept as it was, and named", async () => {
  using home = smallHome();
  await run(home, ["daily", "--date", DAY]);
  expect((await run(home, ["publish", "--no-search"])).status).toBe(0);
  await using site = await watching(home);
  const declared = readFileSync(home.path("bellwether.yaml"), "utf8");
  writeFileSync(home.path("bellwether.yaml"), declared.replace("name: Ether,", "name: Aether,"));
  const wrap = `content/editions/${DAY}/market-wrap.md`;
  await expect.poll(site.said).toContain(`${wrap}  kept: published; `);
  expect(site.said()).toContain(`Correct it with \`bellwether correct ${wrap}\``);
  expect(readFileSync(home.path(wrap), "utf8")).not.toContain("Aether");
});
