import { describe, expect, test } from "vitest";
import { recomputer, type KnownData } from "../../generator/check/data/changed.ts";
import { PAST_CASE } from "../../generator/articles/facts.ts";
import { inputOf } from "../../generator/measure/input.ts";
import { check } from "../../generator/check/check.ts";
import { explain, formatExplanation } from "../../generator/check/explain/explain.ts";
import { formatReport } from "../../generator/check/report.ts";
import { measure } from "../../generator/measure/measure.ts";
import type { Signal } from "../../generator/measure/signal.ts";
import { viewWith, walk } from "../measure/fake-view.ts";
import { bindables } from "../support/bundle.ts";
import { problemsOf } from "../support/problems.ts";
import { checked, fixtureOf, vocabulary, type Given } from "./fixture.ts";
import { measures } from "../support/bundle.ts";

const PRICES = walk(60).map((price) => Math.round(price * 100) / 100);
const data = dataOf(PRICES);
const { view } = data;

function dataOf(values: ArrayLike<number>): KnownData {
  return { view: viewWith([{ id: "btc.close", values }]), measures };
}

function signal(name: string): Signal {
  const outcome = measure(view, measures).read("btc", "close", name);
  if (!outcome.ok) throw new Error(`btc.close.${name} is ${outcome.why.reason}`);
  return outcome.signal;
}

function factOf(name: string, text: string): Given {
  const { value, unit, inputs, method, parameters, day } = signal(name);
  return {
    text,
    ref: `btc.close.${name}`,
    value,
    unit,
    inputs,
    method,
    parameters,
    day,
    public: "2025-05-08T00:10:00Z",
    subjects: ["btc"],
    sources: ["test"],
  };
}

const last = `$${(signal("last").value as number).toFixed(2)}`;
const mean = `$${(signal("sma50").value as number).toFixed(2)}`;
const note = fixtureOf(
  {
    last: { ...factOf("last", last), decimals: 2 },
    mean: { ...factOf("sma50", mean), decimals: 2 },
    window: { text: "50", value: 50, unit: "count", origin: "parameter" },
  },
  {
    body: "Bitcoin closed at {{last}}.\n\nIts {{window}}-day average is {{mean}}, the close {{last}}.",
  },
);
const file = { text: note.text, file: "note.md" };

describe("facts and the data of today", () => {
  test("agree where no observation changed", () => {
    expect(check(file, note.facts, vocabulary, data).messages).toEqual([]);
  });

  test("disagree where the facts file and the text were changed alike", () => {
    const facts = note.facts.facts.map((fact) =>
      fact.text === mean ? { ...fact, text: "$1.00", value: 1 } : fact,
    );
    const text = note.text.replace(mean, "$1.00");
    const { messages } = check({ ...file, text }, { ...note.facts, facts }, vocabulary, data);
    expect(messages).toMatchObject([{ code: "fact-value", figure: "$1.00" }]);
  });

  test("disagree where a fact names nothing that is computed", () => {
    const facts = note.facts.facts.map((fact) =>
      fact.text === mean ? { ...fact, ref: "btc.close.average", inputs: [] } : fact,
    );
    const { messages } = check(file, { ...note.facts, facts }, vocabulary, data);
    expect(messages).toMatchObject([{ code: "fact-value", figure: mean }]);
  });

  test("disagree where one that was used has changed, at the figure that prints it", () => {
    const changed = PRICES.with(30, 1);
    const { messages } = check(file, note.facts, vocabulary, dataOf(changed));
    expect(messages).toMatchObject([
      { code: "fact-changed", severity: "error", figure: mean, line: 17, column: 23 },
    ]);
    expect(messages[0]?.message).toContain("btc.close of 2025-03-19 to 2025-05-07");
  });

  test("agree where one that was not used has changed", () => {
    const changed = PRICES.with(5, 1);
    expect(check(file, note.facts, vocabulary, dataOf(changed)).messages).toEqual([]);
  });

  test("name a fact once, however often it is printed", () => {
    const changed = PRICES.with(59, 1);
    const { messages } = check(file, note.facts, vocabulary, dataOf(changed));
    expect(messages.map(({ figure }) => figure)).toEqual([last, mean]);
  });

  test("disagree where what followed a past case is not what the values say, nor its day", () => {
    const history = view.history("btc.close");
    const { days, values } = history;
    const inputs = [inputOf(history, 10, 15)];
    const of = { ref: "evidence:a/b|btc.5.case1", method: PAST_CASE, inputs };
    const recompute = recomputer(data);
    const otherwise = (day: string, value: number): (string | undefined)[] =>
      fixtureOf(
        {
          day: { ...of, text: "May 1", value: day, unit: "date" },
          move: { ...of, text: "9.9%", value, unit: "percent", decimals: 1 },
        },
        { body: "{{day}} {{move}}" },
      ).facts.facts.map(recompute);
    const move = ((values[15]! - values[10]!) / values[10]!) * 100;
    expect(otherwise(days[10]!, move)).toEqual([undefined, undefined]);
    expect(otherwise(days[11]!, move + 1)).toEqual([days[10], String(move)]);
  });

  test("disagree where a series is no longer declared", () => {
    const other = viewWith([{ id: "eth.close", values: PRICES }]);
    expect(check(file, note.facts, vocabulary, { view: other, measures }).errors).toBe(2);
  });
});

