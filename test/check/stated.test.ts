import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { explain, formatExplanation } from "../../generator/check/explain/explain.ts";
import { bindables, ROOT } from "../support/bundle.ts";
import { editionOf } from "../support/edition.ts";
import { vocabulary } from "./fixture.ts";

const STEM = join(ROOT, "content/editions/2025-05-08/cross-market-note");
const file = { text: readFileSync(`${STEM}.md`, "utf8"), file: "cross-market-note.md" };
const facts = parseFacts(readFileSync(`${STEM}.facts.json`, "utf8"), "facts.json");
const { view } = editionOf("2025-05-08");

test("a figure that somebody reported is explained by who said it, and where", () => {
  const explanation = explain(file, facts, vocabulary, view, bindables, "4.6%");
  expect(explanation.figures[0]).toMatchObject({
    fact: { origin: "claim" },
    said: { reporter: "The Kobeissi Letter", medium: "a post on X" },
  });
  expect(formatExplanation(explanation)).toContain("said by The Kobeissi Letter, a post on X");
});

test("a computed figure is said by nobody", () => {
  const { figures } = explain(file, facts, vocabulary, view, bindables);
  const computed = figures.filter(({ fact }) => fact?.origin === "signal");
  expect(computed.length).toBeGreaterThan(0);
  expect(computed.filter(({ said }) => said)).toEqual([]);
});
