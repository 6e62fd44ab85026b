import fc from "fast-check";
import { expect, test } from "vitest";
import { shortForm } from "../../generator/publish/model/short-forms.ts";

test("a text is shortened between words, and never behind a figure that could have lost its unit", () => {
  expect(shortForm("US spot ETFs took in $936.5 million on Tuesday", 30)).toBe(
    "US spot ETFs took in…",
  );
  expect(shortForm("Bitcoin rises, while Ether falls", 21)).toBe("Bitcoin rises, while…");
  expect(shortForm("Bitcoin rises, Ether falls", 16)).toBe("Bitcoin rises…");
  expect(shortForm("short", 5)).toBe("short");
});

test("a short form is never longer than asked for, nor cuts a character", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 90 }),
      fc.integer({ min: 10, max: 60 }),
      (text, most) => {
        const short = shortForm(text.toWellFormed(), most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.isWellFormed()).toBe(true);
      },
    ),
  );
});
