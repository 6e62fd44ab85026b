import { describe, expect, test } from "vitest";
import type { Fact } from "../../generator/articles/facts.ts";
import { chartId, type Chart } from "../../generator/publish/charts/chart.ts";
import { readMarkdown, stringifyPage } from "../../generator/publish/text/markdown.ts";
import { placeCharts } from "../../generator/publish/charts/place-charts.ts";
import { annotatedSections } from "../../generator/publish/text/annotated-text.ts";

function factOf(ref: string, origin: Fact["origin"] = "signal"): Fact {
  return {
    id: ref,
    text: "1",
    value: 1,
    unit: "count",
    decimals: 0,
    magnitude: 1,
    direction: "none",
    subjects: ["russell2000"],
    origin,
    ref,
    sources: [],
    inputs: [],
  };
}

const chartOf = (id: string): Chart => ({ id, kind: id.split("_")[1] }) as Chart;

const SECTIONS = [
  { html: "<lead>", facts: [factOf("claim:x.level", "claim")] },
  { html: "<price>", facts: [factOf("btc.close.last"), factOf("btc.close.rsi14")] },
  { html: "<pair>", facts: [factOf("russell2000+btc.returns.correlation30Low")] },
  {
    html: "<levels>",
    facts: [factOf("btc.close.supportDistance"), factOf("btc.etfFlow.last@day")],
  },
  { html: "<end>", facts: [] },
];

/** What follows what: texts and charts in the order of the page. */
function order(...ids: readonly string[]): string[] {
  return placeCharts(SECTIONS, ids.map(chartOf)).flatMap(({ body, charts }) => [
    body,
    ...charts.map(({ id }) => id),
  ]);
}

describe("a chart stands behind the first section that prints", () => {
  test.for([
    ["any figure of its price", chartId("price", "btc.close"), "<price>"],
    ["its signal", chartId("rsi", "btc.close"), "<price>"],
    ["its pair", chartId("correlation", "russell2000", "btc"), "<pair>"],
    ["a figure of its series", chartId("flow", "btc.etfFlow"), "<levels>"],
    ["a claim of its subject", chartId("short-interest", "russell2000.shortInterest"), "<lead>"],
  ])("%s", ([, id = "", section = ""]) => {
    const [before = ""] = order(id);
    expect(before.endsWith(section)).toBe(true);
    expect(order(id).slice(1)[0]).toBe(id);
  });
});

test("a chart of what no section prints stands behind the first one", () => {
  expect(order("chart_of_nothing")[0]).toBe("<lead><price>");
});

test("charts of one section stand together, and no text is lost or moved", () => {
  const [price, rsi] = [chartId("price", "btc.close"), chartId("rsi", "btc.close")];
  expect(order(price, rsi)).toEqual(["<lead><price>", price, rsi, "<pair><levels><end>"]);
  expect(order()).toEqual(["<lead><price><pair><levels><end>"]);
});

test("the sections of a page make up the page, each with the figures written in it", () => {
  const markdown = "*Lead 1.*\n\n## A\n\nOne 2.\n\n## B\n\n| 3 |\n| - |\n| 4 |\n";
  const { page } = readMarkdown(markdown);
  const figures = ["1", "2", "3", "4"].map((text) => {
    const start = markdown.indexOf(text);
    return { start, end: start + 1, fact: factOf(text) };
  });
  const sections = annotatedSections(page, figures);
  expect(sections.map(({ facts }) => facts.map(({ ref }) => ref))).toEqual([
    ["1"],
    ["2"],
    ["3", "4"],
  ]);
  expect(sections.map(({ html }) => html).join("")).toBe(stringifyPage(page));
});
