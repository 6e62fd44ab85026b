import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished, expect, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import { BOUNCE_MAILS, READER } from "../deliver/subscribers/bounce-mails.ts";
import { imapServer } from "../deliver/subscribers/imap-server.ts";
import { cliHome, run, ungathered, type CliHome } from "../support/cli.ts";
import { keptIn } from "../support/store.ts";

function opened(): CliHome {
  const home = ungathered(cliHome());
  onTestFinished(() => home[Symbol.dispose]());
  return home;
}

test("somebody is put on the list, shown, paused, taken back and forgotten", async () => {
  const home = opened();
  const subscriber = (...args: string[]) => run(home, ["subscriber", ...args]);
  expect((await subscriber("list")).stdout).toBe("There are no subscribers.\n");
  expect(
    (await subscriber("add", "Ana@Example.org", "--name", "Ana", "--consent", "paper form")).stdout,
  ).toBe("Ana@example.org is subscribed.\n");
  expect((await subscriber("add", "bo@example.org")).stdout).toContain("is pending");
  const twice = await subscriber("add", "ANA@EXAMPLE.ORG");
  expect([twice.status, twice.stderr.includes("(subscriber-exists)")]).toEqual([2, true]);
  for (const args of [
    ["add", "ana@x.example, bo@x.example"],
    ["add", "eve@x.example", "--time-zone", "Moon/Base"],
    ["show", "eve@x.example"],
    ["resume", "bo@example.org"],
  ])
    expect((await subscriber(...args)).status).toBe(2);
  const list = JSON.parse((await subscriber("list", "--json")).stdout);
  expect(list.counts).toMatchObject({ active: 1, pending: 1 });
  expect(
    JSON.parse((await subscriber("list", "--state", "pending", "--json")).stdout).subscribers,
  ).toHaveLength(1);
  await subscriber("pause", "ana@example.org");
  await subscriber("resume", "ana@example.org");
  const shown = JSON.parse((await subscriber("show", "ana@example.org", "--json")).stdout);
  expect(shown.subscriber).toMatchObject({ name: "Ana", consent: { origin: "paper form" } });
  expect(shown.history.map(({ state }: { state: string }) => state)).toEqual([
    "active",
    "paused",
    "active",
  ]);
  expect((await subscriber("forget", "ana@example.org")).status).toBe(0);
  const again = await subscriber("add", "ana@example.org", "--consent", "said so");
  expect([again.status, again.stderr.includes("suppression list")]).toEqual([2, true]);
  expect(await keptIn(home.folder)).not.toMatch(/ana@example/i);
  await subscriber("remove", "bo@example.org");
  expect((await subscriber("add", "bo@example.org", "--consent", "said so")).status).toBe(0);
  const files = readdirSync(home.path("var")).filter((name) => name.startsWith("mail."));
  expect(files).toContain("mail.key");
  for (const file of files) expect(statSync(home.path("var", file)).mode & 0o077).toBe(0);
});

test("a list is rehearsed, taken in, and written out again", async () => {
  const home = opened();
  writeFileSync(
    home.path("list.csv"),
    'email,name\nana@example.org,"=HYPERLINK(1)"\nana@example.org,Ana\nno address,Bo\n',
  );
  const rehearsed = await run(home, [
    "subscriber",
    "import",
    "list.csv",
    "--consent",
    "fair",
    "--dry-run",
  ]);
  expect(rehearsed.status).toBe(1);
  expect(rehearsed.stdout).toContain("nothing was stored");
  expect(rehearsed.stdout).toContain("line 3: ana@example.org stands in line 2 too");
  expect(rehearsed.stdout).toContain("line 4: it has no part before an @");
  expect((await run(home, ["subscriber", "list"])).stdout).toBe("There are no subscribers.\n");
  await run(home, ["subscriber", "import", "list.csv", "--consent", "fair"]);
  const { stdout } = await run(home, ["subscriber", "export"]);
  const [header, line] = stdout.split("\r\n");
  expect(header).toBe(
    "address,name,language,time_zone,formats,tags,state,consent_at,consent_origin",
  );
  expect(line).toMatch(
    /^ana@example\.org,'=HYPERLINK\(1\),en,Etc\/UTC,daily,,active,\d{4}-.*Z,fair$/,
  );
  await run(home, ["subscriber", "export", "--to", "out.csv"]);
  expect(readFileSync(home.path("out.csv"), "utf8")).toBe(stdout);
});

