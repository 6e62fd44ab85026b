import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bindingOf, resolve } from "../../generator/narrate/rules/names.ts";
import type { ForValue } from "../../generator/narrate/bindable/bindable.ts";
import { bindingsOf } from "../../generator/narrate/rules/evaluate.ts";
import type { Catalogue } from "../../generator/publication/catalogue.ts";
import { builtIn } from "../../generator/newsroom/built-in.ts";
import { BUILT_IN, kitOf, type Kit } from "../../generator/newsroom/kit.ts";
import { isOf, lineageOf, wordFor } from "../../generator/publication/kinds.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { loadPageWords } from "../../generator/publish/theme/page-words.ts";
import { viewOf } from "../../generator/store/view.ts";
import { bindingsFor, bindables, catalogue, ground, ROOT, world } from "../support/bundle.ts";
import { NOTHING } from "../support/columns.ts";
import { worldOf } from "../support/memory-files.ts";
import { problemsOf } from "../support/problems.ts";

const { kinds } = BUILT_IN;

const ORIGINAL = readFileSync(join(ROOT, "bellwether.yaml"), "utf8");

/** The bundled publication with some of its text changed. */
function changed(found: string, put: string): Catalogue {
  expect(ORIGINAL).toContain(found);
  const files = { "/home/bellwether.yaml": ORIGINAL.replace(found, put) };
  return loadPublication(worldOf(files), "/home", BUILT_IN).catalogue;
}

/** Ids of the subjects that a value of `for:` binds. */
function boundBy(value: ForValue, known: Catalogue = catalogue): string[] {
  const binding = bindingOf(value, bindables, { catalogue: known, before: new Map() });
  if ("kind" in binding) throw new Error(binding.message);
  const view = viewOf(0, known, {
    columns: () => NOTHING,
    claims: () => [],
    headlines: () => [],
    announcements: () => [],
    settlements: () => [],
  });
  return bindingsOf(new Map([["it", binding]]), view).map((bound) => bound.get("it")!.id!);
}

const idsOf = (...of: string[]): string[] =>
  [...catalogue.subjects.values()].filter(({ kind }) => of.includes(kind)).map(({ id }) => id);

test("a rule may be for several kinds and subjects, and for each of them", () => {
  expect(boundBy(["crypto", "yield"])).toEqual(["btc", "eth", "us10y"]);
  expect(boundBy(["sp500", "spot_etf"])).toEqual(["sp500", ...idsOf("spot_etf")]);
});

test("a kind stands below all that it is one of", () => {
  expect(lineageOf("crypto_equity", kinds)).toEqual(["crypto_equity", "equity", "asset"]);
  expect(isOf("spot_etf", "fund", kinds)).toBe(true);
  expect(isOf("fund", "spot_etf", kinds)).toBe(false);
});

test("every kind of the program leads up to a kind that stands under none", () => {
  for (const kind of kinds.keys())
    expect(kinds.get(lineageOf(kind, kinds).at(-1)!)?.under).toBeUndefined();
});

test("a rule for a kind binds every subject of a kind below that is not told apart", () => {
  expect(boundBy("asset")).toEqual(idsOf("crypto"));
  expect(boundBy("equity")).toEqual([]);
  expect(boundBy("crypto_equity")).toEqual(["coin", "mstr"]);
  expect(boundBy("index")).toEqual(idsOf("equity_index", "volatility_index", "sentiment_index"));
  expect(boundBy("crypto")).toEqual(["btc", "eth"]);
  expect(boundBy("commodity")).toEqual([]);
});

test("whatever a kind binds that is not told apart, the kind above it binds too", () => {
  const lost = [...kinds].flatMap(([kind, { under = kind, apart }]) =>
    (apart ? [] : boundBy(kind)).filter((subject) => !boundBy(under).includes(subject)),
  );
  expect(lost).toEqual([]);
});

test("an unknown kind names the nearest one", () => {
  const found = bindingOf("comodity", bindables, { catalogue, before: new Map() });
  expect(found).toMatchObject({ kind: "unknown", advice: 'Did you mean "commodity"?' });
});

