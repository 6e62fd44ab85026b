import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Fact } from "../../generator/articles/facts.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { loadFootnoteWords } from "../../generator/publish/theme/footnote-words.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";

const LANGUAGES = readdirSync(join(ROOT, "templates/vocabulary"));

const fact = (unit: string, value: number, decimals = 0): Fact =>
  ({ unit, value, decimals, magnitude: 1, method: "change" }) as Fact;

test.for(LANGUAGES)("in %s one of a unit that is counted is told in the singular", (code) => {
  const language = loadLanguage(world, ROOT, code, catalogue.units);
  const words = loadFootnoteWords(world, ROOT, code, language, catalogue.units);
  for (const unit of ["basis points", "percentage points", "points", "sessions", "days"]) {
    const [one, many] = [words.unit(fact(unit, 1)), words.unit(fact(unit, 7))];
    expect(one).not.toBe(many);
    for (const value of [-1, 1.2, 0.96]) expect(words.unit(fact(unit, value))).toBe(one);
    expect(words.unit(fact(unit, 2.4))).toBe(many);
  }
});

test("in English a value that is told with decimals is of several", () => {
  const language = loadLanguage(world, ROOT, "en", catalogue.units);
  const words = loadFootnoteWords(world, ROOT, "en", language, catalogue.units);
  expect(words.unit(fact("basis points", 1))).toBe("basis point");
  expect(words.unit(fact("basis points", 1.2, 1))).toBe("basis points");
});
