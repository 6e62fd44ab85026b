import { describe, expect, test } from "vitest";
import { periods, signalOf, viewWith, whyNot, walk } from "./fake-view.ts";
import type { Signal } from "../../generator/measure/signal.ts";

const flow = (values: readonly number[], name: string): Signal =>
  signalOf(
    viewWith([{ id: "x.etfFlow", values, calendar: "XNYS", unit: "USD million", decimals: 1 }]),
    `x.etfFlow.${name}`,
  );

describe("a streak of flows", () => {
  test("counts the periods of the newest sign and sums them", () => {
    expect(flow([5, -1, 2, 3, 4], "streak")).toMatchObject({ value: 3, unit: "sessions" });
    expect(flow([5, -1, 2, 3, 4], "streakSum")).toMatchObject({ value: 9, unit: "USD million" });
    expect(flow([5, -1, -2], "streak").value).toBe(-2);
    expect(flow([5, -1, -2], "streakSum").value).toBe(-3);
  });

  test("has a mean and a largest, the newest of several", () => {
    const days = periods(5, "XNYS");
    expect(flow([5, -1, 2, 4, 3], "streakMean").value).toBe(3);
    expect(flow([5, -1, 2, 4, 3], "streakMost").value).toBe(4);
    expect(flow([5, -1, 2, 4, 3], "streakMostDay").value).toBe(days[3]);
    expect(flow([5, -2, -4, -4, -3], "streakMost").value).toBe(-4);
    expect(flow([5, -2, -4, -4, -3], "streakMostDay").value).toBe(days[3]);
    const none = viewWith([{ id: "x.exchangeNetFlow", values: [5, 4, 0] }]);
    expect(whyNot(none, "x.exchangeNetFlow.streakMean").reason).toBe("undefined");
  });

  test("is ended by a zero", () => {
    expect(flow([5, 0, 2], "streak").value).toBe(1);
    expect(flow([5, 4, 0], "streak").value).toBe(0);
    expect(flow([5, 4, 0], "streakSum").value).toBe(0);
  });

  test("may reach back to the first value", () => {
    expect(flow([1, 2, 3], "streak").value).toBe(3);
  });

  test("reads the period that ended the run before", () => {
    const days = periods(4, "XNYS");
    expect(flow([1, -2, 3, 4], "streak").inputs).toMatchObject([{ from: days[1], count: 3 }]);
  });

  test("is not counted across a missing session", () => {
    const days = periods(4, "XNYS");
    const given = { id: "x.flow", values: [1, 2, 3, 4], calendar: "XNYS" as const };
    const view = viewWith([{ ...given, without: [days[2]!] }]);
    expect(whyNot(view, "x.flow.streak").reason).toBe("gap");
    const allowed = viewWith([{ ...given, without: [days[2]!], maxGap: 1 }]);
    expect(signalOf(allowed, "x.flow.streak").value).toBe(3);
  });

  test("of a 24/7 series is counted in days", () => {
    const view = viewWith([{ id: "x.exchangeNetFlow", values: [1, 2] }]);
    expect(signalOf(view, "x.exchangeNetFlow.streak").unit).toBe("days");
  });
});

describe("the longest run of flows", () => {
  const days = periods(8, "XNYS");

  test("is dated by the last period of one as long of the same sign", () => {
    const values = [1, 2, -1, -1, -1, 3, 4, 5];
    expect(flow(values, "streakSince").value).toBe(days[0]);
    expect(flow(values, "streakIsRecord").value).toBe(1);
    expect(flow(values.slice(0, 7), "streakIsRecord").value).toBe(0);
    expect(flow(values.slice(0, 7), "streakSince").value).toBe(periods(7, "XNYS")[1]);
  });

  test("passes over a longer one of the other sign", () => {
    expect(flow([2, 2, -1, -1, -1, 4, 5], "streakSince").value).toBe(periods(7, "XNYS")[1]);
  });
});

test("sums and the mean of a flow include the newest value", () => {
  const values = [...walk(40)].map((value) => value - 100);
  const total = (count: number): number => values.slice(-count).reduce((sum, each) => sum + each);
  expect(flow(values, "sum5").value).toBeCloseTo(total(5), 9);
  expect(flow(values, "sum20").value).toBeCloseTo(total(20), 9);
  expect(flow(values, "mean30").value).toBeCloseTo(total(30) / 30, 9);
});

