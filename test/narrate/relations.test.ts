import { expect, test } from "vitest";
import { boundIds, narrate } from "../../generator/narrate/narrate.ts";
import { isAmong, relationsBetween } from "../../generator/narrate/relations/related.ts";
import { readRelation } from "../../generator/narrate/relations/relation.ts";
import { bindingsOf, evaluate } from "../../generator/narrate/rules/evaluate.ts";
import { ground } from "../support/bundle.ts";
import { drafts, editionOf, narratives, relations } from "../support/edition.ts";
import { problemsOf } from "../support/problems.ts";

const SOURCE = `id: against
is: contrast
for: { asset: btc }
first: [price]
second: [flows/etf-outflow]
when: asset.close.change1 > 0.0 && asset.etfFlow.last < 0.0
joins: { en: But }
`;

const KNOWN = new Set(["price", "flows", "flows/etf-outflow"]);

const read = (text: string, language = "en"): ReturnType<typeof readRelation> =>
  readRelation({ text, file: "against.yaml" }, "against", language, KNOWN, ground);

test("a relation without a text in the language is none", () => {
  expect(read(SOURCE)?.way).toBe("joins");
  expect(read(SOURCE, "es")).toBeUndefined();
});

test.each([
  ["another name than its file's", "id: against", "id: other", "relation-id"],
  ["a narrative that is none", "flows/etf-outflow]", "flows/etf-outflows]", "unknown-narrative"],
  ["a subject that is none", "asset: btc", "asset: bct", "unknown-binding"],
  ["a signal that is none", "asset.etfFlow.last", "asset.etfFlow.lats", "unknown-signal"],
  ["two ways at once", "joins: { en: But }", "joins: { en: But }\nadds: { en: and }", "schema"],
])("a relation with %s is reported with its line", (_what, from, to, code) => {
  const [problem] = problemsOf(() => read(SOURCE.replace(from, to)));
  expect(problem).toMatchObject({ code, file: "against.yaml" });
  expect(problem?.line).toBeGreaterThan(0);
});

test("a relation holds between findings about its subjects where its condition does", () => {
  const edition = editionOf("2025-04-10");
  const findings = narrate(narratives, edition);
  const of = (key: string): (typeof findings)[number] => findings.find((each) => each.key === key)!;
  const against = read(SOURCE.replace("[flows/etf-outflow]", "[flows]"))!;
  const flows = of("flows/etf-outflow-run|btc,sp500");
  const told = (first: string): number =>
    relationsBetween([against], of(first), flows, edition).length;
  expect(told("price/large-rise|btc")).toBe(1);
  expect(told("price/large-rise|eth")).toBe(0);
});

test("between any two findings hold those relations that hold for one of all ways to bind them", () => {
  let holding = 0;
  for (const day of ["2025-03-05", "2025-05-08"]) {
    const edition = editionOf(day);
    const findings = narrate(narratives, edition);
    const isAbout = ({ bound }: (typeof findings)[number], id: string | undefined): boolean =>
      id !== undefined && [...bound.values()].some((each) => each.id === id);
    for (const first of findings)
      for (const second of findings) {
        const expected = relations.flatMap(({ id, bindings, about, when, ...relation }) => {
          if (!isAmong(relation.first, first) || !isAmong(relation.second, second)) return [];
          const way = bindingsOf(bindings, edition.view).find(
            (each) =>
              isAbout(first, each.get(about.first)?.id) &&
              isAbout(second, each.get(about.second)?.id) &&
              evaluate(when, each, edition) === true,
          );
          return way ? [[id, boundIds(way)]] : [];
        });
        const found = relationsBetween(relations, first, second, edition);
        expect(found.map(({ relation, bound }) => [relation.id, boundIds(bound)])).toEqual(
          expected,
        );
        holding += expected.length;
      }
  }
  expect(holding).toBeGreaterThan(20);
});

test("every bundled relation is of a kind that its words have", () => {
  expect(relations.length).toBeGreaterThan(15);
  for (const { way, text, id } of relations)
    expect([id, way !== "opens" || /[.:]$/.test(text.source)]).toEqual([id, true]);
});

const wrap = (day: Parameters<typeof drafts>[0]): string =>
  drafts(day).find(({ slug }) => slug === "market-wrap")!.body;

test("money that goes against the price is said to, and stock indices that part are told in one sentence", () => {
  expect(wrap("2025-03-12")).toContain("Fund money moved the other way: investors pulled");
  // Both were ordinary: the figures say it.
  expect(wrap("2025-03-05")).not.toContain("moved the other way");
  expect(wrap("2025-05-01")).toMatch(
    /The S&P 500 edged up 0\.1% to [\d,.]+, while the iShares Russell 2000 ETF \(IWM\) fell/,
  );
});
