import { expect, test } from "vitest";
import { fill } from "../../generator/base/text.ts";

test.each([
  ["{a}{b}", "onetwo"],
  ["{a} and {c} and {b}", "one and {c} and two"],
  ["{{a}}", "{one}"],
  ["{c{b}", "{ctwo"],
  ["{a", "{a"],
  ["{ab", "{ab"],
  ["a} {b} {", "a} two {"],
  ["", ""],
])("the values take the place of their names in %j", (template, text) => {
  expect(fill(template, { a: "one", b: "two" })).toBe(text);
});

test("what stands in a value is not filled again", () => {
  expect(fill("{a}", { a: "{b}", b: "two" })).toBe("{b}");
});
