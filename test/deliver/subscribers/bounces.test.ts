import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, onTestFinished, test } from "vitest";
import { bounceKind } from "../../../generator/deliver/subscribers/bounces/bounce-kind.ts";
import {
  mailsInMaildir,
  mailsInMbox,
} from "../../../generator/deliver/subscribers/bounces/mailboxes.ts";
import { openBounces } from "../../../generator/deliver/subscribers/bounces/read-bounces.ts";
import { readMail } from "../../../generator/deliver/subscribers/bounces/read-mail.ts";
import { mailboxOf } from "../../../generator/deliver/subscribers/key.ts";
import { membershipOf } from "../../../generator/deliver/subscribers/membership.ts";
import { signedToken } from "../../../generator/deliver/subscribers/tokens.ts";
import { openTestMailStore } from "../../support/store.ts";
import { temporaryFolder, worldAt } from "../../gather/support.ts";
import { BOUNCE_MAILS, READER } from "./bounce-mails.ts";

const KEY = "k".repeat(43);
const world = worldAt("2025-05-09T12:00:00Z");
const reader = { parse: PostalMime.parse, key: KEY, now: world.now() };
const token = signedToken(KEY, "unsubscribe", "ana-id");

const bytes = (text: string): Buffer =>
  Buffer.from(text.replaceAll("TOKEN", token).replaceAll("\n", "\r\n"));

async function opened() {
  const store = await openTestMailStore(world, temporaryFolder());
  onTestFinished(() => store.close());
  const table = store.subscribers;
  const usual = {
    language: "en",
    timeZone: "Etc/UTC",
    formats: ["daily"],
    tags: [],
    state: "active",
    at: "2025-05-01T00:00:00.000Z",
    why: "test",
  } as const;
  for (const [id, address] of [
    ["ana-id", READER],
    ["bo-id", "bo@reader.example"],
  ] as const)
    await table.add([{ ...usual, id, address, mailbox: mailboxOf(KEY, address) }]);
  const bounces = await openBounces(world, table, membershipOf(world, table, KEY), KEY);
  return { table, bounces, stateOf: async (id: string) => (await table.byId(id))?.state };
}

