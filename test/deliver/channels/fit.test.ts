import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphemes, messageOf, threadOf } from "../../../generator/deliver/channels/fit.ts";
import {
  blueskyLength,
  facetsOf,
  shownAddress,
} from "../../../generator/deliver/channels/places/bluesky.ts";
import { mastodonLength } from "../../../generator/deliver/channels/places/mastodon.ts";
import { figuresOf } from "./told.ts";

/** Long texts are slow to be made: fewer than usual, each with many cuts. */
const RUNS = { numRuns: 40 };

const LINK = "https://bellwether.example/2025/05/08/market-wrap/";
const FAMILY = "👨‍👩‍👧‍👦";

const word = fc.constantFrom(
  "Bitcoin",
  "rose",
  "to",
  "é\u0301tat",
  FAMILY,
  "über",
  "closing",
  "🇩🇪",
  "the",
  "S&P",
  "antidisestablishmentarianism",
);
const figure = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }).map((value) => `$${value.toLocaleString("en-US")}`),
  fc.integer({ min: 1, max: 999 }).map((value) => `${value / 10}%`),
  fc.integer({ min: 1, max: 999 }).map((value) => `$${value / 10} million`),
  fc.constantFrom("May 8, 2025", "12:00 UTC", "2.7 times", "1.2 million barrels"),
);
const sentence = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, figure), {
    minLength: 1,
    maxLength: 60,
    size: "max",
  })
  .map((words) => `The ${words.join(" ")}.`);
const parts = fc.record({
  title: sentence,
  rest: fc.array(
    fc.array(sentence, { minLength: 1, maxLength: 4 }).map((all) => all.join(" ")),
    { maxLength: 2 },
  ),
  link: fc.constant(LINK),
});

const LIMITS = [
  { name: "graphemes", of: 300, measure: graphemes },
  { name: "Mastodon's", of: 500, measure: (text: string) => mastodonLength(text) },
  { name: "Bluesky's", of: 300, measure: blueskyLength },
  { name: "UTF-16's", of: 200, measure: (text: string) => text.length },
];

/** Without what stands for a cut, and with single spaces: what is left of a text is then told by comparing. */
const plain = (text: string): string => text.replaceAll("…", "").replace(/\s+/g, "");

describe.each(LIMITS)("by $name count", (limit) => {
  test("no message is over the limit, the address stands in the first, and no word is lost", () => {
    fc.assert(
      fc.property(parts, (given) => {
        const messages = threadOf(given, limit, figuresOf);
        for (const message of messages)
          expect(limit.measure(message)).toBeLessThanOrEqual(limit.of);
        expect(messages[0]!.endsWith(`\n\n${LINK}`)).toBe(true);
        const said = messages.map((each) => each.replace(LINK, "")).join(" ");
        expect(plain(said)).toBe(plain([given.title, ...given.rest].join(" ")));
      }),
      RUNS,
    );
  });

  test("no figure and no character is cut in two", () => {
    fc.assert(
      fc.property(parts, (given) => {
        const whole = [given.title, ...given.rest].join(" ");
        const figures = figuresOf(whole).map(({ text }) => text);
        const messages = threadOf(given, limit, figuresOf).map((each) => each.replace(LINK, ""));
        expect(
          messages.flatMap((each) => figuresOf(each).map(({ text }) => text)).toSorted(),
        ).toEqual(figures.toSorted());
        const characters = messages.reduce((sum, each) => sum + graphemes(plain(each)), 0);
        expect(characters).toBe(graphemes(plain(whole)));
      }),
      RUNS,
    );
  });

  test("a single message has whole sentences and the address", () => {
    fc.assert(
      fc.property(parts, (given) => {
        const { text: message } = messageOf(given, limit, figuresOf);
        expect(limit.measure(message)).toBeLessThanOrEqual(limit.of);
        expect(message.endsWith(LINK)).toBe(true);
      }),
      RUNS,
    );
  });
});

test("what fits is one message", () => {
  const given = { title: "A title", rest: ["A summary of 2.5%."], link: LINK };
  expect(threadOf(given, LIMITS[0]!, figuresOf)).toEqual([
    `A title\n\nA summary of 2.5%.\n\n${LINK}`,
  ]);
});

test("Mastodon counts an address as 23 characters, and people's characters as one", () => {
  expect(mastodonLength(`${FAMILY} https://bellwether.example/${"a".repeat(200)}`)).toBe(25);
});

test("Bluesky's 3,000 bytes are a limit of their own", () => {
  expect(blueskyLength(FAMILY.repeat(120))).toBe(120);
  expect(blueskyLength(FAMILY.repeat(121))).toBe(Infinity);
});

test("a link of Bluesky is placed by bytes, whatever stands before it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (before) => {
      const text = `${before}\n\n${shownAddress(LINK)}`;
      const [facet] = facetsOf(text, LINK) as { index: { byteStart: number; byteEnd: number } }[];
      const { byteStart, byteEnd } = facet!.index;
      expect(Buffer.from(text).subarray(byteStart, byteEnd).toString()).toBe(shownAddress(LINK));
    }),
  );
});
