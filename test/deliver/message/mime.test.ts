import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { MARKS } from "../../../generator/deliver/issue/issue.ts";
import { fillIn } from "../../../generator/deliver/message/marks.ts";
import type { Mailing, Recipient } from "../../../generator/deliver/message/mailing.ts";
import { templateOf } from "../../../generator/deliver/message/template.ts";
import { mailingOf, recipientOf } from "../mailing.ts";

async function mailOf(mailing: Mailing, recipient: Recipient = recipientOf()): Promise<string> {
  return Buffer.from((await templateOf(mailing)).mailFor(recipient)).toString("latin1");
}

const lineEnds = (text: string): string => text.replaceAll(/\r\n|\r|\n/g, "\n").trimEnd();

/** Nothing that HTML and mail leave out of any text; an empty text is no body. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.constantFrom(MARKS.unsubscribe, MARKS.preferences, "\n", " \n", "=", ".", "\n.\n", "=3D"),
    ),
    { minLength: 1, maxLength: 20 },
  )
  // oxlint-disable-next-line no-control-regex -- these are the ones meant
  .map((parts) => `x${parts.join("").replaceAll(/[\0-\x09\x0b-\x1f\x7f]/g, "")}x`);

test("a mail says what the issue says, with the reader's own addresses", async () => {
  const mailing = mailingOf();
  const recipient = recipientOf();
  const mail = await PostalMime.parse(await mailOf(mailing, recipient));
  expect(lineEnds(mail.text!)).toBe(lineEnds(fillIn(mailing.issue.text, recipient)));
  expect(lineEnds(mail.html!)).toBe(lineEnds(fillIn(mailing.issue.html, recipient)));
  expect(mail.subject).toBe(mailing.issue.subject);
  expect(mail.from).toEqual({ name: "Bellwether Daily", address: "daily@bellwether.example" });
  expect(mail.to).toEqual([{ name: "Ada Lovelace", address: "ada@reader.example" }]);
  expect(mail.date).toBe("2025-05-08T12:30:00.000Z");
  expect(mail.attachments).toMatchObject([
    { contentId: "<chart>", disposition: "inline", mimeType: "image/png" },
  ]);
  const header = (key: string) => mail.headers.find((each) => each.key === key)?.value;
  expect(header("list-unsubscribe")).toBe(`<${recipient.unsubscribe}>`);
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(header("list-id")).toBe("<daily.bellwether.example>");
});

test("any text comes through whole, in lines of ASCII that every server takes", async () => {
  await fc.assert(
    fc.asyncProperty(words, words, words, async (text, html, subject) => {
      const mailing = mailingOf({ text, html, subject: subject.replaceAll("\n", " ") });
      const recipient = recipientOf();
      const raw = await mailOf(mailing, recipient);
      const mail = await PostalMime.parse(raw);
      expect(lineEnds(mail.html!)).toBe(lineEnds(fillIn(html, recipient)));
      expect(lineEnds(mail.text!)).toBe(lineEnds(fillIn(text, recipient)));
      expect(raw).toMatch(/^[\r\n\t\x20-\x7e]*$/);
      expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      const body = raw.slice(raw.indexOf("\r\n\r\n"));
      expect(Math.max(...body.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
      expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
    }),
    { numRuns: 80 },
  );
});

const idOf = (raw: string) =>
  /^Message-ID: <([0-9a-f]{32}@bellwether\.example)>\r$/m.exec(raw)?.[1];

test("a mail to one reader is the same whenever it is made, and has an identity of its own", async () => {
  const [first, again] = [await mailOf(mailingOf()), await mailOf(mailingOf())];
  expect(again).toBe(first);
  expect(idOf(first)).toBeDefined();
  expect(idOf(await mailOf(mailingOf(), recipientOf({ id: "other" })))).not.toBe(idOf(first));
  expect(idOf(await mailOf(mailingOf({ id: "2025-05-09/daily/en" })))).not.toBe(idOf(first));
});

const HOSTILE_NAMES = [
  "Ada\r\nBcc: victim@evil.example",
  "Ada\nTo: victim@evil.example\n\nbody",
  "Ada\0\u0085\u2028Bcc: x@evil.example",
  'Ada" <victim@evil.example>, "',
  "Ada <victim@evil.example>",
  "victim@evil.example, Ada",
  "Ada (comment) ; group: a@evil.example;",
  "=?utf-8?q?Ada=0D=0ABcc:_victim@evil.example?=",
  "=?utf-8?b?QWRhDQpCY2M6IHZpY3RpbUBldmlsLmV4YW1wbGU=?=",
  "\\",
  'Ada\\"',
  "عربي \u202e drawkcab",
  "x".repeat(5000),
  "😀".repeat(200),
  "",
  " ",
];

const PLAIN = [
  "message-id",
  "to",
  "list-unsubscribe",
  "from",
  "subject",
  "date",
  "list-id",
  "list-unsubscribe-post",
  "feedback-id",
  "mime-version",
  "content-type",
].toSorted();

const template = templateOf(mailingOf());

async function headOf(recipient: Recipient) {
  const mail = await PostalMime.parse((await template).mailFor(recipient));
  return { keys: mail.headers.map(({ key }) => key).toSorted(), to: mail.to };
}

test("no name adds a recipient or a header", async () => {
  for (const name of HOSTILE_NAMES) {
    const { keys, to } = await headOf(recipientOf({ name }));
    expect(keys).toEqual(PLAIN);
    expect(to?.map(({ address }) => address)).toEqual(["ada@reader.example"]);
  }
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (name) => {
      const { keys, to } = await headOf(recipientOf({ name }));
      expect(keys).toEqual(PLAIN);
      expect(to?.map(({ address }) => address)).toEqual(["ada@reader.example"]);
    }),
    { numRuns: 120 },
  );
});

test("an address of the web that could end an attribute or a header is no link of a mail", async () => {
  const { mailFor } = await template;
  for (const unsubscribe of [
    'https://evil.example/"><script>',
    "https://evil.example/\r\nBcc: a@b.example",
    "https://evil.example/a b",
    "https://evil.example/>",
    "javascript:alert(1)",
    "https://evil.example/ü",
  ])
    expect(() => mailFor(recipientOf({ unsubscribe }))).toThrow(/mail-link/);
});
