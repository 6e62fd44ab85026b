import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { layersOf } from "../../generator/publication/layers.ts";
import { loadVocabulary } from "../../generator/publication/vocabulary.ts";
import { problemsOf } from "../support/problems.ts";
import { layered, type Layered } from "./package.ts";

const RSI = "templates/scales/rsi.yaml";

function layersIn({ world, home }: Layered) {
  return layersOf(world, home);
}

describe("a file", () => {
  const made = layered("1.0.0", { [RSI]: "theirs", "templates/scales/vix.yaml": "theirs" });
  made.inHome({ [RSI]: "ours", "templates/scales/own.yaml": "ours" });
  const layers = layersIn(made);

  test("of the publication wins over the package's", () => {
    expect(layers.open(RSI)).toEqual({ file: RSI, text: "ours" });
    expect(layers.origin(RSI)).toBe("publication");
  });

  test("that the publication does not have is the package's, and is named where it lies", () => {
    const { file, text } = layers.open("templates/scales/vix.yaml");
    expect(text).toBe("theirs");
    expect(join(made.home, file)).toBe(join(made.world.programFolder, "templates/scales/vix.yaml"));
    expect(layers.origin("templates/scales/vix.yaml")).toBe("package");
  });

  test("that neither has is missed in the publication", () => {
    const [problem] = problemsOf(() => layers.open("templates/scales/none.yaml"));
    expect(problem?.code).toBe("missing-file");
    expect(relative(made.home, problem!.file!)).toBe("templates/scales/none.yaml");
    expect(layers.origin("templates/scales/none.yaml")).toBeUndefined();
  });

  test("is listed once, among those of both in one order", () => {
    expect(layers.list("templates/scales")).toEqual(["own.yaml", "rsi.yaml", "vix.yaml"]);
    expect(layers.list("templates/nothing")).toEqual([]);
  });
});

describe("an empty file", () => {
  test("leaves out the package's file or folder of its name", () => {
    const made = layered(
      "1.0.0",
      {
        "templates/narratives/flows/a.md": "a",
        "templates/narratives/price/b.md": "b",
        [RSI]: "r",
      },
      { "templates/narratives/flows": "", [RSI]: "" },
    );
    const layers = layersIn(made);
    expect(layers.list("templates/narratives")).toEqual(["price"]);
    expect(layers.list("templates/narratives/flows")).toEqual([]);
    expect(layers.origin("templates/narratives/flows/a.md")).toBeUndefined();
    expect(layers.list("templates/scales")).toEqual([]);
  });

  test("in the place of nothing is a file like any other", () => {
    const layers = layersIn(layered("1.0.0", {}, { [RSI]: "" }));
    expect(layers.open(RSI)).toEqual({ file: RSI, text: "" });
  });
});

test("a package that is its own publication has one layer", () => {
  const { world } = layered("1.0.0", { [RSI]: "theirs", "templates/scales/empty.yaml": "" });
  const layers = layersOf(world, world.programFolder);
  expect(layers.folders).toEqual([world.programFolder]);
  expect(layers.open(RSI)).toEqual({ file: RSI, text: "theirs" });
  expect(layers.list("templates/scales")).toEqual(["empty.yaml", "rsi.yaml"]);
});

describe("a vocabulary file", () => {
  const FILE = "templates/vocabulary/en/print.yaml";
  const schema = z.strictObject({
    locale: z.string(),
    patterns: z.strictObject({ sum: z.string(), moved: z.string() }),
    numbers: z.array(z.string()),
    words: z.record(z.string(), z.string()).default({}),
  });
  const THEIRS = `locale: en-US
patterns: { sum: "{a}", moved: "{b}" }
numbers: [zero, one]
words: { up: rose, down: fell }
`;
  const read = (ours: string) => {
    const { world, home } = layered("1.0.0", { [FILE]: THEIRS }, { [FILE]: ours });
    return loadVocabulary(world, home, "en", "print", schema);
  };

  test("is laid over the package's key by key: what an older file lacks is there", () => {
    expect(read("patterns: { moved: gone }\n").value).toEqual({
      locale: "en-US",
      patterns: { sum: "{a}", moved: "gone" },
      numbers: ["zero", "one"],
      words: { up: "rose", down: "fell" },
    });
  });

  test("replaces a list whole, and takes away a key that it gives no value", () => {
    const { value } = read("numbers: [none]\nwords: { down: }\n");
    expect(value.numbers).toEqual(["none"]);
    expect(value.words).toEqual({ up: "rose" });
  });

  test("of comments alone changes nothing", () => {
    expect(read("# later\n").value.locale).toBe("en-US");
  });

  test("with an unknown key is refused at its place, with the nearest name", () => {
    expect(problemsOf(() => read("locale: en\npatterns:\n  movd: x\n"))).toEqual([
      {
        code: "schema",
        file: FILE,
        line: 3,
        column: 9,
        message: 'patterns: unknown key "movd".',
        advice: 'Did you mean "moved"?',
      },
    ]);
  });

  test("with a value of the wrong kind is refused in the file that gives it", () => {
    const [problem] = problemsOf(() => read("locale: 7\n"));
    expect(problem).toMatchObject({ file: FILE, line: 1 });
    const { world, home } = layered("1.0.0", { [FILE]: THEIRS.replace("en-US", "7") }, {});
    const [theirs] = problemsOf(() => loadVocabulary(world, home, "en", "print", schema));
    expect(join(home, theirs!.file!)).toBe(join(world.programFolder, FILE));
  });

  test("tells which of its values are the publication's own, and its digest covers both texts", () => {
    const { isOwn, source } = read("patterns: { moved: gone }\n");
    expect(isOwn(["patterns", "moved"])).toBe(true);
    expect(isOwn(["patterns", "sum"])).toBe(false);
    expect(source).toBe(`${THEIRS}\npatterns: { moved: gone }\n`);
  });
});
