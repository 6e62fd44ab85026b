import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { STATUSES } from "../../generator/commands/statuses.ts";
import { HELPERS } from "../../generator/narrate/templates/helpers.ts";
import { cliHome, runProcess } from "../support/cli.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

test("the README's table names every command that there is, and no other", async () => {
  using home = cliHome();
  const help = (await runProcess(home, ["--help"])).stdout;
  const commands = [...help.matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1] as string);
  const table = read("README.md").split("## Commands")[1]?.split("\n### ")[0] ?? "";
  const named = [...table.matchAll(/^\| `([a-z]+)/gm)].map((match) => match[1] as string);
  expect(named.toSorted()).toEqual(commands.filter((each) => each !== "help").toSorted());
});

test("the README's table of exit statuses is the program's, and each command's help says the same", async () => {
  const table = read("README.md").split("### Exit status")[1]?.split("\n## ")[0] ?? "";
  const rows = [...table.matchAll(/^\| `([a-z ]+)` *\| (.+?) *\| (.+?) *\|$/gm)].map(
    ([, name, done, awaited]) => [name, [done, awaited]],
  );
  expect(Object.fromEntries(rows)).toEqual(STATUSES);
  using home = cliHome();
  const { stdout } = await runProcess(home, ["publish", "--help"]);
  expect(stdout.replace(/\s+/g, " ")).toContain(`Exit status: 0 ${STATUSES["publish"]![0]}; 1 `);
});

test("every helper of a template is shown in the editor's guide", () => {
  const guide = read("templates/README.md");
  const missing = Object.keys(HELPERS).filter(
    (name) => !guide.includes(`{{${name} `) && !guide.includes(`{{#${name}`),
  );
  expect(missing).toEqual([]);
});

test.each(["README.md", "CONTRIBUTING.md", "templates/README.md"])(
  "the paths that %s links to are there",
  (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
    expect(links.filter((link) => !existsSync(join(ROOT, file, "..", link)))).toEqual([]);
  },
);

test("the folders that CONTRIBUTING describes are there", () => {
  const folders = [...read("CONTRIBUTING.md").matchAll(/^\| `([a-z/]+\/)`/gm)].map(
    (match) => match[1] as string,
  );
  expect(folders.length).toBeGreaterThan(8);
  expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
});

test("the README's commands are the scripts of the package", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  for (const name of ["start", "test", "bench", "check", "bellwether"])
    expect(scripts).toHaveProperty(name);
  expect(read("README.md")).toContain("npm ci && npm start");
});
