import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom/newsroom.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { ROOT } from "../support/bundle.ts";
import { smallHome } from "../support/cli.ts";
import { own } from "../support/own.ts";

const RSI = "templates/narratives/momentum/rsi";

/** What a rule is told with. */
function textsOf({ narratives }: Newsroom) {
  const { file, tags, digest, parts } = narratives.find(({ id }) => id === "momentum/rsi")!;
  const sources = Object.entries(parts).map(([name, part]) => [
    name,
    part.map((each) => each.source),
  ]);
  return { file, tags, digest, sources };
}

test("a text in another language that was found without a mistake serves as it is, and is held anew where it or what its narrative binds has changed", () => {
  using home = smallHome();
  const edit = (path: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(home.path(path), "utf8");
    expect(text).toMatch(from);
    writeFileSync(home.path(path), text.replaceAll(from, to));
  };
  const opened = (): Newsroom => openNewsroom(realWorld(), home.folder, BUILT_IN);
  edit("bellwether.yaml", /language: en/g, "language: es");
  for (const path of [`${RSI}.md`, `${RSI}.es.md`])
    cpSync(join(ROOT, path), own(home.folder, path));
  const first = textsOf(opened());
  expect(first.file).toBe(`${RSI}.es.md`);
  expect(textsOf(opened())).toEqual(first);

  edit(`${RSI}.md`, /\basset\b/g, "thing");
  edit(`${RSI}.md`, /^for: .*$/gm, "for: { thing: asset }");
  expect(opened).toThrow(/asset/);
  edit(`${RSI}.es.md`, /\basset\b/g, "thing");
  expect(textsOf(opened()).digest).not.toBe(first.digest);
});
