import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../generator/base/digest.ts";

/** As JSON itself writes a value in which the members of every object were put in order. */
function reference(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each === null || typeof each !== "object" || Array.isArray(each)
      ? each
      : Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
}

test("canonical JSON is JSON with its members in order, of anything that has a way to be written", () => {
  const members = fc.object({
    key: fc.oneof(fc.string(), fc.constantFrom("10", "9", "01", "a", "B", "__proto__", "-1")),
    values: [
      fc.string({ unit: "binary" }),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, undefined, new Date(0), () => 1),
    ],
  });
  fc.assert(
    fc.property(fc.oneof(members, fc.array(members)), (value) => {
      expect(canonicalJson(value)).toBe(reference(value));
    }),
  );
});

test("a member that is worked out when it is asked for is written as any other", () => {
  const lazy = {
    b: 1,
    get a() {
      return [undefined, "worked out"];
    },
  };
  expect(canonicalJson(lazy)).toBe('{"a":[null,"worked out"],"b":1}');
});