const [hard] = BOUNCE_MAILS;
const away = BOUNCE_MAILS.find(({ what }) => what === "auto-reply")!;

test("bounces are read from a maildir, a mailbox file and a server, on which reports alone are marked as read", async () => {
  for (const kind of ["maildir", "mbox", "imap"]) {
    const home = opened();
    await run(home, ["subscriber", "add", READER, "--consent", "form"]);
    let args = [`--${kind}`, "box"];
    let seen = new Set([1]);
    if (kind === "maildir") {
      mkdirSync(home.path("box/new"), { recursive: true });
      writeFileSync(home.path("box/new/1"), hard!.text);
      writeFileSync(home.path("box/new/2"), away.text);
    } else if (kind === "mbox") {
      writeFileSync(
        home.path("box"),
        [hard!, away].map(({ text }) => `From x\n${text}\n`).join(""),
      );
    } else {
      const server = await imapServer([hard!, away].map(({ text }) => Buffer.from(text)));
      args = ["--imap", "127.0.0.1", "--port", String(server.port), "--user", "bounces"];
      seen = server.seen;
    }
    const read = await run(home, ["bounces", "read", ...args, "--json"], {
      BELLWETHER_IMAP_PASSWORD: "secret",
    });
    expect([read.status, read.stderr]).toEqual([0, ""]);
    expect(JSON.parse(read.stdout)).toMatchObject({
      mails: 2,
      were: { report: 1, "auto-reply": 1 },
      reports: [{ kind: "hard", isChanged: true }],
    });
    expect([...seen]).toEqual([1]);
    const { subscriber } = JSON.parse(
      (await run(home, ["subscriber", "show", READER, "--json"])).stdout,
    );
    expect(subscriber.state).toBe("bounced");
  }
});

test("a mailbox that cannot be read is told, and a password is needed from the environment", async () => {
  const home = opened();
  const server = await imapServer([]);
  const args = [
    "bounces",
    "read",
    "--imap",
    "127.0.0.1",
    "--port",
    String(server.port),
    "--user",
    "bounces",
  ];
  const without = await run(home, args, { BELLWETHER_IMAP_PASSWORD: "" });
  expect([without.status, without.stderr]).toEqual([
    2,
    "The password is not in BELLWETHER_IMAP_PASSWORD. (call)\n",
  ]);
  const wrong = await run(home, args, { BELLWETHER_IMAP_PASSWORD: "other" });
  expect([wrong.status, wrong.stderr]).toEqual([3, expect.stringContaining("(imap)")]);
  expect(wrong.stderr).toContain("wrong password");
  expect(wrong.stderr).not.toContain("other");
  expect((await run(home, ["bounces", "read"])).status).toBe(2);
  expect((await run(home, ["bounces", "read", "--maildir", "nowhere"])).stderr).toContain(
    "(mail-folder)",
  );
});

test("the service says where it is, and sends mails that ask for confirmation as issues are sent", async () => {
  const home = opened();
  const stop = Promise.withResolvers<void>();
  const said = Promise.withResolvers<string>();
  const world = { ...realWorld(), stopped: () => stop.promise };
  const { bellwether } = await import("../../generator/commands/program.ts");
  const running = bellwether(["subscribe-server", "--port", "0"], {
    ...world,
    currentFolder: () => home.folder,
    stdout: { write: (text) => said.resolve(text) },
    stderr: { write: (text) => said.reject(new Error(text)) },
  });
  const address = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(await said.promise)!;
  const body = new URLSearchParams({ email: "ana@example.org" });
  const answer = await fetch(`${address[0]}subscribe`, { method: "POST", body });
  expect(answer.status).toBe(200);
  const { list } = realWorld().files;
  const outbox = home.path("var/outbox");
  const mails = () =>
    list(outbox).flatMap((folder) =>
      list(join(outbox, folder)).map((name) => join(outbox, folder, name)),
    );
  await expect.poll(() => mails().length).toBe(1);
  const mail = readFileSync(mails()[0]!, "utf8").replaceAll("=\r\n", "");
  expect(mail).toMatch(/^To: <?ana@example\.org>?\r$/m);
  expect(mail).toContain("http://127.0.0.1:4324/confirm/");
  stop.resolve();
  expect(await running).toBe(0);
});
