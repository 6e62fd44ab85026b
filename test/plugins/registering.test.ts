import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { Failure, formatProblem } from "../../generator/base/problem.ts";
import { faultsOfPlugin } from "../../generator/newsroom/check-plugin.ts";
import { BUILT_IN, withCharts } from "../../generator/newsroom/kit.ts";
import { openKit } from "../../generator/newsroom/plugins.ts";
import { problemsOf } from "../support/problems.ts";
import { runProcess, type CliHome } from "../support/cli.ts";
import { world } from "../support/bundle.ts";
import { emptyHome } from "./home.ts";

const SIGNAL = `import { definePlugin, fixed, found, newest } from "bellwether/plugin";
export default definePlugin({
  name: "NAME",
  measures: [
    {
      method: "twice",
      parameters: {},
      classes: ["price"],
      reads: "values",
      outputs: [fixed("SIGNAL", "ratio", 1)],
      compute(reading) {
        const window = newest(reading, 1);
        return window.ok ? found({ SIGNAL: 2 * window.values[0] }, window) : window;
      },
    },
  ],
});
`;

const plugin = (name: string, signal: string): string =>
  SIGNAL.replaceAll("NAME", name).replaceAll("SIGNAL", signal);

function put(home: CliHome, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(home.path(name)), { recursive: true });
    writeFileSync(home.path(name), text);
  }
}

async function refused(files: Readonly<Record<string, string>>): Promise<string[]> {
  using home = emptyHome();
  put(home, files);
  try {
    await openKit(world, home.folder);
    return [];
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== 2) throw error;
    return error.problems.map((problem) => formatProblem(problem).split("\n")[0]!);
  }
}

describe("a plugin", () => {
  test("is registered beside what comes with the program", async () => {
    using home = emptyHome();
    put(home, { "plugins/a.ts": plugin("a", "twice"), "plugins/below/not-one.ts": "throw 1;" });
    const kit = await openKit(world, home.folder);
    expect(kit.measures.bySignal.get("twice")?.method).toBe("twice");
    expect(kit.measures.signals.size).toBe(BUILT_IN.measures.signals.size + 1);
    expect([...kit.sources.keys()]).toEqual([...BUILT_IN.sources.keys()]);
  });

  test("that throws while it is loaded is named with the line", async () => {
    const [said] = await refused({ "plugins/a.js": 'const x = 1;\nthrow new Error("no moon");' });
    expect(said).toMatch(/^plugins\/a\.js.*: The plugin cannot be loaded: no moon\. \(plugin\)$/);
  });

  test.each([
    ["export const plugin = {};", "The file exports no plugin"],
    ["export default { name: 'A b' };", "name: expected lower-case letters, digits and hyphens"],
    ["export default { name: 'a', sorces: [] };", 'unknown key "sorces"'],
    [
      plugin("a", "twice").replace('["price"]', '["prise"]'),
      'measures "twice": classes: 0: expected "price"',
    ],
    [plugin("a", "Twice"), "outputs: 0: name: expected a name such as moonAge"],
    [
      "export default { name: 'a', channels: [{ id: 'pager', about: 'x', spacingMs: 0, keys: [] }] };",
      'channels "pager": post: missing, expected a function',
    ],
    [
      "export default { name: 'a', kinds: [{ id: 'lake', under: 'assets' }] };",
      'The kind "lake" stands under "assets", which is no kind',
    ],
  ])("%# of another form is refused with file and entry", async (text, said) => {
    const problems = await refused({ "plugins/a.js": text });
    expect(problems[0]).toMatch(/^plugins\/a\.js/);
    expect(problems.join("\n")).toContain(said);
  });

  test("whose measure throws is named with its measure, and not as a fault of the program", async () => {
    using home = emptyHome();
    const text = plugin("a", "twice").replace(
      "const window = newest(reading, 1);",
      'throw new TypeError("no moon today");',
    );
    put(home, { "plugins/a.js": text });
    const kit = await openKit(world, home.folder);
    const measure = kit.measures.bySignal.get("twice")!;
    const call = measure.compute as (...all: unknown[]) => unknown;
    const [told] = problemsOf(() => call({}, {}));
    expect(told).toMatchObject({
      code: "plugin",
      file: "plugins/a.js",
      message: 'The plugin\'s measure "twice" fails: no moon today.',
    });
  });

  test("with a name that another has is refused, and both are named", async () => {
    expect(
      await refused({ "plugins/a.ts": plugin("a", "twice"), "plugins/b.ts": plugin("b", "twice") }),
    ).toEqual([
      'plugins/b.ts: The signal "twice" of the plugin "b" is in plugins/a.ts as well, in the plugin "a". (repeated-entry)',
    ]);
    expect(await refused({ "plugins/a.ts": plugin("a", "rsi14") })).toEqual([
      'plugins/a.ts: The signal "rsi14" of the plugin "a" is in the program itself as well, in the plugin "bellwether". (repeated-entry)',
    ]);
  });

  test("that is not installed is named where bellwether.yaml names it", async () => {
    expect(await refused({ "bellwether.yaml": "plugins: [no-such-thing]\n" })).toEqual([
      'bellwether.yaml:1:11: The plugin "no-such-thing" is not installed. (plugin)',
    ]);
  });

  test("changes the digest with any of its files, and another digest is another kit's", async () => {
    using home = emptyHome();
    const digests = new Set([BUILT_IN.digest]);
    put(home, { "plugins/a.ts": plugin("a", "twice") });
    digests.add((await openKit(world, home.folder)).digest);
    put(home, { "plugins/data/table.json": "[]" });
    digests.add((await openKit(world, home.folder)).digest);
    put(home, { "plugins/data/table.json": "[1]" });
    const kit = await openKit(world, home.folder);
    digests.add(kit.digest);
    expect(digests.size).toBe(4);
    expect(kit.measures.digest).toBe(kit.digest);
  });
});

test("what comes with the program has the form that is asked of a plugin", async () => {
  const { charts, plugins } = await withCharts(BUILT_IN);
  expect(plugins.map(({ plugin: { name } }) => name)).toEqual(["bellwether"]);
  expect(faultsOfPlugin({ ...plugins[0]!.plugin, charts }, "built-in")).toEqual([]);
});

test("a package that bellwether.yaml names is found from the publication's folder, whatever it exports to whom", async () => {
  using home = emptyHome();
  const root = "node_modules/@desk/tides";
  put(home, {
    "bellwether.yaml": 'plugins: ["@desk/tides"]\n',
    [`${root}/package.json`]: '{ "name": "@desk/tides", "exports": { "import": "./lib/main.js" } }',
    [`${root}/lib/main.js`]: plugin("tides", "tide").replaceAll("2 * ", ""),
  });
  const { stdout, stderr } = await runProcess(home, ["plugins", "--json"]);
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject([
    { plugin: "tides", from: "@desk/tides", entries: [{ sort: "signal", name: "tide" }] },
  ]);
});

test("the plugin that init writes runs, and is not written over", async () => {
  using home = emptyHome();
  put(home, { "bellwether.yaml": "" });
  expect(await runProcess(home, ["init", "--plugin"])).toMatchObject({ status: 0, stderr: "" });
  const { stdout, stderr } = await runProcess(home, ["plugins"]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/my-plugin\s+plugins\/my-plugin\.ts\s+signal\s+range20/);
  expect(await runProcess(home, ["init", "--plugin"])).toMatchObject({ status: 2 });
});
