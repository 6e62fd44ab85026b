import { expect, test } from "vitest";
import { maskNames, nameFinder } from "../../generator/check/figures/mask.ts";

const found = (names: readonly string[], text: string): string[] =>
  (nameFinder(names)?.(text) ?? []).map(({ name, start, end }) => {
    expect(text.slice(start, end)).toBe(name);
    return `${start} ${name}`;
  });

test("names are found as whole words in any case, with any white space, and none within another word or number", () => {
  const names = ["S&P 500", "gold", "COIN"];
  expect(found(names, "Gold and the S&P\u00a0500 rose; coin fell.")).toEqual([
    "0 Gold",
    "13 S&P\u00a0500",
    "27 coin",
  ]);
  for (const text of [
    "Golden",
    "Rheingold",
    "S&P 500,000",
    "S&P 500.5",
    "S&P 5000",
    "goldé",
    "𝒜gold",
  ])
    expect(found(names, text)).toEqual([]);
  expect(found(names, "𝒜 gold, 1.gold, gold.")).toEqual(["3 gold", "11 gold", "17 gold"]);
});

test("the longest name is found, a shorter one where the longest goes on into another word", () => {
  const names = ["S&P", "S&P 500", "500", "a b", "b c"];
  expect(found(names, "S&P 500 and S&P 5000, S&P 500,000")).toEqual([
    "0 S&P 500",
    "12 S&P",
    "22 S&P",
  ]);
  expect(found(names, "a b c, a bc, xa b c")).toEqual(["0 a b", "16 b c"]);
});

test("names and addresses are masked at their length; no names mask none", () => {
  expect(maskNames("S&P 500 at https://a.b/500, 500", nameFinder(["S&P 500"]))).toBe(
    `${"_".repeat(7)} at ${"_".repeat(16)} 500`,
  );
  expect(nameFinder(["", " "])).toBeUndefined();
  expect(maskNames("S&P 500", undefined)).toBe("S&P 500");
});
