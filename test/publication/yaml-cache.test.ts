import fc from "fast-check";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { loadYaml } from "../../generator/base/yaml.ts";
import { plainOf } from "../../generator/base/parsed-texts.ts";
import { openYamlCache } from "../../generator/world/yaml-cache.ts";
import { world } from "../support/bundle.ts";
import { problemsOf } from "../support/problems.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

const room = makeFolder("yaml");
afterAll(() => {
  removeFolder(room);
});

const at = { file: "x.yaml" };
const said = (text: string): unknown => loadYaml(text, z.unknown(), at).value;
const fileOf = (home: string): string => join(room, home, "var", "parsed.json");

describe("a text that was parsed before", () => {
  test("says what it said, whatever its values", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = stringify(value);
        const first = said(text);
        expect(first).toEqual(parse(text));
        expect(said(text)).toEqual(first);
      }),
    );
  });

  test.each([
    "a: .inf",
    "a: [-.inf, { b: .inf }]",
    "a: -0.0",
    "a: !!binary aGVsbG8=",
    "a: .nan",
    "a: \uE0F1Infinity",
    "\uE0F1a: .inf",
  ])("says it where JSON cannot: %s", (text) => {
    const first = said(text);
    expect(first).toEqual(parse(text));
    expect(said(text)).toEqual(first);
  });

  test("is not parsed again for its open ends", () => {
    const parsed = vi.fn<() => unknown>(() => ({ bands: [{ to: Infinity, from: -Infinity }] }));
    const ask = (): unknown => plainOf("a text with open ends", parsed);
    expect([ask(), ask()]).toEqual([parsed(), parsed()]);
    expect(parsed).toHaveBeenCalledTimes(3);
  });

  test("gives a value of its own to each who asks", () => {
    (said("list: [1, 2]") as { list: number[] }).list.push(3);
    expect(said("list: [1, 2]")).toEqual({ list: [1, 2] });
  });

  test("has its mistakes where they stand", () => {
    const schema = z.strictObject({ b: z.strictObject({ c: z.number() }) });
    const fault = () => problemsOf(() => loadYaml("b:\n  c: no\n", schema, at));
    expect(fault()).toMatchObject([{ line: 2, column: 6 }]);
    expect(fault()).toEqual(fault());
  });
});

/** What a command that reads a text of its own leaves behind. */
function work(home: string): string {
  world.files.makeFolder(join(room, home, "var"));
  const cache = openYamlCache(world, join(room, home));
  said(`own: ${home}`);
  cache.save();
  return world.files.read(fileOf(home));
}

describe("what a publication's texts came to", () => {
  test("is taken over by the next command, and written again only where there is more", () => {
    const written = work("worked");
    world.files.write(fileOf("worked"), `${written} `);
    expect(work("worked")).toBe(`${written} `);
    said("one: more");
    const cache = openYamlCache(world, join(room, "worked"));
    cache.save();
    expect(world.files.read(fileOf("worked"))).not.toBe(`${written} `);
  });

  test("is believed of this very program alone", () => {
    const { texts } = JSON.parse(work("other")) as { texts: [string, string][] };
    const own = texts.find(([, plain]) => plain === '{"own":"other"}')!;
    const altered = [[own[0], '{"own":"altered"}']];
    world.files.write(fileOf("other"), JSON.stringify({ program: "another", texts: altered }));
    openYamlCache(world, join(room, "other"));
    expect(said("own: other")).toEqual({ own: "other" });
  });

  test.each(["", "{", "null", '{"texts": []}', '{"program": "x", "texts": [[1, 2]]}'])(
    "is left alone where the file holds %j",
    (text) => {
      world.files.makeFolder(join(room, "broken", "var"));
      world.files.write(fileOf("broken"), text);
      openYamlCache(world, join(room, "broken"));
      expect(said("own: broken")).toEqual({ own: "broken" });
    },
  );

  test("leaves nothing in a home that was not worked in", () => {
    world.files.makeFolder(join(room, "new"));
    openYamlCache(world, join(room, "new")).save();
    expect(world.files.list(join(room, "new"))).toEqual([]);
  });
});
