import { expect, test } from "vitest";
import { QUANTITIES } from "../../../generator/publication/quantities.ts";
import { HELPERS } from "../../../generator/narrate/templates/helpers.ts";
import { tellRule, type RuleTeller } from "../../../generator/publish/pages/rule-in-words.ts";
import { tellTemplate } from "../../../generator/publish/pages/template-in-words.ts";
import { loadRuleWords } from "../../../generator/publish/theme/rule-words.ts";
import { bindingsFor, ROOT, scales, world, measures } from "../../support/bundle.ts";
import { narratives } from "../../support/edition.ts";

const words = loadRuleWords(world, ROOT, "en")!;
const bindings = bindingsFor({
  asset: "crypto",
  gauge: "vix",
  pair: ["asset", "gauge"],
  claim: "reported_claim",
});
const teller: RuleTeller = { words, scales, bindings, nameOf: () => "the VIX" };

test.each([
  ["asset.close.rsi14 >= 30.0", ["the 14-period RSI of the asset's price is at least 30"]],
  [
    "gauge.level.last > 20.0 && edition.weekday == 'sunday'",
    ["the VIX's level is above 20", "the edition's weekday is sunday"],
  ],
  [
    "abs(asset.close.moveZ) < 1.5 || asset.close.change1 <= -2.0",
    [
      "the size of the day's move of the asset's price in standard deviations is below 1.5" +
        " or the one-period change of the asset's price in percent is at most −2",
    ],
  ],
  [
    'band("rsi", asset.close.rsi14) == "overbought"',
    [
      "the 14-period RSI of the asset's price lies in the band “overbought” of the scale “Relative strength index zones”",
    ],
  ],
  [
    'band("vix", gauge.level.last) != band("vix", gauge.level.previous)',
    [
      "the band of the VIX's level on the scale “VIX regimes” is not the band of the value before of the VIX's level" +
        " on the scale “VIX regimes”",
    ],
  ],
  [
    "pair.returns.correlation30 > 0.5",
    ["the 30-session correlation of the asset and the VIX is above 0.5"],
  ],
  [
    "asset.close.highIsRecord == 1.0 && gauge.level.isStale == 0.0 && asset.close.monthEnds == 2.0",
    [
      "the asset's price is the highest in the data",
      "the VIX's level is not out of date",
      "whether the newest value of the asset's price is the last of its month is 2",
    ],
  ],
  ["claim.ageDays <= 2.0", ["the claim's age in days is at most 2"]],
  [
    "asset.close.last <= (gauge.level.last > 20.0 ? asset.low.last : asset.high.last)",
    [
      "the asset's price is at most the asset's daily low where the VIX's level is above 20, else the asset's daily high",
    ],
  ],
])("tells %s", (source, told) => {
  expect(tellRule(source, teller)).toEqual(told);
});

test("a quantity's words say where the subject stands in them", () => {
  const coins = { ...teller, nameOf: () => "large other coins" };
  expect(tellRule("gauge.advances.last < 3.0", coins)).toEqual([
    "how many large other coins rose is below 3",
  ]);
});

test("what has no words of its own stands as it is written", () => {
  const source = 'edition.date.endsWith("-01")';
  expect(tellRule(source, teller)).toEqual([source]);
});

test("every signal, quantity and helper of a text has English words, and no other", () => {
  expect(Object.keys(words.signals).toSorted()).toEqual(
    [...measures.signals.keys(), ...measures.pairSignals.keys()].toSorted(),
  );
  expect(Object.keys(words.quantities).toSorted()).toEqual([...QUANTITIES.keys()].toSorted());
  expect(Object.keys(words.flags).toSorted()).toEqual(
    Object.keys(words.signals)
      .filter((name) => words.signals[name]?.startsWith("whether "))
      .toSorted(),
  );
  expect(Object.keys(words.helpers).filter((name) => !Object.hasOwn(HELPERS, name))).toEqual([]);
});

test("of every bundled narrative rule and text are told whole", () => {
  const unsaidOf = narratives.flatMap(({ id, when, parts, bindings: own }) => {
    const mine = { ...teller, bindings: own };
    const templates = Object.values(parts).flatMap((each) => each.slice(0, 1));
    const told = [
      ...tellRule(when.source, mine),
      ...templates.flatMap(({ source }) => tellTemplate(source, mine).map(({ text }) => text)),
    ].join(" ");
    // A function of dates or of lists stands as it is written, and no name of the program else.
    const unsaid =
      /[{}]|undefined|\[object| \(the (?!most |last )|\b(?!endsWith)[a-z]{2,}[A-Z]\w*|'s it(?:s|\b)/;
    const [found] = unsaid.exec(told) ?? [];
    return found === undefined ? [] : [[id, found]];
  });
  expect(unsaidOf).toEqual([]);
});

test("a text tells its values by name and both sides of a choice", () => {
  const source =
    'RSI {{word "rsi" asset.close.rsi14}} {{#when "asset.close.rsi14 > 50.0"}}up{{else}}down{{/when}}.';
  const told = tellTemplate(source, teller).map(({ text, isValue }) =>
    isValue ? `[${text}]` : text,
  );
  expect(told.join("").replace(/ +/g, " ")).toBe(
    "RSI [the zone of the 14-period RSI of the asset's price] [if the 14-period RSI of the asset's price is above 50:] up" +
      " [otherwise:] down.",
  );
});

test("no word stands twice where a text and a name meet", () => {
  const told = tellTemplate(
    "Short interest in the {{asset.name}} and the {{asset.its}} own",
    teller,
  );
  expect(told.map(({ text }) => text).join("")).toBe(
    "Short interest in the asset's name and the asset's own",
  );
});