describe("volume", () => {
  const values = [...walk(29, 3), 40, 7];

  test("is compared with the median of the 30 values before it", () => {
    const view = viewWith([{ id: "x.volume", values }]);
    const sorted = values.slice(0, 30).sort((a, b) => a - b);
    const median = (sorted[14]! + sorted[15]!) / 2;
    expect(signalOf(view, "x.volume.median30").value).toBeCloseTo(median, 12);
    expect(signalOf(view, "x.volume.ratio30")).toMatchObject({
      value: expect.closeTo(7 / median, 12) as number,
      unit: "times",
    });
    expect(signalOf(view, "x.volume.median30Distance")).toMatchObject({
      value: expect.closeTo((100 * (7 - median)) / median, 9) as number,
      unit: "percent",
    });
  });

  test("has no ratio to a median of zero", () => {
    const view = viewWith([{ id: "x.volume", values: [...Array<number>(30).fill(0), 5] }]);
    expect(whyNot(view, "x.volume.ratio30").reason).toBe("undefined");
  });

  test("is compared with the median of its own weekday too, so that a Saturday is held to Saturdays", () => {
    // A multiple of seven values apart is the same weekday; every seventh is 4, the newest 2.
    const weekly = Array.from({ length: 57 }, (_, at) => (at === 56 ? 2 : at % 7 === 0 ? 4 : 100));
    const view = viewWith([{ id: "x.volume", values: weekly }]);
    expect(signalOf(view, "x.volume.likeRatio").value).toBeCloseTo(0.5, 12);
    expect(signalOf(view, "x.volume.likeDistance").value).toBeCloseTo(-50, 12);
    expect(signalOf(view, "x.volume.likeBelow").value).toBe(0);
    expect(signalOf(view, "x.volume.ratio30").value).toBeCloseTo(0.02, 12);
    expect(
      whyNot(viewWith([{ id: "x.volume", values: weekly.slice(-20) }]), "x.volume.likeRatio")
        .reason,
    ).toBe("short");
  });
});

test("a flow is set beside those before it by what went its way", () => {
  const before = Array.from({ length: 90 }, (_, at) => (at % 2 === 0 ? -1 : 1) * (at + 1));
  const rank = (flow: number, name = "sizeBelow90"): unknown =>
    signalOf(
      viewWith([{ id: "x.exchangeNetFlow", values: [...before, flow] }]),
      `x.exchangeNetFlow.${name}`,
    ).value;
  // Of 45 inflows of 2, 4 … 90 and 45 outflows of 1, 3 … 89, these are smaller that way.
  expect(rank(47)).toBeCloseTo((100 * (45 + 23)) / 90, 9);
  expect(rank(-46)).toBeCloseTo((100 * (45 + 23)) / 90, 9);
  expect(rank(-100)).toBe(100);
  expect(rank(0.5)).toBe(50);
  // Of 90 flows of 1, 2 … 90 in size, these are smaller.
  expect(rank(46.5, "eitherBelow90")).toBeCloseTo((100 * 46) / 90, 9);
  expect(rank(-46.5, "eitherBelow90")).toBeCloseTo((100 * 46) / 90, 9);
  expect(rank(0.5, "eitherBelow90")).toBe(0);
});

test("the flow before the newest is set beside those before it, as the newest's low is told", () => {
  const days = periods(6, "XNYS");
  const values = [-9, -3, 4, -5, -8, 2];
  const before = (name: string): unknown =>
    signalOf(viewWith([{ id: "x.flow", values, calendar: "XNYS" }]), `x.flow.${name}`).value;
  expect(before("previousLowSince")).toBe(days[0]);
  expect(before("previousLowIsRecord")).toBe(0);
  expect(before("previousLowYears")).toBeCloseTo(
    (Date.parse(days[4]!) - Date.parse(days[0]!)) / 86_400_000 / 365.25,
    12,
  );
  const record = viewWith([{ id: "x.flow", values: [1, 2, -1, 3], calendar: "XNYS" }]);
  expect(signalOf(record, "x.flow.previousLowIsRecord").value).toBe(1);
  const alone = viewWith([{ id: "x.flow", values: [1, 2], calendar: "XNYS" }]);
  expect(whyNot(alone, "x.flow.previousLowYears").reason).toBe("short");
});
