import { expect, test } from "vitest";
import type { History } from "../../generator/store/asof.ts";
import { calendarNamed } from "../support/calendars.ts";
import { creationsHistory } from "../../generator/store/creations.ts";

/** Thursday, Friday, Monday, Tuesday. */
const DAYS = ["2025-05-01", "2025-05-02", "2025-05-05", "2025-05-06"];

function historyOf(values: readonly (number | undefined)[], hour: number): History {
  const known = DAYS.flatMap((day, at) =>
    values[at] === undefined ? [] : [{ day, value: values[at] }],
  );
  return {
    series: "ibit.x",
    days: known.map(({ day }) => day),
    values: Float64Array.from(known, ({ value }) => value),
    publics: Float64Array.from(known, ({ day }) => Date.parse(`${day}T00:00:00Z`) + hour * 3.6e6),
    revisions: new Uint16Array(known.length),
  };
}

const flows = (shares: (number | undefined)[], values: (number | undefined)[]) =>
  creationsHistory(
    "ibit.netCreations",
    historyOf(shares, 20),
    historyOf(values, 22),
    calendarNamed("XNYS"),
  );

test("a fund's flow is the change of its shares times their value, in millions, over a weekend as well", () => {
  const found = flows([1_000_000, 1_500_000, 1_400_000, 1_400_000], [50, 52, 55, 60]);
  expect(found.days).toEqual(DAYS.slice(1));
  expect([...found.values]).toEqual([26, -5.5, 0]);
  expect(found.publics[1]).toBe(Date.parse("2025-05-05T22:00:00Z"));
});

test("where a figure is missing, no flow is made up over two sessions", () => {
  expect(flows([1e6, undefined, 3e6, 4e6], [50, 50, 50, 50]).days).toEqual(["2025-05-06"]);
  expect(flows([1e6, 2e6, 3e6, 4e6], [50, 50, undefined, 50]).days).toEqual([
    "2025-05-02",
    "2025-05-06",
  ]);
  expect(flows([], []).days).toEqual([]);
});