describe("an explanation", () => {
  test("gives the very observations behind a figure, with their revisions", () => {
    const [figure] = explain(file, note.facts, vocabulary, view, bindables, mean).figures;
    expect(figure).toMatchObject({ figure: mean, line: 17, fact: { ref: "btc.close.sma50" } });
    const [input] = figure?.inputs ?? [];
    expect(input?.observations).toHaveLength(50);
    expect(input?.observations.map(({ value }) => value)).toEqual(Array.from(PRICES.slice(-50)));
    expect(input?.observations.every(({ revision }) => revision === 0)).toBe(true);
    expect(input?.unchanged).toBe(true);
  });

  test("says where an observation has changed since", () => {
    const today = dataOf(PRICES.with(30, 1)).view;
    const [figure] = explain(file, note.facts, vocabulary, today, bindables, mean).figures;
    expect(figure?.inputs[0]?.unchanged).toBe(false);
  });

  test("covers every figure where none is named", () => {
    const { figures } = explain(file, note.facts, vocabulary, view, bindables);
    expect(figures.map((each) => each.figure)).toEqual([last, "50", mean, last]);
  });

  test("finds a figure in another typography", () => {
    const bare = explain(file, note.facts, vocabulary, view, bindables, "fifty").figures;
    expect(bare.map(({ figure }) => figure)).toEqual(["50"]);
  });

  test("of a figure that is not there names the nearest", () => {
    const problems = problemsOf(() =>
      explain(file, note.facts, vocabulary, view, bindables, `${mean}9`),
    );
    expect(problems).toMatchObject([
      { code: "no-such-figure", file: "note.md", advice: `Did you mean "${mean}"?` },
    ]);
  });

  test("reads as a list, long stretches by both ends", () => {
    const text = formatExplanation(explain(file, note.facts, vocabulary, view, bindables));
    expect(text.split("\n").slice(0, 8)).toEqual([
      "note.md, as known at 2025-05-08T12:00:00Z",
      "",
      `15:19  ${last}`,
      "  what    btc.close.last (signal)",
      `  value   ${signal("last").value} USD`,
      "  day     2025-05-07",
      "  public  2025-05-08T00:10:00Z",
      "  method  last",
    ]);
    expect(text).toContain("  method  sma (window 50)");
    expect(text).toContain("  from    btc.close (btc.close, USD): 50 observations\n");
    expect(text).toContain("          … 44 more (--json lists all)\n");
    expect(text.split("\n").at(-1)).toBe("  as at 15:19");
  });

  test("shows every observation where asked", () => {
    const explanation = explain(file, note.facts, vocabulary, view, bindables, mean);
    expect(formatExplanation(explanation, "all").split("\n").length).toBeGreaterThan(55);
  });
});

describe("a report", () => {
  test("of a clean article is one line", () => {
    expect(formatReport(checked(note))).toBe(
      "note.md, as of 2025-05-08T12:00:00Z: 4 figures, each is a fact",
    );
  });

  test("lists place, severity, message and rule", () => {
    const report = formatReport(checked(note, [`closed at ${last}`, "closed at $1"]));
    expect(report.split("\n")).toEqual([
      "note.md",
      `15:19-15:21 error "$1" is not what this sentence was written with; expected "${last}" (btc.close.last). figure-changed bellwether`,
      "",
      "✖ 1 error",
    ]);
  });
});
