import { describe, expect, test } from "vitest";
import { daysFrom, weekday } from "../../generator/base/day.ts";
import { Failure } from "../../generator/base/problem.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import { loadStories } from "../../generator/compose/plan/story.ts";
import { ground } from "../support/bundle.ts";
import { drafts, words } from "../support/edition.ts";
import { worldOf } from "../support/memory-files.ts";

const days = daysFrom("2025-05-05", "2025-05-11");

const week = new Map(days.map((day) => [day, drafts(day)]));

const named = (slug: string): Draft[] =>
  [...week.values()].flat().filter((draft) => draft.slug === slug);

test("a flash runs every day: 60 to 150 words of figures under two headings, and nothing else", () => {
  expect(named("flash")).toHaveLength(days.length);
  for (const flash of named("flash")) {
    expect(words(flash)).toBeGreaterThanOrEqual(60);
    expect(words(flash)).toBeLessThanOrEqual(150);
    expect(flash.facts.findings).toEqual([]);
    const blocks = flash.body.split("## Sources")[0]!.trim().split("\n\n").slice(1);
    expect(blocks).toHaveLength(4);
    for (const heading of [blocks[0]!, blocks[2]!]) expect(heading).toMatch(/^\*\*.*day, .*\*\*$/);
    for (const list of [blocks[1]!, blocks[3]!])
      for (const line of list.split("\n")) expect(line).toMatch(/^- .*\p{N}/u);
  }
});

test("a weekly review runs on Sunday alone and gives weekly changes", () => {
  for (const [day, articles] of week) {
    const review = articles.find(({ slug }) => slug === "weekly-review");
    expect(review !== undefined).toBe(weekday(day) === 0);
  }
  const [review] = named("weekly-review");
  const refs = review!.facts.facts.map(({ ref }) => ref);
  expect(refs).toContain("btc.close.weekChange");
  expect(refs).toContain("btc.etfFlow.weekSum");
});

test("an asset that has something to say has a note of its own, named after it and about nothing else", () => {
  const notes = [...named("bitcoin-note"), ...named("ether-note")];
  expect(notes.length).toBeGreaterThan(0);
  for (const note of notes) {
    const asset = note.slug === "bitcoin-note" ? "btc" : "eth";
    for (const { bindings } of note.facts.findings) {
      expect(Object.values(bindings)).toContain(asset);
    }
  }
});

test("the cross-market note of 2025-05-08 has every part that its genre asks for", () => {
  const [note] = week.get("2025-05-08")!;
  const refs = new Set(note!.facts.facts.map(({ ref }) => ref));
  const wanted = [
    "claim:russell-2000-short-interest-2025-05-08.level",
    "btc.close.last",
    "eth.close.last",
    "coin.close.last",
    "btc.close.rsi14",
    "btc.exchangeNetFlow.last",
    "btc.etfFlow.last",
    "russell2000+ibit.returns.correlation30",
    "russell2000+ibit.returns.correlation30Low",
    "btc.close.resistance",
  ];
  expect(wanted.filter((ref) => !refs.has(ref))).toEqual([]);
  expect(note!.body).toContain("The Kobeissi Letter");
  expect(note!.body).toMatch(/30 sessions/);
  expect(note!.body).toContain("## What to watch");
  expect(note!.body.match(/^### .*\?$/gm)!.slice(0, 2)).toEqual([
    "### Is the 4.6% figure official?",
    "### Does high short interest in small caps mean that crypto falls?",
  ]);
  expect(words(note!)).toBeGreaterThanOrEqual(350);
  expect(words(note!)).toBeLessThanOrEqual(900);
});

test("what a story asks first stands first, and no finding asks it again", () => {
  const wraps = ["2024-08-06", "2025-03-04", "2025-04-10"].map((day) =>
    drafts(day).find(({ slug }) => slug === "market-wrap"),
  );
  for (const { body } of wraps.map((each) => each!)) {
    const questions = body.match(/^### .*$/gm)!;
    expect(questions[0]).toMatch(/^### Why did Bitcoin (?:rise|fall)\?$/);
    expect(questions.filter((each) => each.startsWith("### Why did Bitcoin"))).toHaveLength(1);
  }
});

describe("a story's file", () => {
  const good = `---
id: note
for: { asset: crypto }
slug: "{asset}-note"
lead: { themes: [price], least: 0 }
sections: [{ title: Prices, themes: [price], most: 1 }]
---
# source-line
{{publishers}} on {{asset.name}}.

# disclosure
By rules.
`;

  function problems(change: (text: string) => string): string[] {
    const files = { "/home/templates/stories/note.md": change(good) };
    try {
      loadStories(worldOf(files), "/home", ["note"], new Set(["price"]), ground);
      return [];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return error.problems.map(({ code, line, message }) => `${line} ${code}: ${message}`);
    }
  }

  test("loads as it should be", () => {
    expect(problems((text) => text)).toEqual([]);
  });

  test.each([
    [
      "an answer without its question",
      "# disclosure",
      "# faq\n{{asset.name}}.\n\n# disclosure",
      /^11 story-part: Expected the question/,
    ],
    ["a weekday that is none", "id: note", "id: note\nruns: { weekday: someday }", /^3 /],
    [
      "several articles under one name",
      'slug: "{asset}-note"',
      "needs: 1",
      /story-slug.*\{asset\}/,
    ],
    ["a kind that is none", "asset: crypto", "asset: cripto", /unknown-binding/],
    [
      "a theme that is none",
      "themes: [price], least",
      "themes: [prize], least",
      /^5 unknown-theme/,
    ],
    ["sections without a lead", "lead: { themes: [price], least: 0 }\n", "", /lead with sections/],
    ["a part that is none", "# disclosure", "# disclosures", /story-part/],
    [
      "no source line",
      "# source-line\n{{publishers}} on {{asset.name}}.\n",
      "",
      /missing-part.*source-line/,
    ],
    ["a name that is none", "{{asset.name}}", "{{asset.title}}", /asset\.title/],
    ["words in the wrong order", "id: note", "id: note\nwords: [900, 500]", /^3 .*fewest/],
  ])("with %s is reported with its line", (_what, from, to, expected) => {
    const found = problems((text) => text.replace(from, to));
    expect(found.join("\n")).toMatch(expected);
  });
});
