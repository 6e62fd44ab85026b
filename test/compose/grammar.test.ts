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

describe("a word takes the form that what follows it asks for", () => {
  test.each([
    ["en", "took in money for a eighth session", "took in money for an eighth session"],
    [
      "en",
      "A 8.2% loss, a 18-month low and a 11,000-contract gap",
      "An 8.2% loss, an 18-month low and an 11,000-contract gap",
    ],
    ["en", "a 80th day", "an 80th day"],
    ["en", "a \uE000\uE10018.5%\uE001 gain", "an \uE000\uE10018.5%\uE001 gain"],
    [
      "en",
      "a 110-day run, a 1.8% gain, a seventh session",
      "a 110-day run, a 1.8% gain, a seventh session",
    ],
    ["en", "Plan-a 8 and U.S.a 8", "Plan-a 8 and U.S.a 8"],
    ["es", "siete o ocho sesiones, 7 o 8, 10 o 11", "siete u ocho sesiones, 7 u 8, 10 u 11"],
    ["es", "bitcoin y IBIT, nieve y hielo", "bitcoin e IBIT, nieve y hielo"],
  ])("%s: %s", (code, written, said) => {
    expect(languageOf(code).agree(written)).toBe(said);
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
