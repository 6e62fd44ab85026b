import fc from "fast-check";
import { expect, test } from "vitest";
import { dotStuffed } from "../../../generator/deliver/transports/dot-stuffing.ts";

test("every line that begins with a dot has one more on the wire, and no other line", () => {
  const lines = fc.array(fc.constantFrom("", ".", "..", ".x", "x.", "x", "...x"), { minLength: 1 });
  fc.assert(
    fc.property(lines, (given) => {
      const stuffed = Buffer.from(dotStuffed(Buffer.from(given.join("\r\n")))).toString();
      const wanted = given.map((line) => (line.startsWith(".") ? `.${line}` : line));
      expect(stuffed).toBe(wanted.join("\r\n"));
    }),
    { numRuns: 1000 },
  );
});
