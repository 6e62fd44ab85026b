import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { STATUSES } from "../../generator/commands/statuses.ts";
import { HELPERS } from "../../generator/narrate/templates/helpers.ts";
import { cliHome, runProcess } from "../support/cli.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const COMMANDS = "generator/commands/README.md";

/** All pages that people read, from the project's folder. */
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...globSync("{templates,site,generator,content}/**/README.md", { cwd: ROOT }),
];

test("the table of commands names every one that there is, and no other that there is, and no other", async () => {
  using home = cliHome();
  const help = (await runProcess(home, ["--help"])).stdout;
  const commands = [...help.matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1] as string);
  expect(commandsTold().toSorted()).toEqual(commands.filter((each) => each !== "help").toSorted());
});

test("the table of exit statuses is the program's, and each command's help says the same", async () => {
  const table = read(COMMANDS).split("## Exit status")[1] ?? "";
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

test.each(PAGES)("what %s links to is there, headings too", (file) => {
  const prose = read(file).replace(/`[^`\n]*`/g, "");
  const links = [...prose.matchAll(/\]\(([^):]+)\)/g)].map((match) => match[1] as string);
  const isThere = (link: string): boolean => {
    const [path = "", heading] = link.split("#");
    const target = path === "" ? file : join(file, "..", path);
    if (!existsSync(join(ROOT, target))) return false;
    return heading === undefined || headingsOf(read(target)).has(heading);
  };
  expect(links.filter((link) => !isThere(link))).toEqual([]);
});

test("the README says where everything else is told", () => {
  const linked = PAGES.filter((page) => read("README.md").includes(`](${page})`));
  const handbook = PAGES.filter((page) =>
    /^(?:generator\/[a-z]+|templates|site)\/README/.test(page),
  );
  expect(linked).toEqual(expect.arrayContaining(handbook));
});

/** Every command of the table of all of them. */
function commandsTold(): string[] {
  const table = read(COMMANDS).split("\n## ")[0] ?? "";
  return [...table.matchAll(/^\| `([a-z]+)/gm)].map((match) => match[1] as string);
}

/** The addresses of a page's headings, as code hosts make them. */
function headingsOf(page: string): ReadonlySet<string> {
  const text = page.replace(/^```[^]*?^```/gm, "");
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) => match[1] as string);
  return new Set(
    headings.map((each) =>
      each
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
}

test("the folders that CONTRIBUTING describes are there", () => {
  const folders = [...read("CONTRIBUTING.md").matchAll(/^\| `([a-z/]+\/)`/gm)].map(
    (match) => match[1] as string,
  );
  expect(folders.length).toBeGreaterThan(8);
  expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
});

test("the commands that the README names are there, and so are the scripts of the package", () => {
  const day = read("README.md").split("## From day to day")[1]?.split("\n## ")[0] ?? "";
  const column = [...day.matchAll(/^\| [^|]+ \|(.+)\|$/gm)].map((match) => match[1] as string);
  const named = column.flatMap((cell) =>
    [...cell.matchAll(/`([a-z]+)(?=[ `])/g)].map((match) => match[1] as string),
  );
  expect(named.length).toBeGreaterThan(12);
  expect(commandsTold()).toEqual(expect.arrayContaining(named));
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  for (const name of ["start", "test", "bench", "check", "bellwether"])
    expect(scripts).toHaveProperty(name);
  expect(read("README.md")).toContain("npm ci && npm start");
});
