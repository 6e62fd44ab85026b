import fc from "fast-check";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openResultCache } from "../../generator/world/result-cache.ts";
import { world } from "../support/bundle.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

const room = makeFolder("results");
afterAll(() => {
  removeFolder(room);
});

const fileOf = (home: string): string => join(room, home, "var", "kept.json");

/** Asks for the result of each key as one command does, and says what it had to work out. */
function asked(home: string, keys: readonly string[]): { results: unknown[]; worked: string[] } {
  world.files.makeFolder(join(room, home, "var"));
  const cache = openResultCache<{ of: string }>(world, join(room, home), "kept");
  const worked: string[] = [];
  const results = keys.map((key) =>
    cache.of(key, () => {
      worked.push(key);
      return { of: key };
    }),
  );
  cache.save();
  return { results, worked };
}

describe("what was worked out before", () => {
  test("is the same for the next command, which works out only what is new", () => {
    let run = 0;
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.uniqueArray(fc.string()), (first, second) => {
        const home = `runs-${(run += 1)}`;
        asked(home, first);
        const { results, worked } = asked(home, second);
        expect(results).toEqual(second.map((key) => ({ of: key })));
        expect(worked).toEqual(second.filter((key) => !first.includes(key)));
      }),
      { numRuns: 30 },
    );
  });

  test("is forgotten where nobody asks for it again, and kept where nobody asks at all", () => {
    asked("forgotten", ["a", "b"]);
    openResultCache(world, join(room, "forgotten"), "kept").save();
    expect(asked("forgotten", ["a"]).worked).toEqual([]);
    expect(asked("forgotten", ["a", "b"]).worked).toEqual(["b"]);
  });

  test("is believed of this very program alone", () => {
    world.files.makeFolder(join(room, "other", "var"));
    const results = [["a", { of: "another" }]];
    world.files.write(fileOf("other"), JSON.stringify({ program: "another", results }));
    expect(asked("other", ["a"])).toEqual({ results: [{ of: "a" }], worked: ["a"] });
  });

  test.each(["", "{", "null", "\0\0\0", '{"results": 1}'])(
    "is worked out anew where the file holds %j, as after a power cut",
    (text) => {
      world.files.makeFolder(join(room, "broken", "var"));
      world.files.write(fileOf("broken"), text);
      expect(asked("broken", ["a"]).worked).toEqual(["a"]);
      expect(asked("broken", ["a"]).worked).toEqual([]);
    },
  );

  test("leaves nothing in a home that was not worked in", () => {
    world.files.makeFolder(join(room, "new"));
    const cache = openResultCache(world, join(room, "new"), "kept");
    cache.of("a", () => 1);
    cache.save();
    expect(world.files.list(join(room, "new"))).toEqual([]);
  });
});
