import { describe, expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import { figureFinder } from "../../generator/check/figures/figures.ts";
import { lexiconOf } from "../../generator/check/figures/lexicon.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { formatNumber } from "../../generator/compose/print/format.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import { unitOf, UNITS, type Units } from "../../generator/publication/units.ts";
import { ROOT, world } from "../support/bundle.ts";
import { checked, faults, fixtureOf, type Given } from "./fixture.ts";

const OF = { subjects: ["btc"] } as const;

/** One price in each of several currencies. */
const PRICES: Readonly<Record<string, Given>> = {
  euro: { ...OF, text: "€97,032", value: 97032.32, unit: "EUR" },
  pound: { ...OF, text: "£1,234.50", value: 1234.5, unit: "GBP", decimals: 2 },
  yen: { ...OF, text: "¥15,482", value: 15482, unit: "JPY" },
  franc: { ...OF, text: "CHF\u00A088.10", value: 88.1, unit: "CHF", decimals: 2 },
  pence: { ...OF, text: "412\u00A0GBp", value: 412, unit: "GBp" },
  funds: {
    ...OF,
    text: "€142.3 million",
    value: 142.3,
    unit: "EUR million",
    decimals: 1,
    magnitude: 1e6,
  },
};

const ARTICLE = fixtureOf(PRICES, {
  body: [
    "Bitcoin cost {{euro}} in Paris.",
    "",
    "Bitcoin cost {{pound}}, {{yen}} and {{franc}} elsewhere.",
    "",
    "Bitcoin's fund cost {{pence}} and took in {{funds}}.",
    "",
    "A line of prose.",
  ].join("\n"),
});

test("a figure in its fact's own currency is clean", () => {
  expect(faults(checked(ARTICLE))).toEqual([]);
});

describe("in a sentence as it was generated", () => {
  test.for([
    ["€97,032", "$97,032", "EUR", "USD"],
    ["€97,032", "£97,032", "EUR", "GBP"],
    ["¥15,482", "€15,482", "JPY", "EUR"],
    ["CHF\u00A088.10", "€88.10", "CHF", "EUR"],
    ["412\u00A0GBp", "£412", "GBp", "GBP"],
    ["412\u00A0GBp", "412\u00A0GBP", "GBp", "GBP"],
    ["€142.3 million", "$142.3 million", "EUR", "USD"],
  ] as const)("%j written as %j is refused with both currencies", ([from, to, wanted, found]) => {
    const { messages } = checked(ARTICLE, [from, to]);
    expect(messages.map(({ code }) => code)).toEqual(["wrong-unit"]);
    expect(messages[0]!.message).toContain(`counts ${found};`);
    expect(messages[0]!.message).toContain(`which counts ${wanted}.`);
  });

  test.for([
    ["€97,032", "EUR 97,032"],
    ["€97,032", "97,032 EUR"],
    ["CHF\u00A088.10", "88.10 CHF"],
    ["£1,234.50", "GBP 1,234.50"],
    ["¥15,482", "JP¥15,482"],
  ] as const)("%j written as %j says the same", ([from, to]) => {
    expect(faults(checked(ARTICLE, [from, to]))).toEqual([]);
  });
});

describe("in a sentence of an editor's own", () => {
  test.for([
    ["It is 97,032 euros for one Bitcoin.", []],
    ["Bitcoin is at 1,234.50 pounds sterling.", []],
    ["One Bitcoin is 15,482 yen.", []],
    ["Bitcoin's fund is 412 pence.", []],
    ["It is 97,032 dollars for one Bitcoin.", ["wrong-unit 97,032 → €97,032"]],
    ["Bitcoin's fund is 412 pounds.", ["wrong-unit 412 → 412\u00A0GBp"]],
    ["Bitcoin's fund is US$142.3 million.", ["wrong-unit US$142.3 million → €142.3 million"]],
    ["Bitcoin is at CAD 88.10.", ["wrong-unit CAD 88.10 → CHF\u00A088.10"]],
    ["Bitcoin is at C$88.10.", ["wrong-unit C$88.10 → CHF\u00A088.10"]],
    ["Bitcoin is at 88.10.", ["wrong-unit 88.10 → CHF\u00A088.10"]],
  ] as const)("%j", ([sentence, expected]) => {
    const report = checked(ARTICLE, ["A line of prose.", sentence]);
    expect(faults(report).filter((each) => !each.startsWith("by-hand"))).toEqual(
      expect.arrayContaining([...expected]),
    );
    expect(report.messages.filter(({ severity }) => severity === "error")).toHaveLength(
      expected.length,
    );
  });

  test("a word in capitals or small letters is a currency by its code alone", () => {
    const report = checked(ARTICLE, [
      "A line of prose.",
      "All 412 of the top 97,032 try 88.10 more.",
    ]);
    expect(
      report.messages.flatMap(({ message }) => /\b(?:ALL|TOP|TRY)\b/.exec(message) ?? []),
    ).toEqual([]);
  });
});

describe("whatever currency a value is in", () => {
  const currencies = [...UNITS.values()].filter(({ currency, id }) => currency === id);
  test.for(["en", "es"])("its print is read as that currency, in %s", (code) => {
    const language = loadLanguage(world, ROOT, code, UNITS);
    const find = figureFinder(lexiconOf(loadFigureVocabulary(world, ROOT, code, UNITS)), []);
    expect(currencies.length).toBeGreaterThan(150);
    for (const { id, magnitudes } of currencies) {
      for (const value of magnitudes ? [1234.5, 2_340_000_000] : [1234.5]) {
        const { text } = formatNumber(value, id, 2, "plain", language);
        const read = find(`x ${text}.`).map((each) => `${each.text} ${each.currency}`);
        expect(read).toEqual([`${text} ${id}`]);
      }
    }
  });
});

describe("a unit that a publication declares", () => {
  const nouns = { one: "barrel", other: "barrels" };
  const units: Units = new Map([
    ...UNITS,
    ...["tonne", "barrel"].map((each) => {
      const declared = unitOf(`${each}s`, {
        nouns: each === "barrel" ? nouns : { one: each, other: `${each}s` },
      });
      return [declared.id, declared] as const;
    }),
  ]);
  const stock = { ...OF, text: "1,204", value: 1204, unit: "barrels" };
  const article = fixtureOf(
    { stock },
    { body: "Bitcoin's stock stands at {{stock}} barrels.\n\nA line of prose." },
  );
  const codesOf = (sentence: string, declared = units): string[] => {
    const text = article.text.replace("A line of prose.", sentence);
    const vocabulary = loadFigureVocabulary(world, ROOT, "en", declared);
    return check({ text, file: "note.md" }, article.facts, vocabulary)
      .messages.filter(({ severity }) => severity === "error")
      .map(({ code, message }) => `${code}: ${message}`);
  };

  test("is read by its nouns", () => {
    expect(codesOf("There are 1,204 barrels of Bitcoin.")).toEqual([]);
  });

  test("is not taken for another, nor for money", () => {
    expect(codesOf("There are 1,204 tonnes of Bitcoin.")).toEqual([
      'wrong-unit: "1,204" counts tonnes; expected "1,204" (stock), which counts barrels.',
    ]);
    expect(codesOf("There is €1,204 of Bitcoin.")).toEqual([
      'wrong-unit: "€1,204" counts EUR; expected "1,204" (stock), which counts barrels.',
    ]);
  });

  test("that is declared no longer stops its articles", () => {
    expect(codesOf("A line of prose.", UNITS)[0]).toContain(
      'undeclared-unit: The fact "f1" is counted in "barrels", which is not declared.',
    );
  });
});
