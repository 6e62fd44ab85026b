import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadPublication } from "../../generator/publication/publication.ts";
import { PROJECT, failureOf, sample, temporaryFolder, worldAt } from "./support.ts";

const original = readFileSync(join(PROJECT, "bellwether.yaml"), "utf8");

/** The line (1-based) of the sample configuration on which a text first stands. */
function lineOf(text: string, found: string): number {
  return text.slice(0, text.indexOf(found)).split("\n").length;
}

function loadWith(found: string, put: string): ReturnType<typeof loadPublication> {
  expect(original).toContain(found);
  const home = temporaryFolder();
  writeFileSync(join(home, "bellwether.yaml"), original.replace(found, put));
  return loadPublication(worldAt("2025-05-08T12:00:00Z"), home, BUILT_IN);
}

function failureWith(found: string, put: string): ReturnType<typeof failureOf> {
  return failureOf(() => loadWith(found, put));
}

test.each([
  ["source: cboe", "source: cbo", "unknown-source", 'Did you mean "cboe"?'],
  ["id: vix.level", "id: vixx.level", "unknown-subject", 'Did you mean "vix"?'],
  ["id: vix.level", "id: vix.lvel", "unknown-quantity", 'Did you mean "level"?'],
  [
    "[eth.close, btc.close]",
    "[eth.clos, btc.close]",
    "unknown-series",
    'Did you mean "eth.close"?',
  ],
  ["[eth.close, btc.close]", "[eth.close, coin.close]", "calendars-differ", "XNYS"],
  [
    "[eth.close, btc.close]",
    "[btc.exchangeNetFlow, btc.close]",
    "derived-from-derived",
    "derived itself",
  ],
  [
    "derive: { as: ratio,",
    "from: { file: a.csv, column: b }\n    derive: { as: ratio,",
    "derived-series",
    "from a file as well",
  ],
  ["related: [mstr.close]", "related: [mst.close]", "unknown-series", '"mstr.close"?'],
  ["related: [mstr.close]", "related: [ethbtc.close]", "derived-series", "each on its own"],
  ["id: vix.level", "id: us10y.level", "repeated-series", "declared twice"],
  ["range: [5, 150]", "range: [150, 5]", "schema", "lower bound first"],
  ["lag: PT4H", "lag: 4 hours", "schema", "expected a lag such as"],
  ["calendar: XNYS\n    lag: PT9H", "calendar: XNY\n    lag: PT9H", "unknown-calendar", '"XNYS"'],
  ["    decimals: 5", "    decimal: 5", "schema", 'unknown key "decimal"'],
  ["unit: ratio", "unit: ratoi", "unknown-unit", 'Did you mean "ratio"?'],
  ["unit: ratio", "unit: GBX", "unknown-unit", 'Did you mean "GBp"?'],
  ["unit: ratio", "unit: date", "unit", "tells when, not how much"],
  ["unit: USD million", "unit: EUR million", "units-differ", "nothing is converted"],
  ["\nunits: { ", "\nunits: { EUR: {}, ", "repeated-unit", "another name"],
  ["\nunits: { ", "\nunits: { gold: { style: currency }, ", "unit", "needs `currency`"],
  ["\nunits: { ", "\nunits: { mb: { named: [barels] }, ", "unit", '"barels", which is not'],
  [
    "sources:\n",
    "quantities: { close: { class: price } }\nsources:\n",
    "repeated-quantity",
    "close",
  ],
  [
    "sources:\n",
    "quantities: { open-interest: { class: amount } }\nsources:\n",
    "quantity-id",
    "openInterest",
  ],
  ["sources:\n", "quantities: { stock: { class: stocks } }\nsources:\n", "schema", "class"],
  [
    "unit: points\n",
    "unit: EUR\n    live: { by: yahoo, symbol: X }\n",
    "live-currency",
    'Say "currency: EUR"',
  ],
  [
    "\nseries:\n",
    `
series:
  - &nav { id: ibit.netAssetValue, title: a, unit: EUR, source: fred, calendar: XNYS, lag: PT1H, staleAfter: 1, range: [0, 9], decimals: 2 }
  - { <<: *nav, id: ibit.sharesOutstanding, unit: count }
  - { id: ibit.netCreations, title: b, unit: USD million, derive: { as: creations, of: [ibit.sharesOutstanding, ibit.netAssetValue] }, calendar: XNYS, lag: PT1H, staleAfter: 1, range: [0, 9], decimals: 2 }
`,
    "units-differ",
    '"ibit.netAssetValue" is in (EUR), found USD million',
  ],
])("%j changed to %j is a mistake of the kind %s", (found, put, code, words) => {
  const failure = failureWith(found, put);
  expect([failure.exit, failure.problems[0]?.code]).toEqual([2, code]);
  expect(failure.message).toContain(words);
});

test.each([
  ["btc", "{ source: yaho, from: { file: a.csv, column: h } }", "unknown-source", '"yahoo"'],
  ["btc", "{ source: yahoo }", "schema", "`from`, `live` or both"],
  [
    "btc",
    "{ source: yahoo, live: { by: exchange-hour } }",
    "unknown-live-source",
    "exchange-hours",
  ],
  [
    "btc",
    "{ source: yahoo, live: { by: exchange-hours, pair: BTC/USD } }",
    "live-options",
    "live.",
  ],
  ["sp500", "{ source: yahoo, from: { file: a.csv, column: h } }", "calendars-differ", "UTC days"],
])("the hours of %s by %s are a mistake, at their own line", (subject, hours, code, words) => {
  const id = `    id: ${subject}.close\n`;
  const failure = failureWith(id, `${id}    hours: ${hours}\n`);
  expect(failure.problems.map((each) => [each.code, each.line])).toEqual([
    [code, lineOf(original, id) + 1],
  ]);
  expect(failure.message).toContain(words);
});

const spread = (unit: string): string => `unit: ${unit}\n    derive: { as: difference`;

test("what two series in per cent differ by may be told in percentage points, and in no other unit", () => {
  expect(() => loadWith(spread("percent"), spread("percentage points"))).not.toThrow();
  const { problems } = failureWith(spread("percent"), spread("basis points"));
  expect(problems.map(({ code }) => code)).toContain("units-differ");
});

test("a mistake is reported at the line of the value that is wrong", () => {
  const failure = failureWith("source: alternative-me", "source: alternative-mee");
  expect(failure.problems[0]?.line).toBe(lineOf(original, "source: alternative-me"));
  expect(failure.problems[0]?.column).toBe(13);
});

test("every series of the sample names its terms: a source that may be shown, or inputs that have one", () => {
  const { series, sources } = sample().catalogue;
  for (const { source, derive } of series.values()) {
    const named = derive ? derive.of.map((id) => series.get(id)?.source) : [source];
    for (const id of named) expect(sources.get(id ?? "")?.attribution).toMatch(/\w/);
  }
  expect(sources.get("coinmetrics")?.commercial).toBe(false);
});
