import fc from "fast-check";
import { expect, test } from "vitest";
import { envelopeOf } from "../../../generator/deliver/message/mailbox.ts";

test("an address goes to the server with its domain in ASCII", () => {
  expect(envelopeOf("Ada.L+news@Reader.Example")).toEqual({
    address: "Ada.L+news@reader.example",
    domain: "reader.example",
  });
  expect(envelopeOf("ada@bücher.example")?.address).toBe("ada@xn--bcher-kva.example");
  expect(envelopeOf("o'hara!#$%&*=?^`{|}~@a.example")?.domain).toBe("a.example");
  expect(envelopeOf("ädä@bücher.example")?.address).toBe("ädä@xn--bcher-kva.example");
});

test("what may be read in two ways, or is none, is no address", () => {
  for (const wrong of [
    "",
    "@",
    "ada",
    "ada@",
    "@reader.example",
    "ada@@reader.example",
    "a@b@reader.example",
    ".ada@reader.example",
    "ada.@reader.example",
    "a..da@reader.example",
    '"a da"@reader.example',
    '"a@b.example>, <c"@reader.example',
    "ada(comment)@reader.example",
    "ada@[127.0.0.1]",
    "ada@reader..example",
    "ada@-reader.example",
    "ada@reader-.example",
    "ada@reader.example.",
    "ada@reader.example, eve@evil.example",
    "ada@reader.example\r\nRCPT TO:<eve@evil.example>",
    "ada\r\n@reader.example",
    "ada@rea\u00adder.example",
    "ada @reader.example",
    "<ada@reader.example>",
    "ada@reader.example>",
    "ada@reader.example;eve@evil.example",
    "\uff41da@reader.example",
    `${"a".repeat(65)}@reader.example`,
    `ada@${"a".repeat(64)}.example`,
    `ada@${"a.".repeat(130)}example`,
    "ada@%00.example",
  ])
    expect([wrong, envelopeOf(wrong)]).toEqual([wrong, undefined]);
});

test("whatever is taken for an address is one word without anything that ends it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (local, domain) => {
      const found = envelopeOf(`${local}@${domain}`);
      expect(found?.address ?? "a@b").toMatch(/^[^\s<>@,;:"()[\]\\]+@[a-z0-9.-]+$/);
    }),
    { numRuns: 5000 },
  );
});
