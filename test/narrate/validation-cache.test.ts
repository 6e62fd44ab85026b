import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  openValidationCache,
  type ValidationCache,
} from "../../generator/world/validation-cache.ts";
import { lruCache } from "../../generator/base/memo.ts";
import { mistake } from "../../generator/base/problem.ts";
import type { LayeredFile } from "../../generator/publication/layers.ts";
import { templateFiles, type Read } from "../../generator/narrate/templates/template-files.ts";
import { compileTemplate, provenTemplate } from "../../generator/narrate/templates/template.ts";
import { bindingsFor, world, ground } from "../support/bundle.ts";
import { problemsOf } from "../support/problems.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

const room = makeFolder("proven");
afterAll(() => {
  removeFolder(room);
});

const known = (home: string): ValidationCache =>
  openValidationCache(world, join(room, home), "texts");
const keptIn = (home: string): string => join(room, home, "var", "checked-texts.json");

describe("texts that were found clean", () => {
  test("are known to the next command, and forgotten when they are no longer there", () => {
    world.files.makeFolder(join(room, "worked", "var"));
    const first = known("worked");
    expect(first.has("a text")).toBe(false);
    first.add("a text");
    first.add("another");
    first.save();
    const second = known("worked");
    expect(second.has("a text")).toBe(true);
    expect(second.has("a text, changed")).toBe(false);
    second.save();
    const third = known("worked");
    expect([third.has("a text"), third.has("another")]).toEqual([true, false]);
  });

  test.each(["", "{", '{"a": 1}', "null"])("a file of %j knows none and is made anew", (kept) => {
    world.files.makeFolder(join(room, "broken", "var"));
    world.files.write(keptIn("broken"), kept);
    const proven = known("broken");
    expect(proven.has("a text")).toBe(false);
    proven.add("a text");
    proven.save();
    expect(known("broken").has("a text")).toBe(true);
  });

  test("leave nothing in a home that was not worked in", () => {
    world.files.makeFolder(join(room, "new"));
    const proven = known("new");
    proven.add("a text");
    proven.save();
    expect(world.files.list(join(room, "new"))).toEqual([]);
  });
});

describe("a file of the package that speaks of what is not declared", () => {
  const undeclared = new Set(["unknown-signal"]);
  const file = { file: "a.md", text: "a text" } as LayeredFile;
  /** What a new process reads of the file, and how often it looks into it. */
  const readBy = (
    home: string,
    {
      code = "unknown-signal",
      background = "",
    }: { code?: "unknown-signal" | "template"; background?: string },
  ): { readonly found: unknown; readonly looks: number } => {
    let looks = 0;
    const files = templateFiles(
      world,
      join(room, home),
      "spared",
      ground,
      background,
      lruCache<Read<string>>(),
    );
    const work = (): Read<string> => {
      looks += 1;
      throw mistake({ code, message: "It is not known." });
    };
    try {
      return { found: files.readSpared(file, work, undeclared), looks };
    } finally {
      files.save();
    }
  };

  test("is left out, and not looked at again until what it is read with has changed", () => {
    world.files.makeFolder(join(room, "spared", "var"));
    expect(readBy("spared", {})).toEqual({ found: undefined, looks: 1 });
    expect(readBy("spared", {})).toEqual({ found: undefined, looks: 0 });
    expect(readBy("spared", { background: "more" })).toEqual({ found: undefined, looks: 1 });
  });

  test("has its other mistakes named each time", () => {
    world.files.makeFolder(join(room, "faulty", "var"));
    for (let time = 0; time < 2; time++)
      expect(problemsOf(() => readBy("faulty", { code: "template" }))).toMatchObject([
        { code: "template" },
      ]);
  });
});

describe("a template found clean before", () => {
  const bindings = bindingsFor({ asset: "crypto" });
  const context = { ...ground, scales: new Map(), bindings };
  const place = { file: "test.md", line: 1 };

  test("reads what one parsed at once reads", () => {
    const source = "{{asset.name}} closed at {{asset.close.last}}.";
    const atOnce = compileTemplate(source, context, place);
    if (Array.isArray(atOnce)) throw new Error(atOnce[0]?.message);
    const later = provenTemplate(source, context, place, false);
    expect(later.reads).toEqual(atOnce.reads);
    expect([later.source, later.rules, later.scales]).toEqual([
      atOnce.source,
      atOnce.rules,
      atOnce.scales,
    ]);
  });

  test("names a mistake after all when it is asked", () => {
    const template = provenTemplate("{{asset.close.lats}}", context, place, false);
    expect(problemsOf(() => template.reads)).toMatchObject([{ file: "test.md", line: 1 }]);
  });
});
