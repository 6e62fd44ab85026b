import { expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import { fixtureOf, vocabulary } from "../check/fixture.ts";
import { measures } from "../support/bundle.ts";
import { signalOf, viewWith, whyNot } from "./fake-view.ts";

/** Settlements of the front contract of WTI crude in dollars a barrel, 2020-03-30 to 2020-04-22 (US Energy Information Administration). */
const WTI = [
  20.09, 20.48, 20.31, 25.32, 28.34, 26.08, 23.63, 25.09, 22.76, 22.41, 20.11, 19.87, 19.87, 18.27,
  -37.63, 10.01, 13.78,
];

const until = (count: number) =>
  viewWith([{ id: "wti.close", values: WTI.slice(0, count), calendar: "XNYS" }]);
const [before, crash, next, later] = [14, 15, 16, 17].map(until) as [
  ReturnType<typeof until>,
  ReturnType<typeof until>,
  ReturnType<typeof until>,
  ReturnType<typeof until>,
];

test("the day before, changes are told in per cent", () => {
  expect(signalOf(before, "wti.close.change1").value).toBeCloseTo(-8.05, 2);
  expect(signalOf(before, "wti.close.closeRun").value).toBe(-1);
});

test.each(["change1", "change5", "drawdown", "closeRunChange", "weekChange"])(
  "%s across zero has no per cent, though the price itself is told",
  (name) => {
    const ref = `wti.close.${name}`;
    expect(whyNot(crash, ref).reason).toBe("undefined");
    expect(signalOf(crash, "wti.close.last").value).toBe(-37.63);
  },
);

test("no change counts from a price below zero, and the next day is as any other again", () => {
  expect(whyNot(next, "wti.close.change1").reason).toBe("undefined");
  expect(signalOf(later, "wti.close.change1").value).toBeCloseTo(37.66, 2);
});

test("volatility and the size of a move, which rest on logarithms, have no value while a price below zero is among theirs", () => {
  const values = [...Array.from({ length: 80 }, (_, at) => 20 + (at % 5)), ...WTI];
  const view = viewWith([{ id: "wti.close", values, calendar: "XNYS" }]);
  for (const name of ["volatility30", "moveZ"])
    expect([name, whyNot(view, `wti.close.${name}`).reason]).toEqual([name, "undefined"]);
});

test("RSI has no value until a price below zero is five of its windows back", () => {
  const since = (later: number): ReturnType<typeof until> =>
    viewWith([
      {
        id: "wti.close",
        values: [...WTI, ...Array.from({ length: later }, (_, at) => 20 + (at % 5))],
        calendar: "XNYS",
      },
    ]);
  const after = WTI.length - 15;
  for (const later of [0, 40, 69 - after])
    expect(whyNot(since(later), "wti.close.rsi14").reason).toBe("undefined");
  expect(signalOf(since(70 - after), "wti.close.rsi14").value).toBeGreaterThan(0);
});

test("an article that tells a change across zero in per cent is stopped by the check", () => {
  const { day, inputs } = signalOf(crash, "wti.close.last");
  const note = fixtureOf(
    {
      fall: {
        text: "306.0%",
        ref: "wti.close.change1",
        value: -305.966,
        unit: "percent",
        decimals: 1,
        inputs,
        day,
        subjects: ["wti"],
      },
    },
    { body: "WTI crude was down {{fall}}." },
  );
  const { messages } = check({ text: note.text, file: "note.md" }, note.facts, vocabulary, {
    view: crash,
    measures,
  });
  expect(messages.map(({ code }) => code)).toContain("fact-value");
});
