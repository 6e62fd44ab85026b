import { describe, expect, test } from "vitest";
import { ofClose, periods, signalOf, viewWith, walk, whyNot } from "./fake-view.ts";

describe("a week", () => {
  const values = walk(30, 5);
  const [now, before] = [values.at(-1)!, values.at(-8)!];

  test("of a 24/7 series is held against the value seven days earlier", () => {
    expect(ofClose(values, "weekChange")).toBeCloseTo((now / before - 1) * 100, 9);
  });

  test("of sessions is held against the same weekday, whatever holidays lie between", () => {
    const days = periods(30, "XNYS", "2025-04-24");
    const view = viewWith(
      [{ id: "x.close", values, calendar: "XNYS", end: "2025-04-24" }],
      Date.parse("2025-04-25T12:00:00Z"),
    );
    const at = days.indexOf("2025-04-17");
    expect(days.length - 1 - at).toBe(4);
    expect(signalOf(view, "x.close.weekChange").value).toBeCloseTo(
      (now / values[at]! - 1) * 100,
      9,
    );
  });

  test("that ends with a holiday is held against the end of the week before", () => {
    const days = periods(30, "XNYS", "2025-04-17");
    const view = viewWith(
      [{ id: "x.close", values, calendar: "XNYS", end: "2025-04-17" }],
      Date.parse("2025-04-20T12:00:00Z"),
    );
    const friday = values[days.indexOf("2025-04-11")]!;
    expect(signalOf(view, "x.close.weekChange").value).toBeCloseTo((now / friday - 1) * 100, 9);
  });

  test("has the highest and lowest of its seven values, with their days", () => {
    const days = periods(30).slice(-7);
    const week = values.slice(-7);
    const [high, low] = [Math.max(...week), Math.min(...week)];
    expect(ofClose(values, "weekHigh")).toBe(high);
    expect(ofClose(values, "weekLow")).toBe(low);
    expect(ofClose(values, "weekHighDay")).toBe(days[week.indexOf(high)]);
    expect(ofClose(values, "weekLowDay")).toBe(days[week.indexOf(low)]);
  });

  test("of flows is their sum, their number and how many were positive", () => {
    const flows = [9, 9, 9, 1, -2, 3, -4, 5, -6, 7];
    const view = viewWith([{ id: "x.exchangeNetFlow", values: flows }]);
    expect(signalOf(view, "x.exchangeNetFlow.weekSum").value).toBe(4);
    expect(signalOf(view, "x.exchangeNetFlow.weekCount").value).toBe(7);
    expect(signalOf(view, "x.exchangeNetFlow.weekPositive").value).toBe(4);
  });

  test("of flows is the largest since the last whole week whose sum was as large", () => {
    const weeks = [3, 9, -2, 4, 5];
    const values = weeks.flatMap((flow) => Array<number>(7).fill(flow));
    const of = (signal: string): unknown =>
      signalOf(viewWith([{ id: "x.exchangeNetFlow", values }]), `x.exchangeNetFlow.${signal}`)
        .value;
    const days = periods(values.length);
    expect(of("weekSumHighSince")).toBe(days[13]);
    expect(of("weekSumHighIsRecord")).toBe(0);
    expect(of("weekSumLowSince")).toBe(days[27]);
    expect(of("weekSumLowIsRecord")).toBe(0);
  });

  test("of flows is the largest of the data where no whole week was as large", () => {
    const values = [1, 3, -2, 9].flatMap((flow) => Array<number>(7).fill(flow));
    const view = viewWith([{ id: "x.exchangeNetFlow", values }]);
    expect(signalOf(view, "x.exchangeNetFlow.weekSumHighIsRecord").value).toBe(1);
    expect(signalOf(view, "x.exchangeNetFlow.weekSumHighSince").value).toBe(
      periods(values.length)[13],
    );
  });

  test("needs a value from a week before", () => {
    const view = viewWith([{ id: "x.close", values: values.slice(0, 7) }]);
    expect(whyNot(view, "x.close.weekChange").reason).toBe("short");
  });
});

describe("the moves of a week", () => {
  const days = periods(30).slice(-7);

  test("are its largest daily rise and fall, with their days", () => {
    const values = [...Array.from({ length: 23 }, () => 100), 100, 110, 99, 99, 99, 99, 100];
    expect(ofClose(values, "weekRise")).toBeCloseTo(10, 9);
    expect(ofClose(values, "weekRiseDay")).toBe(days[1]);
    expect(ofClose(values, "weekFall")).toBeCloseTo(-10, 9);
    expect(ofClose(values, "weekFallDay")).toBe(days[2]);
  });

  test("are given back and made up by where the week ends, in per cent of the move", () => {
    const before = Array.from({ length: 23 }, () => 100);
    // Up ten, down nine, and one more: nine tenths of the rise are gone, and an eighth of the fall is made up.
    const undone = [...before, 100, 110, 101, 101, 101, 101, 102];
    expect(ofClose(undone, "weekRiseBack")).toBeCloseTo(80, 9);
    expect(ofClose(undone, "weekFallBack")).toBeCloseTo(100 / 9, 9);
    // A third of a rise given back is no rise given back.
    expect(ofClose([...before, 100, 106, 104, 104, 104, 104, 104], "weekRiseBack")).toBeCloseTo(
      100 / 3,
      9,
    );
    expect(ofClose([...before, 100, 90, 95, 100, 101, 101, 101], "weekFallBack")).toBeCloseTo(
      110,
      9,
    );
    expect(ofClose([...before, 100, 100, 100, 100, 100, 100, 106], "weekRiseBack")).toBe(0);
  });

  test("of a week that only rose are the largest and the smallest of them", () => {
    const values = Array.from({ length: 30 }, (_, at) => 100 + at * at);
    expect(ofClose(values, "weekRise")).toBeGreaterThan(ofClose(values, "weekFall") as number);
    expect(ofClose(values, "weekFall")).toBeGreaterThan(0);
  });
});

/** Closes of a hundred and whole weeks, each of which moves on its last day by so many per cent. */
function weeks(...changes: readonly number[]): number[] {
  const values = [100];
  for (const change of changes)
    for (let day = 1; day <= 7; day++)
      values.push(values.at(-1)! * (day === 7 ? 1 + change / 100 : 1));
  return values;
}

describe("the reference of a week", () => {
  test("is the latest earlier one that was at least as low", () => {
    const values = weeks(-9, 3, -2, 4, -5);
    const days = periods(values.length);
    expect(ofClose(values, "weekChangeLowSince")).toBe(days[7]);
    expect(ofClose(values, "weekChangeLowIsRecord")).toBe(0);
    expect(ofClose(values, "weekChangeLowYears")).toBeCloseTo(28 / 365.25, 9);
  });

  test("is the first week of the data where none was as high", () => {
    const values = weeks(1, 3, -2, 4, 5);
    expect(ofClose(values, "weekChangeHighIsRecord")).toBe(1);
    expect(ofClose(values, "weekChangeHighSince")).toBe(periods(values.length)[7]);
  });
});

test("the change before the newest is that of the period before", () => {
  expect(ofClose([100, 110, 99], "previousChange")).toBeCloseTo(10, 9);
  const view = viewWith([{ id: "x.close", values: [100, 110] }]);
  expect(whyNot(view, "x.close.previousChange").reason).toBe("short");
});

test("the value before the newest may be some days before it", () => {
  const monday = { values: [100, 110], end: "2025-05-05" };
  expect(ofClose([100, 110], "previousDays")).toBe(1);
  expect(ofClose(monday.values, "previousDays", { ...monday, calendar: "XNYS" })).toBe(3);
});
