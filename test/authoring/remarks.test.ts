import { describe, expect, test } from "vitest";
import { historyRemarks } from "../../generator/authoring/lint-history.ts";
import { phrasingRemarks } from "../../generator/authoring/lint-phrasings.ts";
import type { NarrativeSource } from "../../generator/authoring/source.ts";
import { splitParts } from "../../generator/narrate/narrative-file.ts";
import { readNarrative, type Narrative } from "../../generator/narrate/narrative.ts";
import { ground } from "../support/bundle.ts";
import { editionOf } from "../support/edition.ts";

const FILE = "templates/narratives/price/test.md";

const HEAD = `---
id: price/test
for: { asset: crypto }
when: asset.close.rsi14 >= 70
salience: 10
stance: neutral
examples:
  - { given: { asset.close.rsi14: 75 }, holds: true }
  - { given: { asset.close.rsi14: 40 }, holds: false }
`;

/** A narrative whose `# fact` has these phrasings, with its source. */
function written(...facts: string[]): [Narrative, NarrativeSource] {
  const three = ["{{asset.name}} is one.", "{{asset.name}} is two.", "{{asset.name}} is three."];
  const parts = { headline: three, summary: three, fact: facts, reading: three, risk: three };
  const text = `${HEAD}---
${Object.entries({ ...parts, "faq: Why?": three })
  .map(([name, phrasings]) => `# ${name}\n${phrasings.join("\n---\n")}\n`)
  .join("\n")}`;
  const source = {
    file: FILE,
    parts: splitParts(text, FILE).parts,
    place: () => ({ file: FILE, line: 4, column: 7 }),
  };
  return [readNarrative(text, FILE, "price/test", ground), source];
}

const RSI = "{{asset.name}} has an RSI of {{asset.close.rsi14}}";
const PLAIN = [`${RSI}.`, `${RSI} now.`, `${RSI} today.`];

function remarksOn(...facts: string[]): string[] {
  return phrasingRemarks(...written(...facts)).map(({ code, line }) => `${line} ${code}`);
}

const codesOf = (part: string, text: string): string[] => {
  const source = `${HEAD}---\n# headline\n{{asset.name}} rises.\n# summary\n{{asset.name}} rose.\n# fact\n{{asset.name}} rose.\n# reading\n{{asset.name}} may rise.\n# risk\nIt was {{asset.close.last}}.\n`;
  const own =
    part === "reading"
      ? source.replace("{{asset.name}} may rise.", text)
      : source.replace("{{asset.name}} rises.", text);
  const narrative = readNarrative(own, FILE, "price/test", ground);
  const { parts } = splitParts(own, FILE);
  const place = (): { file: string; line: number; column: number } => ({
    file: FILE,
    line: 1,
    column: 1,
  });
  return phrasingRemarks(narrative, { file: FILE, parts, place }).map(({ code }) => code);
};

describe("phrasings", () => {
  test.each([
    ["reading", "A high may be undone by the next close.", "any-day"],
    ["headline", "RSI of {{asset.name}} rises", "odd-turn"],
    ["headline", "{{asset.name}} stands at {{asset.close.last}}", "odd-turn"],
    ["headline", "No session of {{asset.name}} was better", "odd-turn"],
  ])("of a %s such as “%s” are remarked on", (part, text, code) => {
    expect(codesOf(part, text)).toEqual([code]);
  });

  test("that name the same are not remarked on", () => {
    expect(remarksOn(...PLAIN)).toEqual([]);
  });

  test("of which one leaves out what decided the rule are", () => {
    expect(remarksOn(...PLAIN, "{{asset.name}} is overbought.")).toEqual(["32 other-facts"]);
  });

  test("of which one gives a figure more are not", () => {
    expect(remarksOn(...PLAIN, `${RSI} at {{asset.close.last}}.`)).toEqual([]);
  });

  test("of which two leave it out are left to the editor", () => {
    expect(
      remarksOn(...PLAIN, "{{asset.name}} is overbought.", "{{asset.name}} runs hot."),
    ).toEqual([]);
  });

  test("that differ in blanks alone stand twice", () => {
    expect(remarksOn(...PLAIN, `${RSI}\n  now.`)).toEqual(["32 same-phrasing"]);
  });
});

describe("a rule", () => {
  const range = { from: "2024-05-09", to: "2025-05-08" };
  const edition = editionOf(range.to);
  const codes = (told: number, held: number, facts = PLAIN): string[] => {
    const [narrative, source] = written(...facts);
    const history = { told, held, last: undefined };
    return historyRemarks(narrative, source, history, range, edition, ground).map(
      ({ code }) => code,
    );
  };

  test.each([
    ["that held now and then", 365, 40, []],
    ["that never held", 365, 0, ["never-holds"]],
    ["that held every day", 365, 365, ["always-holds"]],
    ["that could never be told", 0, 0, ["never-known"]],
    ["with too short a past to say", 29, 0, []],
  ])("%s", (_what, told, held, expected) => {
    expect(codes(told, held)).toEqual(expected);
  });
});
