import fc from "fast-check";
import { expect, test } from "vitest";
import { slug } from "../../generator/base/slug.ts";

test.each([
  ["S&P 500", "s-p-500"],
  ["Momentum & levels", "momentum-levels"],
  ["Zürich", "zurich"],
  ["比特币", "bitebi"],
  ["以太币", "yitaibi"],
  ["C++", "c-plus-plus"],
  ["C#", "c-sharp"],
  ["!", ""],
])("%s is %s in an address", (text, expected) => {
  expect(slug(text)).toBe(expected);
});

test("a slug is an address's part, and its own slug", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(slug(text)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      expect(slug(slug(text))).toBe(slug(text));
    }),
  );
});
