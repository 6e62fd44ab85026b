import { describe, expect, test } from "vitest";
import { grammarOf } from "../../generator/compose/grammar.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { ROOT, world } from "../support/bundle.ts";

const languageOf = (code: string) => loadLanguage(world, ROOT, code, UNITS);

describe("a name", () => {
  test.each([
    ["de", "S&P 500", "dativ", undefined, "dem S&P 500"],
    ["de", "Rendite", "dativ", "femininum", "der Rendite"],
    ["de", "Rendite", "akkusativ", "femininum", "die Rendite"],
    ["fr", "bitcoin", "de", undefined, "du bitcoin"],
    ["fr", "ether", "de", undefined, "de l'ether"],
    ["fr", "iShares", "le", undefined, "l'iShares"],
    ["pt", "taxa", "de", "feminino", "da taxa"],
  ])("of %s takes the article of its case and gender", (code, name, caseId, gender, inflected) => {
    expect(languageOf(code).grammar.inflect(name, caseId, gender)).toBe(inflected);
  });

  test("stays as it is in a language that declares no grammar", () => {
    expect(grammarOf(undefined).inflect("Bitcoin", "dative", undefined)).toBe("Bitcoin");
    expect(languageOf("en").grammar.cases.size).toBe(0);
  });
});

const sums = (code: string): string[] =>
  [1.6, 2.1].map((value) =>
    languageOf(code).sum(value, 1, "billion", "USD").replaceAll("\u00A0", " "),
  );

test("a magnitude is singular where the language says so", () => {
  expect(sums("fr")).toEqual(["1,6 milliard de dollars", "2,1 milliards de dollars"]);
  expect(sums("pt")).toEqual(["US$ 1,6 bilhão", "US$ 2,1 bilhões"]);
  expect(sums("de")).toEqual(["1,6 Milliarden Dollar", "2,1 Milliarden Dollar"]);
  expect(sums("en")).toEqual(["$1.6 billion", "$2.1 billion"]);
});

test("the first of a month, and a day as an adverb, are written as the language has them", () => {
  expect(languageOf("fr").fullDate("2025-05-01")).toBe("1er mai 2025");
  expect(languageOf("fr").fullDate("2025-05-11")).toBe("11 mai 2025");
  expect(languageOf("pt").dayAndMonth("2025-05-01")).toBe("1º de maio");
  expect(languageOf("pt").onWeekday("2025-05-10")).toBe("no sábado");
  expect(languageOf("pt").weekday("2025-05-10")).toBe("sábado");
  expect(languageOf("de").onWeekday("2025-05-10")).toBe("Samstag");
});
