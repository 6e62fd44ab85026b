import { expect, test } from "vitest";
import { checked, fixtureOf, type Given } from "./fixture.ts";

const of = (name: string, day: string, text: string, value: number, more: object = {}): Given => ({
  text,
  value,
  unit: "percent",
  direction: "up",
  decimals: 1,
  subjects: [name.split(".")[0]!],
  ref: `${name}.change1`,
  day,
  ...more,
});

const dated = (name: string, day: string, text: string, how = "@day"): Given => ({
  text,
  value: day,
  unit: "date",
  ref: `${name}.change1${how}`,
  day,
});

const FACTS = {
  bitcoin: of("btc.close", "2025-05-06", "0.2%", 0.2),
  ether: of("eth.close", "2025-05-07", "2.6%", 2.6),
  tuesday: dated("btc.close", "2025-05-06", "May 6"),
  wednesday: dated("eth.close", "2025-05-07", "May 7", "@own"),
  late: of("btc.close", "2025-05-06", "0.2%", 0.2, { late: true }),
};

function faultsOf(body: string): { code: string; expected: string | undefined; message: string }[] {
  return checked(fixtureOf(FACTS, { body }))
    .messages.filter(({ severity }) => severity === "error")
    .map(({ code, expected, message }) => ({ code, expected, message }));
}

test("two days under one date are refused, and the right day is named", () => {
  expect(faultsOf("Bitcoin up {{bitcoin}} and Ether up {{ether}} on {{tuesday}}.")).toEqual([
    {
      code: "another-day",
      expected: "2025-05-07",
      message:
        '"2.6%" (eth.close.change1) is of 2025-05-07, and its sentence says 2025-05-06. Write its day beside it.',
    },
  ]);
});

test("a figure that carries its own day may stand beside another date", () => {
  const body = "Bitcoin up {{bitcoin}} on {{tuesday}}; Ether up {{ether}} ({{wednesday}}).";
  expect(faultsOf(body)).toEqual([]);
});

test("a late figure without a date is refused", () => {
  expect(faultsOf("Bitcoin is up {{late}}.")).toMatchObject([
    { code: "another-day", expected: "2025-05-06" },
  ]);
  expect(faultsOf("Bitcoin is up {{late}} on {{tuesday}}.")).toEqual([]);
});

test("what a list has announced holds for its other lines", () => {
  const list = "- Bitcoin up {{bitcoin}} on {{tuesday}}\n- Ether up {{ether}}";
  expect(faultsOf(list)).toMatchObject([{ code: "another-day", expected: "2025-05-07" }]);
  expect(faultsOf(`${list} ({{wednesday}})`)).toEqual([]);
});

test("what stands directly above a list announces its day, for that list alone", () => {
  const above = "**Crypto, {{tuesday}}**\n\n- Bitcoin up {{bitcoin}}\n- Ether up {{ether}}";
  expect(faultsOf(above)).toMatchObject([{ code: "another-day", expected: "2025-05-07" }]);
  expect(faultsOf(`${above} ({{wednesday}})`)).toEqual([]);
  const apart = "**Crypto, {{tuesday}}**\n\nText.\n\n- Ether up {{ether}}";
  expect(faultsOf(apart)).toEqual([]);
});
