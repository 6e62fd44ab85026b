import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ejectFiles, upgrade } from "../../generator/commands/layers.ts";
import { doctor } from "../../generator/commands/doctor.ts";
import type { Call } from "../../generator/commands/call.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { eject, overridesOf } from "../../generator/publication/ejected.ts";
import { problemsOf } from "../support/problems.ts";
import { layered, type Layered } from "./package.ts";

const RSI = "templates/scales/rsi.yaml";
const VIX = "templates/scales/vix.yaml";
const HEAD = "site/layouts/head.hbs";
const PACKAGE = {
  [RSI]: "rsi\n",
  [VIX]: "vix\n",
  [HEAD]: "head\n",
  "templates/README.md": "guide\n",
  "templates/start/README.md": "start\n",
};

const standings = ({ world, home }: Layered): Record<string, string> =>
  Object.fromEntries(overridesOf(world, home).map(({ path, standing }) => [path, standing]));

const callOf = ({ world, home }: Layered): Call => ({
  world,
  home,
  kit: BUILT_IN,
  silent: true,
  live: false,
});

describe("eject", () => {
  test.each([
    ["a file", RSI, [RSI]],
    ["a file below the current folder", `./${RSI}`, [RSI]],
    ["a folder", "templates/scales/", [RSI, VIX]],
    ["a pattern", "templates/scales/r*", [RSI]],
    ["all that is looked up, and not what only the package reads", "templates", [RSI, VIX]],
  ])("copies %s", (_what, wanted, copied) => {
    const { world, home } = layered("1.0.0", PACKAGE);
    expect(eject(world, home, wanted)).toEqual({ copied, kept: [] });
    for (const path of copied)
      expect(readFileSync(join(home, path), "utf8")).toBe(PACKAGE[path as keyof typeof PACKAGE]);
  });

  test("overwrites nothing", () => {
    const { world, home } = layered("1.0.0", PACKAGE, { [RSI]: "ours\n" });
    expect(eject(world, home, "templates/scales")).toEqual({ copied: [VIX], kept: [RSI] });
    expect(readFileSync(join(home, RSI), "utf8")).toBe("ours\n");
  });

  test("of what there is not names the nearest", () => {
    const { world, home } = layered("1.0.0", PACKAGE);
    const [problem] = problemsOf(() => eject(world, home, "templates/scales/rsy.yaml"));
    expect(problem).toMatchObject({ code: "unknown-path", advice: `Did you mean "${RSI}"?` });
    expect(existsSync(join(home, ".bellwether"))).toBe(false);
    expect(problemsOf(() => eject(world, world.programFolder, RSI))[0]?.code).toBe("own-package");
  });
});

describe("an own file stands", () => {
  test("as ours while the package's is as it was, whether we changed it or not", () => {
    const made = layered("1.0.0", PACKAGE);
    eject(made.world, made.home, "templates/scales");
    made.inHome({ [VIX]: "our vix\n" });
    expect(standings(made)).toEqual({ [RSI]: "ours", [VIX]: "ours" });
  });

  test("behind where only the package's has changed, and against it where both have", () => {
    const made = layered("1.0.0", PACKAGE);
    eject(made.world, made.home, "templates/scales");
    made.inHome({ [VIX]: "our vix\n" });
    made.inPackage({ [RSI]: "new rsi\n", [VIX]: "new vix\n" });
    expect(standings(made)).toEqual({ [RSI]: "behind", [VIX]: "both" });
  });

  test("the same where both became equal, and gone where the package has it no more", () => {
    const made = layered("1.0.0", PACKAGE);
    eject(made.world, made.home, "templates/scales");
    made.inHome({ [RSI]: "new rsi\n" });
    made.inPackage({ [RSI]: "new rsi\n" });
    made.world.files.remove(join(made.world.programFolder, VIX));
    expect(standings(made)).toEqual({ [RSI]: "same", [VIX]: "gone" });
  });

  test("unnoted where nobody said which version it came from, until it is reviewed", () => {
    const made = layered("1.0.0", PACKAGE, { [RSI]: "ours\n", [VIX]: "vix\n", [HEAD]: "" });
    expect(standings(made)).toEqual({ [RSI]: "unnoted", [VIX]: "same", [HEAD]: "left-out" });
    expect(eject(made.world, made.home, RSI, true)).toEqual({ copied: [], kept: [RSI] });
    expect(standings(made)[RSI]).toBe("ours");
    expect(readFileSync(join(made.home, RSI), "utf8")).toBe("ours\n");
  });

  test("nowhere where the package has no such file", () => {
    expect(standings(layered("1.0.0", {}, { [RSI]: "ours\n" }))).toEqual({});
  });
});

/** A unified diff of files of one line, after an empty one. */
const diff = (path: string, before: string, after: string): string[] => [
  "",
  `--- ${path}`,
  `+++ bellwether/${path}`,
  "@@ -1,1 +1,1 @@",
  `-${before}`,
  `+${after}`,
];

describe("upgrade", () => {
  const PINNED = '{\n  "dependencies": { "bellwether": "1.0.0", "other": "^2.0.0" }\n}\n';

  test("asks for the version that runs, names what it changes, and changes no file of the editor's", async () => {
    const made = layered("1.0.0", PACKAGE, { "package.json": PINNED });
    await ejectFiles(callOf(made), "templates/scales", {});
    made.inHome({ [VIX]: "our vix\n" });
    made.inPackage({
      "package.json": '{ "version": "1.1.0" }',
      [RSI]: "new rsi\n",
      [VIX]: "new vix\n",
    });
    const { status, lines } = await upgrade(callOf(made));
    expect(status).toBe(1);
    expect(lines[0]).toBe("package.json: bellwether 1.0.0 → 1.1.0. Run npm install.");
    expect(lines.slice(1, 3).map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      `${RSI} (of 1.0.0)`,
      `${VIX} (of 1.0.0)`,
    ]);
    expect(lines.slice(3)).toEqual([
      ...diff(RSI, "rsi", "new rsi"),
      ...diff(VIX, "our vix", "new vix"),
    ]);
    expect(readFileSync(join(made.home, "package.json"), "utf8")).toBe(
      PINNED.replace("1.0.0", "1.1.0"),
    );
    expect(readFileSync(join(made.home, RSI), "utf8")).toBe("rsi\n");
    expect(readFileSync(join(made.home, VIX), "utf8")).toBe("our vix\n");
    expect((await upgrade(callOf(made))).lines[0]).toMatch(/as before/);
  });

  test("leaves the folder of a checkout as it is named, and wants a package.json", async () => {
    const pinned = '{ "dependencies": { "bellwether": "file:../bellwether" } }';
    const made = layered("1.1.0", PACKAGE, { "package.json": pinned });
    expect(await upgrade(callOf(made))).toMatchObject({ status: 0 });
    expect(readFileSync(join(made.home, "package.json"), "utf8")).toBe(pinned);
    const without = layered("1.1.0", PACKAGE);
    await expect(upgrade(callOf(without))).rejects.toThrow(/not-pinned/);
  });
});

test("doctor says what does not load, without looking further", async () => {
  const made = layered("1.0.0", PACKAGE, { "bellwether.yaml": "publication: [\n" });
  const { status, lines } = await doctor(callOf(made));
  expect(status).toBe(1);
  expect(lines.join("\n")).toMatch(/^look {2}configuration: does not load\n.*bellwether\.yaml:\d/);
});
