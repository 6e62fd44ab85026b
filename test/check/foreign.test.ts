import { describe, expect, test } from "vitest";
import { reportOn, verdictOn, withBundledData } from "./foreign.ts";
import { SENTENCES } from "./foreign-sentences.ts";

withBundledData();

describe.for(Object.entries(SENTENCES))("a sentence is %s", ([verdict, sentences]) => {
  test.for(sentences as readonly (readonly [string, string])[])("%s: %s", ([day, text]) => {
    expect(verdictOn(day, text)).toBe(verdict);
  });
});

const wrong = () =>
  reportOn("2025-05-08", "So far.\n\nBitcoin was trading at $62,350.").verdicts[0]!;

describe("what is said of a wrong price", () => {
  test("is the close, the day's range and the nearest day on which it was true", () => {
    expect(wrong()).toMatchObject({
      verdict: "wrong",
      figure: "$62,350",
      expected: "$97,032",
      range: { day: "2025-05-07", low: 95829.34, high: 97625.8 },
      trueOn: "2024-10-13",
      binding: { subjects: ["btc"], series: "btc.close", statistic: "level", day: "2025-05-07" },
    });
  });

  test("has its place in lines and in characters", () => {
    const { line, column, endColumn, offset, length } = wrong();
    expect({ line, column, endColumn, offset, length }).toEqual({
      line: 3,
      column: 24,
      endColumn: 31,
      offset: 32,
      length: 7,
    });
  });
});

const table = (week: readonly [string, string]): string =>
  `| Asset | Price | 24h change | 7d change |\n|---|---|---|---|\n| Bitcoin | $97,032 | +0.2% | ${week[0]} |\n| Ether | $1,811.61 | −0.2% | ${week[1]} |`;
const across = (week: readonly [string, string]): string =>
  `| | Bitcoin | Ether |\n|---|---|---|\n| Price | $97,032 | $1,811.61 |\n| 7d change | ${week[0]} | ${week[1]} |`;

const priced = (price: string): string =>
  `<style>p { margin: 7px }</style><table><tr><th>Asset<th>Price</tr><tr><td>Bitcoin</td><td>${price}</td></tr></table>`;

describe("a table", () => {
  test.for([table, across])("is read by its rows and columns, whichever way it lies", (written) => {
    expect(reportOn("2025-05-08", written(["+3.0%", "+1.0%"])).wrong).toBe(0);
    const swapped = reportOn("2025-05-08", written(["+1.0%", "+3.0%"]));
    expect(swapped.messages.map(({ figure, expected }) => [figure, expected])).toEqual([
      ["+1.0%", "+3.0%"],
      ["+3.0%", "+1.0%"],
    ]);
  });

  test("of HTML is read alike", () => {
    expect(verdictOn("2025-05-08", priced("$97,032"), "html")).toBe("right");
    expect(verdictOn("2025-05-08", priced("$79,032"), "html")).toBe("wrong");
  });
});

describe("HTML and plain text", () => {
  test("are read as a reader sees them, with places in the source", () => {
    const html = "<p>On May&nbsp;7 <b>Bitcoin</b> closed at <i>$91,032</i>.</p>";
    const [verdict] = reportOn("2025-05-08", html, "html").verdicts;
    expect(verdict).toMatchObject({ verdict: "wrong", figure: "$91,032" });
    expect(html.slice(verdict!.offset, verdict!.offset + verdict!.length)).toBe("$91,032");
  });

  test("of wrapped lines hold whole sentences", () => {
    const text = "1. Bitcoin\n\nOver the past week Bitcoin\ngained 1.0% and Ether\n3.0%.\n";
    expect(reportOn("2025-05-08", text, "plain").verdicts).toMatchObject([
      { verdict: "wrong", line: 4, column: 8 },
      { verdict: "wrong", line: 5, column: 1 },
    ]);
  });
});

test("front matter and quoted claims are no figures", () => {
  const text = '---\nprice: 12\n---\n\n> Bitcoin at $1 million.\n\n"Bitcoin rose 50%," he said.';
  expect(reportOn("2025-05-08", text).figures).toBe(0);
});

test("a text is held to what was known then", () => {
  const text = "Bitcoin closed at $103,241.";
  expect(verdictOn("2025-05-08", text)).toBe("wrong");
  expect(verdictOn("2025-05-09", text)).toBe("right");
});

test("a day of which nothing is known yet refutes nothing", () => {
  expect(verdictOn("2025-05-08", "Bitcoin traded at $101,000 on May 8.")).toBe("unknown");
});
