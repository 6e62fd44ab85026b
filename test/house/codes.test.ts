import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tableOf } from "../support/table.ts";
import { CODES, type Code } from "../../generator/base/codes.ts";

const GENERATOR = join(import.meta.dirname, "../../generator");
const LIST = join(GENERATOR, "base/codes/README.md");

const sources = readdirSync(GENERATOR, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.startsWith(join("base", "codes")))
  .map((name) => readFileSync(join(GENERATOR, name), "utf8"));

const exitOf = (code: string): number | undefined => CODES[code as Code]?.[0];

test("every code is used", () => {
  const used = new Set(sources.flatMap((text) => text.match(/"[a-z0-9]+(-[a-z0-9]+)*"/g) ?? []));
  expect(Object.keys(CODES).filter((code) => !used.has(`"${code}"`))).toEqual([]);
});

test("a code's exit status is the one with which the program stops for it", () => {
  const stops = sources.flatMap((text) =>
    [...text.matchAll(/\b(mistake|outage)\(\{\s*code: "([a-z0-9-]+)"/g)].map(
      ([, how = "", code = ""]) => ({ code, exit: how === "mistake" ? 2 : 3 }),
    ),
  );
  expect(stops.length).toBeGreaterThan(40);
  expect(stops.filter(({ code, exit }) => exitOf(code) !== exit)).toEqual([]);
});

test("no code stands in two lists", () => {
  const folder = join(GENERATOR, "base/codes");
  const listed = readdirSync(folder)
    .filter((name) => name.endsWith("-codes.ts"))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), "utf8").matchAll(/^ {2}"?([a-z0-9-]+)"?: \[/gm),
    ])
    .map((match) => match[1]);
  expect(listed.toSorted()).toEqual(Object.keys(CODES).toSorted());
});

test("the list of codes says what each means (`npx vitest run test/house/codes.test.ts -u` writes it)", async () => {
  const rows = Object.entries(CODES)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, [exit, meaning]]) => [
      `\`${code}\``,
      exit === undefined ? "" : `${exit}`,
      meaning,
    ]);
  const text = `# Codes of messages

Each message of the program ends with its code. The status is the one with which a command exits that the message stops or blocks;
none stands where that depends on the command. A test writes this list from the codes beside it.

${tableOf([["code", "status", "meaning"], ...rows])}
`;
  await expect(text).toMatchFileSnapshot(LIST);
});
