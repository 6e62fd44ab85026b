import { describe, expect, test } from "vitest";
import { signalOf, viewWith, whyNot } from "./fake-view.ts";

const values = [100, 101, 102, 103];

describe("a series with a second source", () => {
  const view = viewWith([{ id: "x.close", values, second: [101.5, 103.1] }]);

  test("tells what each says and how far they lie apart, in percent of the second's value", () => {
    expect(signalOf(view, "x.close.firstSource").value).toBe(103);
    expect(signalOf(view, "x.close.secondSource").value).toBe(103.1);
    expect(signalOf(view, "x.close.sourcesApart").value).toBeCloseTo((0.1 / 103.1) * 100, 12);
    expect(signalOf(view, "x.close.sourcesTolerance").value).toBe(1);
  });

  test("names for each value the series that it was read from", () => {
    const inputs = ["firstSource", "secondSource", "sourcesApart"].map((name) =>
      signalOf(view, `x.close.${name}`).inputs.map(({ series }) => series),
    );
    expect(inputs).toEqual([["x.close"], ["x.close~second"], ["x.close", "x.close~second"]]);
  });

  test("speaks of the period before where only that is in dispute", () => {
    const late = viewWith([{ id: "x.close", values, second: [110, 103.1] }]);
    expect(signalOf(late, "x.close.secondSource").value).toBe(110);
    expect(signalOf(late, "x.close.firstSource").value).toBe(102);
  });
});

test("without a second source, or with one that is silent, there is nothing to compare", () => {
  expect(whyNot(viewWith([{ id: "x.close", values }]), "x.close.sourcesApart").reason).toBe(
    "no-series",
  );
  const silent = viewWith([{ id: "x.close", values, second: [] }]);
  expect(whyNot(silent, "x.close.sourcesApart").reason).toBe("no-data");
});
