import { describe, expect, test } from "vitest";
import { ofClose, periods, signalOf, viewWith, walk, whyNot } from "./fake-view.ts";

/** Wilder's index by its recurrence, from the first value on. */
function wilder(values: readonly number[], period = 14): number {
  let [gain, loss] = [0, 0];
  values.slice(1).forEach((value, at) => {
    const change = value - values[at]!;
    const [up, down] = [Math.max(change, 0), Math.max(-change, 0)];
    if (at < period) [gain, loss] = [gain + up / period, loss + down / period];
    else [gain, loss] = [(gain * 13 + up) / period, (loss * 13 + down) / period];
  });
  return 100 - 100 / (1 + gain / loss);
}

const zoneOf = (rsi: number): number => (rsi >= 70 ? 1 : rsi < 30 ? -1 : 0);

describe("a stay in a zone of RSI", () => {
  const values = Array.from(walk(240, 11), (value, at) => value + 60 * Math.sin(at / 12) + 60);
  const zones = values.map((_, at) => (at < 14 ? 0 : zoneOf(wilder(values.slice(0, at + 1)))));

  test("is as long as a plain count says, and so is the one that ended yesterday", () => {
    const stayAt = (at: number): number => {
      let length = 0;
      while (zones[at] !== 0 && zones[at - length] === zones[at]) length++;
      return zones[at]! * length;
    };
    expect(zones.some((zone) => zone === 1) && zones.some((zone) => zone === -1)).toBe(true);
    for (let at = 30; at < values.length; at++) {
      const known = values.slice(0, at + 1);
      expect(ofClose(known, "rsi14Stay")).toBe(stayAt(at) + 0);
      expect(ofClose(known, "rsi14Left")).toBe(zones[at] === 0 ? stayAt(at - 1) + 0 : 0);
    }
  });

  test("counts in the zone that the reading of that day was in", () => {
    const rising = Array.from({ length: 40 }, (_, at) => 100 + at);
    expect(ofClose(rising, "rsi14Stay")).toBe(26);
    expect(ofClose(rising.toReversed(), "rsi14Stay")).toBe(-26);
  });
});

describe("an earlier extreme", () => {
  const values = Array.from(walk(140, 4));
  const days = periods(140);
  const window = values.slice(-65, -5);
  const view = viewWith([{ id: "x.close", values }]);

  test.each([
    ["peak60", Math.max(...window)],
    ["trough60", Math.min(...window)],
  ])("%s is that of the 60 closes that end five before the newest, with its RSI", (name, value) => {
    const at = values.indexOf(value);
    expect(signalOf(view, `x.close.${name}`).value).toBe(value);
    expect(signalOf(view, `x.close.${name}Day`).value).toBe(days[at]);
    expect(signalOf(view, `x.close.${name}Rsi`).value).toBeCloseTo(
      wilder(values.slice(0, at + 1)),
      9,
    );
  });
});

const run = (values: readonly number[], name: string): unknown =>
  signalOf(viewWith([{ id: "x.etfFlow", values, calendar: "XNYS" }]), `x.etfFlow.${name}`).value;

test("the run before is the one that the present run ended", () => {
  expect(run([5, -1, -2, -3, 4], "runBefore")).toBe(-3);
  expect(run([5, -1, -2, -3, 4], "runBeforeSum")).toBe(-6);
  expect(run([5, 6, -1, -2], "runBefore")).toBe(2);
  expect(run([1, 2], "runBefore")).toBe(0);
  expect(run([1, 0, 2], "runBefore")).toBe(0);
});

const whyAlone = (values: readonly number[]): unknown =>
  whyNot(viewWith([{ id: "x.etfFlow", values, calendar: "XNYS" }]), "x.etfFlow.turnShare").reason;

test("the present run is set beside the one that it ended, by size and in percent", () => {
  expect(run([5, -1, -2, -3, 2, 1], "turnShare")).toBeCloseTo((100 * (2 + 1)) / (1 + 2 + 3), 12);
  expect(run([5, 6, -1, -20], "turnShare")).toBeCloseTo((100 * 21) / 11, 12);
  expect(whyAlone([1, 2])).toBe("undefined");
  expect(whyAlone([-1, 0, 2])).toBe("undefined");
});
