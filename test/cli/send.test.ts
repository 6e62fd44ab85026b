import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestMailStore } from "../support/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { cliHome, run, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";
const ITEM = `${DAY}/daily/en`;
const SEND = ["send", "--edition", DAY];
const READERS = ["ada@reader.example", "bob@other.example", "eve@reader.example"];

/** A publication with one edition and some readers, its data stored; each test has a copy. */
let made: CliHome;

beforeAll(async () => {
  const home = cliHome();
  made = home;
  const edition = join("content/editions", DAY);
  cpSync(join(import.meta.dirname, "../..", edition), home.path(edition), { recursive: true });
  for (const reader of READERS)
    expect(await run(home, ["subscriber", "add", reader, "--consent", "paper"])).toMatchObject({
      status: 0,
    });
  expect(await run(home, [...SEND, "--dry-run"])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

const outbox = (home: CliHome): string[] =>
  readdirSync(home.path("var/outbox/2025-05-08-daily-en")).filter((name) => name.endsWith(".eml"));

test("an issue is rehearsed, tried, sent once and reported, and nothing of it leaves the machine", async () => {
  using home = cliHome(made);
  const rehearsed = await run(home, [...SEND, "--dry-run"]);
  expect(rehearsed.stdout).toMatch(
    /3 readers, by .*outbox; nothing was sent\.\n {2}2 at reader\.example\n/,
  );
  const tried = await run(home, ["mail", "test", "me@home.example", "--edition", DAY]);
  expect(tried).toMatchObject({ status: 0 });
  expect(tried.stdout).toMatch(/me@home\.example: accepted/);
  expect(outbox(home).length).toBe(1);
  const sent = await run(home, SEND);
  expect(sent.status).toBe(0);
  expect(sent.stdout).toMatch(/3 of 3 mails in \d+ s\n {2}3 accepted\n/);
  expect(sent.stdout).toMatch(/Nothing left this machine: look at .*index\.html/);
  expect(outbox(home).length).toBe(4);
  const page = readFileSync(home.path("var/outbox/2025-05-08-daily-en/index.html"), "utf8");
  for (const name of outbox(home)) expect(page).toContain(encodeURIComponent(name));
  expect((await run(home, SEND)).stdout).toMatch(/0 of 3 mails/);
  const report = await run(home, ["deliveries", "report", ITEM, "--json"]);
  const { reports } = JSON.parse(report.stdout) as { reports: readonly { run: object }[] };
  expect(reports.map((each) => each.run)).toEqual([{ accepted: 3 }, {}]);
  expect((await run(home, ["deliveries", "list"])).stdout).toMatch(
    /2025-05-08\/daily\/en +3 accepted/,
  );
});

test("mails in doubt are listed by address, and a person says what became of them", async () => {
  using home = cliHome(made);
  await run(home, [...SEND, "--limit", "1"]);
  // A sender claimed what was left, and is no longer there.
  const store = await openTestMailStore(realWorld(), home.folder);
  const about = { now: new Date().toISOString(), limit: 5, sender: "gone" };
  expect((await store.deliveries.claim("mail", ITEM, about)).length).toBe(2);
  await store.close();
  const listed = await run(home, ["deliveries", "list", "--uncertain", "--json"]);
  expect(listed.status).toBe(1);
  const rows = JSON.parse(listed.stdout) as { address: string }[];
  expect(rows.length).toBe(2);
  const [first, second] = rows.map(({ address }) => address) as [string, string];
  const sent = await run(home, SEND);
  expect(sent).toMatchObject({ status: 1 });
  expect(sent.stdout).toMatch(/2 uncertain\n.*not sent again unless you say so/s);
  const settle = (...rest: string[]) => run(home, ["deliveries", "settle", ITEM, ...rest]);
  expect(await settle(first)).toMatchObject({ status: 2 });
  expect(await settle("me@home.example", "--sent")).toMatchObject({ status: 2 });
  expect((await settle(first, "--sent")).stdout).toMatch(/1 of .* count as sent/);
  expect((await settle("--again")).stdout).toMatch(/1 of .* wait to be sent again/);
  expect(await run(home, SEND)).toMatchObject({ status: 0 });
  const again = await run(home, ["deliveries", "list", "--state", "accepted", "--json"]);
  const accepted = JSON.parse(again.stdout) as { address: string; attempts: number }[];
  expect(accepted.find(({ address }) => address === second)).toMatchObject({ attempts: 2 });
  expect(outbox(home).length).toBe(2);
});

test("an issue of which an article was taken back goes no further", async () => {
  using home = cliHome(made);
  await run(home, [...SEND, "--limit", "1"]);
  const file = home.path("content/editions", DAY, "flash.md");
  const text = readFileSync(file, "utf8");
  const other = text.replace(/^status: .*$/m, 'status: "draft"');
  expect(other).not.toBe(text);
  writeFileSync(file, other);
  const stopped = await run(home, SEND);
  expect(stopped.status).toBe(1);
  expect(stopped.stdout).toMatch(/Ended early: .*flash\.md is draft/);
  expect(outbox(home).length).toBe(1);
});

test("what is wrong about sending is said before anything is sent", async () => {
  using home = cliHome(made);
  const settings = (text: string): void =>
    writeFileSync(
      home.path("bellwether.yaml"),
      `${readFileSync(join(import.meta.dirname, "../../bellwether.yaml"), "utf8").replace(/^mail:$[^]*?(?=^\S)/m, "")}
mail:
  from: { name: Daily, address: daily@bellwether.example }
  postal: 1 Example Street
${text}`,
    );
  const sent = async (text: string): Promise<string> => {
    settings(text);
    const { status, stderr } = await run(home, SEND);
    expect(status).toBe(2);
    return stderr;
  };
  expect(await sent("  transport: { smtp: { host: mx.example, tls: off } }")).toMatch(
    /expected TLS/,
  );
  expect(await sent("  transport: { resend: { key: RESEND_KEY } }")).toMatch(
    /RESEND_KEY is not set/,
  );
  const dkim = "  dkim: { domain: bellwether.example, selector: s, key: var/none.pem }";
  expect(await sent(dkim)).toMatch(/missing-file/);
  expect((await run(home, ["send", "--edition", "2025-05-07"])).stderr).toMatch(/no-edition/);
  expect((await run(home, [...SEND, "--at", "25:00"])).stderr).toMatch(/time of the day/);
});