describe("a mail in the mailbox for bounces", () => {
  test.each(BOUNCE_MAILS)("$name", async ({ text, what, kind, hasLink }) => {
    const read = await readMail(bytes(text), reader);
    expect(read.what).toBe(what);
    const [report] = read.reports;
    expect(report?.kind).toBe(kind);
    if (what !== "report") return;
    expect(report?.id).toBe(hasLink ? "ana-id" : undefined);
    expect(hasLink || report?.addresses.includes(READER)).toBe(true);
  });

  test.each(BOUNCE_MAILS)("without our link in it: $name", async ({ text, kind }) => {
    const { bounces, stateOf } = await opened();
    await bounces.take(bytes(text.replaceAll("TOKEN", "forged.token")));
    const isNamed = text.includes(`${READER}`) && kind !== undefined;
    const expected =
      isNamed && kind === "hard"
        ? "bounced"
        : kind === "complaint" && isNamed
          ? "complained"
          : "active";
    expect(await stateOf("ana-id")).toBe(expected);
    expect(await stateOf("bo-id")).toBe("active");
  });

  test("is about whom our own link names, whatever address it gives", async () => {
    const { bounces, stateOf } = await opened();
    const { text } = BOUNCE_MAILS[0]!;
    await bounces.take(bytes(text.replaceAll(READER, "bo@reader.example")));
    expect([await stateOf("ana-id"), await stateOf("bo-id")]).toEqual(["bounced", "active"]);
  });

  test("about nobody here is left alone", async () => {
    const { bounces, stateOf, table } = await opened();
    const { text } = BOUNCE_MAILS[0]!;
    await bounces.take(
      bytes(text.replaceAll(READER, "eve@elsewhere.example").replaceAll("TOKEN", "no")),
    );
    expect(await stateOf("ana-id")).toBe("active");
    expect((await table.counts()).active).toBe(2);
    expect(bounces.summary().applied).toMatchObject([{ isChanged: false }]);
  });

  test("that is read twice counts once; five soft ones within thirty days are a mailbox that is gone", async () => {
    const { bounces, stateOf } = await opened();
    const { text } = BOUNCE_MAILS.find(({ name }) => name === "Exchange: mailbox full")!;
    const on = (day: number) => bytes(text.replace("Thu, 08 May 2025", `0${day} May 2025`));
    for (let time = 0; time < 6; time++) await bounces.take(on(1));
    for (const day of [2, 3, 4]) await bounces.take(on(day));
    expect(await stateOf("ana-id")).toBe("active");
    await bounces.take(on(5));
    expect(await stateOf("ana-id")).toBe("bounced");
  });

  test("that is cut off or garbled anywhere is read without harm", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...BOUNCE_MAILS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.string({ unit: "binary", maxLength: 20 }),
        async ({ text }, share, put) => {
          const at = Math.floor(share * text.length);
          const { what, reports } = await readMail(bytes(text.slice(0, at) + put), reader);
          expect(reports.length > 0).toBe(what === "report");
          for (const { said } of reports) expect(said).not.toMatch(/[\r\n]/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test.each([
  ["5.1.1", "550 5.1.1 unknown user", "hard"],
  ["", "550 5.1.1 The email account that you tried to reach does not exist", "hard"],
  ["", "550 Requested action not taken: mailbox unavailable", "hard"],
  ["", "550 Message rejected as spam", "soft"],
  ["", "554 5.7.1 blocked", "soft"],
  ["", "552 5.2.2 mailbox full", "soft"],
  ["", "421 try again later", "soft"],
  ["", "450 4.2.1 greylisted", "soft"],
  ["5.1.8", "501 5.1.8 Sender address rejected: Domain not found", "soft"],
  ["5.3.4", "552 message too large", "soft"],
  ["5.1.1", "550 5.1.1 mailbox over quota", "soft"],
  ["5.7.1", "550 5.7.1 user unknown", "hard"],
  ["", "whatever", "soft"],
] as const)("%s %s is %s", (status, said, kind) => {
  expect(bounceKind(status, said)).toBe(kind);
});

test("a maildir gives its new and its read mails; another folder is refused", () => {
  const folder = temporaryFolder();
  for (const part of ["new", "cur", "tmp"]) {
    mkdirSync(join(folder, part));
    writeFileSync(join(folder, part, "1.mx"), part);
  }
  const texts = [...mailsInMaildir(world, folder)].map((mail) => Buffer.from(mail).toString());
  expect(texts).toEqual(["new", "cur"]);
  expect(() => [...mailsInMaildir(world, join(folder, "tmp"))]).toThrow(/no maildir/);
});

test("a mailbox file gives each mail as it was, also one in whose text a line begins with From", () => {
  const path = join(temporaryFolder(), "mbox");
  const mails = [
    "Subject: 1\n\nOne.\n\nFrom here on\n>From there\n",
    "Subject: 2\n\nTwo\n",
    "Subject: 3\n\n",
  ];
  const stored = mails.map(
    (mail) => `From daemon Thu May  8 12:00:00 2025\n${mail.replaceAll(/^(>*From )/gm, ">$1")}\n`,
  );
  for (const text of [stored.join(""), stored.join("").trimEnd()]) {
    writeFileSync(path, text);
    const read = [...mailsInMbox(world, path)].map((mail) =>
      Buffer.from(mail).toString().trimEnd(),
    );
    expect(read).toEqual(mails.map((mail) => mail.trimEnd()));
  }
  writeFileSync(path, "Subject: no mailbox\n");
  expect(() => [...mailsInMbox(world, path)]).toThrow(/no mailbox file/);
  writeFileSync(path, "");
  expect([...mailsInMbox(world, path)]).toEqual([]);
});
