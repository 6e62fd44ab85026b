import fc from "fast-check";
import { expect, test } from "vitest";
import { readAddress, readName } from "../../../generator/deliver/subscribers/address.ts";

test.each([
  ["ana@example.org", "ana@example.org", "ana@example.org"],
  ["  Ana.Lee+News@Example.ORG ", "Ana.Lee+News@example.org", "ana.lee+news@example.org"],
  ["a.n.a@gmail.com", "a.n.a@gmail.com", "a.n.a@gmail.com"],
  ["ana@exämple.org", "ana@xn--exmple-cua.org", "ana@xn--exmple-cua.org"],
  ["ana@EXÄMPLE.org", "ana@xn--exmple-cua.org", "ana@xn--exmple-cua.org"],
  ["ana@ｅｘａｍｐｌｅ。org", "ana@example.org", "ana@example.org"],
  ["Jo\u0308rg@EXÄMPLE.org", "Jörg@xn--exmple-cua.org", "jörg@xn--exmple-cua.org"],
  ["δέσποινα@example.org", "δέσποινα@example.org", "δέσποινα@example.org"],
  ["व्यक्ति.१@example.org", "व्यक्ति.१@example.org", "व्यक्ति.१@example.org"],
  [
    "o'neil!#$%&*/=?^_`{|}~-@x.example",
    "o'neil!#$%&*/=?^_`{|}~-@x.example",
    "o'neil!#$%&*/=?^_`{|}~-@x.example",
  ],
])("%s is an address", (given, address, normal) => {
  expect(readAddress(given)).toEqual({ address, normal });
});

const LONG = "a".repeat(65);

/** Ways to add a recipient or a header, or to be read in two ways. */
const HOSTILE = [
  "",
  "   ",
  "ana",
  "@example.org",
  "ana@",
  "ana@example",
  "ana@@example.org",
  "ana@example.org,bo@example.org",
  "ana@example.org;bo@example.org",
  "ana@example.org bo@example.org",
  "ana@example.org\r\nBcc: bo@example.org",
  "ana\r\nRCPT TO:<bo@example.org>@example.org",
  "ana@example.org\n",
  "ana@example.org\0",
  "ana@example.org%0d%0aBcc:bo@example.org",
  "ana%0a@example%2eorg",
  "ana\u2028@example.org",
  "ana@exa\u00admple.org",
  "ana@exam\u200bple.org",
  "ana\u202e@example.org",
  "Ana <ana@example.org>",
  "<ana@example.org>",
  "undisclosed-recipients:;",
  "friends: ana@example.org, bo@example.org;",
  '"ana bo"@example.org',
  '"ana\\"@evil.example,"@example.org',
  '"ana@evil.example"@example.org',
  "ana(comment)@example.org",
  "ana@example.org(comment)",
  "ana@[192.0.2.1]",
  "ana@[IPv6:2001:db8::1]",
  "ana@192.0.2.1",
  "ana@0x7f.1",
  ".ana@example.org",
  "ana.@example.org",
  "a..na@example.org",
  "ana@-example.org",
  "ana@example-.org",
  "ana@exa_mple.org",
  "ana@example..org",
  "ana@.example.org",
  "ana@example.123",
  "ａｎａ@example.org",
  "ﬁona@example.org",
  "ana\u200d@example.org",
  `${"ä".repeat(33)}@example.org`,
  "ana@example.org/../../etc",
  "ana@example.org?subject=x",
  "@relay.example:ana@example.org",
  "ana!host@uucp@example.org",
  `${LONG}@example.org`,
  `ana@${"a".repeat(64)}.org`,
  `ana@${"abcdefg.".repeat(32)}org`,
  `${"a@".repeat(5000)}example.org`,
];

test.each(HOSTILE)("%j is no address", (given) => {
  expect(typeof readAddress(given)).toBe("string");
});

test("what is an address is one mailbox of letters, digits and RFC 5322's signs: nothing in it ends a line or a list", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "ana",
      "@",
      "example.org",
      ",",
      "\r\n",
      '"',
      "<",
      ">",
      "é",
      "。",
      "(",
      ";",
      ":",
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const read = readAddress(pieces.join(""));
      if (typeof read === "string") return;
      expect(read.address).toMatch(/^[\p{L}\p{M}\p{N}!#-'*+\-./=?^_`{|}~]+@[a-z0-9.-]+$/u);
      expect(read.address).toBe(read.address.normalize("NFC"));
      expect(readAddress(read.address)).toEqual(read);
      expect(readAddress(read.normal)).toEqual({ address: read.normal, normal: read.normal });
    }),
    { numRuns: 3000 },
  );
});

test("a name is one line of a hundred signs at most, without what steers", () => {
  expect(readName("  Ana \t Lee  ")).toBe("Ana Lee");
  expect(readName("Ana\r\nBcc: bo@example.org")).toBe("Ana Bcc: bo@example.org");
  expect(readName("\u202eAna\u0000")).toBe("Ana");
  expect(readName(" \u200b\n ")).toBeUndefined();
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
      const name = readName(given);
      if (name === undefined) return;
      expect([...name].length).toBeLessThanOrEqual(100);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s|\s$/u);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});
