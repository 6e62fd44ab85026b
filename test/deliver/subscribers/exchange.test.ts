import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { readName } from "../../../generator/deliver/subscribers/address.ts";
import { exportSubscribers } from "../../../generator/deliver/subscribers/exchange/export.ts";
import {
  importSubscribers,
  type ImportOptions,
} from "../../../generator/deliver/subscribers/exchange/import.ts";
import { readSubscriberFile } from "../../../generator/deliver/subscribers/exchange/read-file.ts";
import { mailboxOf } from "../../../generator/deliver/subscribers/key.ts";
import { openTestMailStore } from "../../support/store.ts";
import {
  SUBSCRIBER_STATES,
  type Subscriber,
  type SubscriberTable,
} from "../../../generator/store/mail/subscribers.ts";
import { temporaryFolder, worldAt } from "../../gather/support.ts";

const KEY = "k".repeat(43);
const NOW = "2025-05-08T12:00:00.000Z";
const world = worldAt(NOW);

async function opened(): Promise<SubscriberTable> {
  const store = await openTestMailStore(world, temporaryFolder());
  onTestFinished(() => store.close());
  return store.subscribers;
}

const OPTIONS: ImportOptions = {
  usual: { language: "en", timeZone: "Etc/UTC", formats: ["daily"] },
  formats: ["daily", "weekly", "alert"],
};

async function imported(table: SubscriberTable, csv: string, options: Partial<ImportOptions> = {}) {
  const file = readSubscriberFile(Buffer.from(csv), "list.csv");
  return importSubscribers(world, table, KEY, file, { ...OPTIONS, ...options });
}

async function people(table: SubscriberTable): Promise<Subscriber[]> {
  const all = await table.page({ limit: 1000 });
  return all
    .map((each) => ({ ...each, id: "" }))
    .toSorted((one, other) => (one.address < other.address ? -1 : 1));
}

const line = fc
  .string({ unit: "grapheme", maxLength: 30 })
  .map((text) => readName(text))
  .filter((name) => name !== undefined);
const risky = fc
  .tuple(
    fc.constantFrom(
      "=1+1",
      "+",
      "-2",
      "@SUM(A1)",
      "'",
      "''=",
      '"',
      ",",
      ";",
      "\\",
      "|",
      "=cmd|' /C calc'!A0",
    ),
    fc.oneof(line, fc.constant("")),
  )
  .map(([begin, rest]) => readName(begin + rest)!);
const words = fc.oneof(line, risky);

