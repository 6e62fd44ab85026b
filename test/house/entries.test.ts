import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";

const GENERATOR = join(import.meta.dirname, "../../generator");

const files = readdirSync(GENERATOR, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map(
    (name) => [name.replaceAll("\\", "/"), readFileSync(join(GENERATOR, name), "utf8")] as const,
  );

/** The files whose code holds one of the words as a text in quotes. */
function filesWith(words: readonly string[]): string[] {
  const quoted = new RegExp(`"(?:${words.join("|")})"`);
  return files.flatMap(([name, text]) => (quoted.test(text) ? [name] : []));
}

/** Ids of kinds that are words of their own as well: a unit, a derivation, a key. */
const COMMON = new Set(["ratio", "index", "rate", "asset", "fund", "equity", "commodity"]);

test("a kind of subject is named in its own entry only", () => {
  const ids = [...BUILT_IN.kinds.keys()].filter((id) => !COMMON.has(id));
  expect(filesWith(ids)).toEqual(["publication/kinds.ts"]);
});

test("what rules can be about is named in its own entry, and by facts in the origin that is written", () => {
  expect([...BUILT_IN.bindables.keys()]).toContain("claim");
  expect(filesWith(["claim"]).toSorted()).toEqual([
    "articles/facts-file.ts",
    "articles/facts.ts",
    "narrate/bindable/bindable.ts",
    "narrate/bindable/claim.ts",
  ]);
  expect(filesWith(["pair"])).toEqual(["narrate/bindable/pair.ts"]);
});