test("what may be named of a kind may be named of those above and below it, measured or not", () => {
  const bare = { ...catalogue, series: new Map() };
  const kindOf = (value: string): string =>
    resolve(["it", "daysToCover", "last"], {
      ...ground,
      catalogue: bare,
      bindings: bindingsFor({ it: value }),
    }).kind;
  expect(["equity", "crypto_equity", "asset", "equity_index"].map(kindOf)).toEqual(
    Array(4).fill("signal"),
  );
  expect(["crypto", "fund", "yield"].map(kindOf)).toEqual(Array(3).fill("unknown"));
});

test.each(["en", "es"])("every kind has words on pages (%s)", (language) => {
  const { kinds: words } = loadPageWords(world, ROOT, language, catalogue.units);
  const unnamed = [...kinds.keys()].filter((kind) => wordFor(kind, words, kinds) === undefined);
  expect(unnamed).toEqual([]);
});

test("words for a kind serve the kinds below that have none of their own", () => {
  const words = { equity: "share", asset: "asset" };
  expect(wordFor("crypto_equity", words, kinds)).toBe("share");
  expect(wordFor("fund", words, kinds)).toBe("asset");
  expect(wordFor("yield", words, kinds)).toBeUndefined();
});

test("a publication's own kind is bound by rules for the kinds above it", () => {
  const own = changed(
    "# What the series are about.",
    "kinds: { bitcoin_fund: { under: spot_etf } }\n# What the series are about.",
  );
  const [ibit] = idsOf("spot_etf");
  const subjects = new Map(own.subjects);
  subjects.set(ibit!, { ...own.subjects.get(ibit!)!, kind: "bitcoin_fund" });
  const known = { ...own, subjects };
  expect(boundBy("bitcoin_fund", known)).toEqual([ibit]);
  expect(boundBy("spot_etf", known)).toEqual(idsOf("spot_etf"));
  expect(boundBy("fund", known)).toEqual([]);
});

test.each([
  ["under: fnd", "unknown-kind", 'Did you mean "fund"?'],
  ["under: bitcoin_fund", "kind-circle", "stands under itself"],
])("a kind that says %s is a mistake of the kind %s", (said, code, words) => {
  const problems = problemsOf(() =>
    changed(
      "# What the series are about.",
      `kinds: { bitcoin_fund: { ${said} } }\n# What the series are about.`,
    ),
  );
  expect(problems.map((each) => each.code)).toContain(code);
  expect(`${problems[0]!.message} ${problems[0]!.advice}`).toContain(words);
  expect(problems[0]!.line).toBeGreaterThan(1);
});

test.each([
  ["kind: crypto,", "kind: cripto,", "unknown-kind", 'Did you mean "crypto"?'],
  ["id: us10y\n", "id: rate\n", "subject-and-kind", "is a kind"],
  ["# What the series are about.", "kinds: { crypto: {} }\n# What", "repeated-kind", "already"],
])("%j changed to %j is a mistake of the kind %s", (found, put, code, words) => {
  const problem = problemsOf(() => changed(found, put)).find((each) => each.code === code);
  expect(`${problem?.message} ${problem?.advice}`).toContain(words);
});

/** The program's kit with a plugin whose kind stands under another. */
function kitWith(under: string): Kit {
  const plugin = { name: "sectors", kinds: [{ id: "sector_fund", under }] };
  return kitOf([{ plugin: builtIn }, { plugin, from: "plugins/sectors.ts" }], "x");
}

test("a plugin's kind stands in the tree, and under one that there is not stops the command with its file", () => {
  expect(lineageOf("sector_fund", kitWith("fund").kinds)).toEqual(["sector_fund", "fund", "asset"]);
  expect(problemsOf(() => kitWith("fnd"))).toMatchObject([
    { code: "unknown-kind", file: "plugins/sectors.ts", advice: 'Did you mean "fund"?' },
  ]);
});