const person = fc.record({
  local: fc.stringMatching(/^[a-zA-Z0-9+='_-]{1,12}$/),
  name: fc.option(words, { nil: undefined }),
  language: fc.constantFrom("en", "es", "pt-BR"),
  timeZone: fc.constantFrom("Etc/UTC", "Europe/Madrid", "Asia/Tokyo"),
  formats: fc.subarray(["daily", "weekly", "alert"]),
  tags: fc.uniqueArray(words, { maxLength: 4 }),
  state: fc.constantFrom(...SUBSCRIBER_STATES),
  consent: fc.record({
    at: fc
      .date({ min: new Date("2001-01-01"), max: new Date(NOW), noInvalidDate: true })
      .map((date) => date.toISOString()),
    origin: words,
  }),
});

test("what is exported comes back as it was, with every consent and state, and no cell is a formula", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(person, { maxLength: 12, selector: ({ local }) => local.toLowerCase() }),
      async (given) => {
        const [from, to] = [await opened(), await opened()];
        await from.add(
          given.map(({ local, name, ...rest }, index) => {
            const address = `${local}@reader.example`;
            return {
              ...rest,
              ...(name === undefined ? {} : { name }),
              id: `id-${index}`,
              address,
              mailbox: mailboxOf(KEY, address.toLowerCase()),
              at: NOW,
              why: "test",
            };
          }),
        );
        const { text } = await exportSubscribers(from);
        const summary = await imported(to, text);
        expect([summary.form, summary.invalid, summary.duplicates]).toEqual(["Bellwether", [], []]);
        expect(await people(to)).toEqual(await people(from));
        const cells = (parse(text) as string[][]).flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
        const again = await imported(to, text);
        expect(again.duplicates).toHaveLength(given.length);
        expect(await people(to)).toEqual(await people(from));
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  [
    "listmonk",
    `uuid,email,name,attributes,status,created_at,updated_at
5e,ana@reader.example,Ana,"{""city"": ""Lima""}",enabled,2024-02-03T04:05:06Z,2024-02-03T04:05:06Z
5f,bo@reader.example,Bo,{},blocklisted,2024-02-03T04:05:06Z,2024-02-03T04:05:06Z
`,
  ],
  [
    "Ghost",
    `id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers
6a,ana@reader.example,Ana,,true,false,,2024-02-03T04:05:06.000Z,,"etfs,flows",
6b,bo@reader.example,Bo,,false,false,,2024-02-03T04:05:06.000Z,,,
`,
  ],
  [
    "Mailchimp",
    `Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,TIMEZONE,LAST_CHANGED,LEID,EUID,NOTES,TAGS,UNSUB_TIME,UNSUB_REASON
ana@reader.example,Ana,,2,2024-02-01 00:00:00,192.0.2.1,2024-02-03 04:05:06,192.0.2.1,,,Europe/Madrid,,1,a,,"""etfs"",""flows""",,
bo@reader.example,Bo,,2,2024-02-01 00:00:00,,2024-02-03 04:05:06,,,,,,2,b,,,2024-06-01 00:00:00,N/A (Unsubscribed by admin)
`,
  ],
  [
    "Substack",
    `email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
ana@reader.example,false,,,false,2024-02-03T04:05:06.000Z,
bo@reader.example,true,2030-01-01T00:00:00.000Z,yearly,true,2024-02-03T04:05:06.000Z,2024-02-03T04:05:06.000Z
`,
  ],
])(
  "an export of %s is known by its columns, and keeps who agreed when and who has left",
  async (form, csv) => {
    const table = await opened();
    const summary = await imported(table, csv);
    expect(summary.form).toBe(form);
    const [ana, bo] = await people(table);
    const consent = { at: "2024-02-03T04:05:06.000Z", origin: `imported from ${form}` };
    expect(ana).toMatchObject({ address: "ana@reader.example", state: "active", consent });
    expect(bo).toMatchObject({ address: "bo@reader.example", state: "unsubscribed" });
  },
);

test("topics, names and time zones come along", async () => {
  const table = await opened();
  await imported(
    table,
    'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,TIMEZONE,LANGUAGE,TAGS\r\nana@reader.example,Ana,Lee,2,2024-02-01 00:00:00,Europe/Madrid,es,"""etfs"",""flows"""\r\n',
  );
  expect((await people(table))[0]).toMatchObject({
    name: "Ana Lee",
    timeZone: "Europe/Madrid",
    language: "es",
    tags: ["etfs", "flows"],
    consent: { at: "2024-02-01T00:00:00.000Z" },
  });
});

test("those who were cleaned from a Mailchimp audience bounce, and those who reported spam complain", async () => {
  const table = await opened();
  await imported(
    table,
    "Email Address,MEMBER_RATING,CLEAN_TIME\nana@reader.example,2,2024-02-01 00:00:00\n",
  );
  await imported(
    table,
    "Email Address,MEMBER_RATING,UNSUB_TIME,UNSUB_REASON\nbo@reader.example,2,2024-02-01 00:00:00,Marked as spam\n",
  );
  expect((await people(table)).map(({ state }) => state)).toEqual(["bounced", "complained"]);
});

test("who has agreed to nothing that a file tells of is pending, unless it is said where they did", async () => {
  const plain = "name,email\nAna,ana@reader.example\nBo,bo@reader.example\n";
  const [one, other] = [await opened(), await opened()];
  expect(await imported(one, plain)).toMatchObject({
    withoutConsent: 2,
    added: { pending: 2, active: 0 },
  });
  const told = await imported(other, plain, { consent: "paper form" });
  expect(told).toMatchObject({ withoutConsent: 0, added: { pending: 0, active: 2 } });
  expect((await people(other))[0]!.consent).toEqual({ at: NOW, origin: "paper form" });
});

test("an import makes nobody active who has left, bounced, complained or was forgotten, and takes over who has left since", async () => {
  const table = await opened();
  const states = ["unsubscribed", "bounced", "complained", "paused", "active"] as const;
  const csv = (state: string) =>
    `address,time_zone,formats,state,consent_at\n${[...states, "gone"].map((name) => `${name}@reader.example,Etc/UTC,daily,${state},2024-02-03T04:05:06Z\n`).join("")}`;
  await table.add(
    states.map((state) => ({
      id: state,
      address: `${state}@reader.example`,
      ...OPTIONS.usual,
      tags: [],
      state,
      at: NOW,
      why: "test",
      mailbox: mailboxOf(KEY, `${state}@reader.example`),
    })),
  );
  await table.suppress([mailboxOf(KEY, "gone@reader.example").mark], { at: NOW, why: "forgotten" });
  const before = await people(table);
  const summary = await imported(table, csv("active"), { consent: "said so" });
  expect(summary.suppressed).toEqual([{ line: 7, why: "gone@reader.example: forgotten" }]);
  expect(summary.duplicates).toHaveLength(5);
  expect(await people(table)).toEqual(before);
  expect(await imported(table, csv("unsubscribed"), { isRehearsal: true })).toMatchObject({
    left: 2,
  });
  expect(await people(table)).toEqual(before);
  expect(await imported(table, csv("unsubscribed"))).toMatchObject({
    left: 2,
    added: { unsubscribed: 1 },
  });
  const after = await table.page({ limit: 9 });
  expect(
    Object.fromEntries(after.map(({ address, state }) => [address.split("@")[0], state])),
  ).toEqual({
    unsubscribed: "unsubscribed",
    bounced: "bounced",
    complained: "complained",
    paused: "unsubscribed",
    active: "unsubscribed",
    gone: "unsubscribed",
  });
});

test("addresses that are none, or come twice in any spelling, are told with their lines", async () => {
  const table = await opened();
  const summary = await imported(
    table,
    'email\nana@exämple.org\nAna@EXÄMPLE.org\nana\n"bo@x.example, eve@x.example"\nana@xn--exmple-cua.org\n',
    { consent: "form" },
  );
  expect(summary.added.active).toBe(1);
  expect(summary.duplicates.map(({ line }) => line)).toEqual([3, 6]);
  expect(summary.duplicates[0]!.why).toContain("stands in line 2 too");
  expect(summary.invalid.map(({ line }) => line)).toEqual([4, 5]);
});

test("a rehearsal tells the same and stores nothing", async () => {
  const table = await opened();
  const csv = "email\nana@x.example\nbo@x.example\nno\n";
  const rehearsed = await imported(table, csv, { isRehearsal: true });
  expect(await people(table)).toEqual([]);
  expect(await imported(table, csv)).toEqual({ ...rehearsed, isRehearsal: false });
  expect(await people(table)).toHaveLength(2);
});

test("a file without a column of addresses is refused with what it has", () => {
  expect(() => readSubscriberFile(Buffer.from("who,when\na,b\n"), "list.csv")).toThrow(
    /No column holds addresses; there are who, when\. \(subscriber-file\)/,
  );
});
