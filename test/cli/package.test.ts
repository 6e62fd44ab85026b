import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";
import { ended } from "../support/ended.ts";
import { makeFolder } from "../support/room.ts";

const ROOT = join(import.meta.dirname, "../..");
const DAY = "2025-05-08";
const { files, bin, version, engines } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
);

/** An empty folder into which the package is installed. */
const consumer = makeFolder("package");
const installed = join(consumer, "node_modules/bellwether");
let tarball: string;

async function run(program: string, args: readonly string[], cwd = consumer): Promise<string> {
  const { stdout, stderr, status } = await ended(program, args, cwd);
  expect({ status, stderr: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({
    status: 0,
    stderr: "",
  });
  return stdout;
}

const node = (...args: string[]): Promise<string> => run(process.execPath, args);
const tool = (path: string): string => join(ROOT, "node_modules", path);
const bellwether = (...args: string[]): Promise<string> =>
  node(join(installed, bin.bellwether), ...args);

beforeAll(async () => {
  const packed = makeFolder("packed");
  const build = join(ROOT, "tsconfig.build.json");
  await node(tool("typescript/bin/tsc"), "-p", build, "--outDir", join(packed, "dist"));
  for (const file of [
    ...globSync(
      files.filter((each: string) => each !== "dist"),
      { cwd: ROOT },
    ),
    "package.json",
    "README.md",
  ])
    cpSync(join(ROOT, file), join(packed, file), { recursive: true });
  const [{ filename }] = JSON.parse(
    await run("npm", ["pack", "--json", "--ignore-scripts"], packed),
  );
  tarball = join(packed, filename);
  mkdirSync(installed, { recursive: true });
  await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
  // What it depends on is taken from here, in place of the registry.
  symlinkSync(join(ROOT, "node_modules"), join(installed, "node_modules"));
});

describe("the packed package", () => {
  test("starts a publication that holds only what is its own, and asks for this very version", async () => {
    await bellwether("init", "my-publication");
    const { dependencies } = JSON.parse(
      readFileSync(join(consumer, "my-publication/package.json"), "utf8"),
    );
    expect(dependencies).toEqual({ bellwether: version });
    expect(existsSync(join(consumer, "my-publication/templates"))).toBe(false);
  });

  test("is a library whose example in README type-checks, and makes the committed edition", async () => {
    const [, example] = /```ts\n([^]*?from "bellwether";[^]*?)```/.exec(
      readFileSync(join(ROOT, "README.md"), "utf8"),
    )!;
    writeFileSync(join(consumer, "example.ts"), example!);
    await typeCheck("example.ts");
    expect(await node("example.ts")).toMatch(
      /market-wrap\.md approved\n[^]*\d{3,} files in .*dist\n$/,
    );
    const edition = `content/editions/${DAY}/cross-market-note.md`;
    expect(readFileSync(join(consumer, "my-publication", edition), "utf8")).toBe(
      readFileSync(join(ROOT, edition), "utf8"),
    );
  });

  test("has what plugins are written with, under the names that the program answers to", async () => {
    writeFileSync(
      join(consumer, "plugin.ts"),
      `import { lineChart } from "bellwether/charts";
import { definePlugin, liveSource, z, type Plugin } from "bellwether/plugin";
export const tools: readonly unknown[] = [lineChart, liveSource, z];
export const plugin: Plugin = definePlugin({ name: "own" });
console.log(plugin.name, tools.every(Boolean));
`,
    );
    await typeCheck("plugin.ts");
    expect(await node("plugin.ts")).toBe("own true\n");
  });

  test("is a plugin of remark that holds a Markdown file to the publication's data", async () => {
    writeFileSync(
      join(consumer, "lint.ts"),
      `import bellwether from "bellwether/remark-lint";
// @ts-ignore: it has types, which are not looked for there.
import { remark } from "./node_modules/bellwether/node_modules/remark/index.js";
const linted = remark().use(bellwether, { home: "my-publication", asOf: "${DAY}" });
const { messages } = await linted.process("Bitcoin closed at $62,350 on May 7, 2025.");
console.log(messages.map(({ ruleId, expected }: any) => [ruleId, ...expected].join(" ")).join());
`,
    );
    await typeCheck("lint.ts");
    expect(await node("lint.ts")).toBe("wrong-figure $97,032\n");
  });

  test("is clean to publint and arethetypeswrong", async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false });
    expect(messages).toEqual([]);
    await node(tool("@arethetypeswrong/cli/dist/index.js"), tarball, "--profile", "esm-only");
  });

  const old = olderNode();
  test.skipIf(!old)("says on an older Node which one it needs", () => {
    const { status, stderr } = spawnSync(old!, [join(installed, bin.bellwether), "daily"], {
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Bellwether needs Node 24 or later; this is Node \d+\.\d+\.\d+\.\n/);
    expect(engines.node).toBe(">=24");
  });
});

/** Holds a file of the consumer's to the types of the package. */
async function typeCheck(file: string): Promise<void> {
  writeFileSync(join(consumer, "package.json"), '{ "type": "module" }\n');
  const options = {
    strict: true,
    noEmit: true,
    target: "ES2024",
    module: "NodeNext",
    lib: ["ES2024", "ESNext.Disposable", "DOM"],
    types: [],
  };
  writeFileSync(
    join(consumer, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, files: [file] }),
  );
  await node(tool("typescript/bin/tsc"), "-p", consumer);
}

/** A Node on this machine that is too old for the program; undefined where there is none. */
function olderNode(): string | undefined {
  const found = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return found.find((path) => {
    const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
    return Number(/^v(\d+)/.exec(stdout ?? "")?.[1] ?? 24) < 24;
  });
}
