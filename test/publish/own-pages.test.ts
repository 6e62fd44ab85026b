import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { placesOf, problemsAfter } from "../support/problems.ts";
import { SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";
import { brokenLinks } from "./whole.ts";

function put(home: TestHome, name: string, ...lines: string[]): void {
  const file = home.path("content/pages", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join("\n"));
}

function head(title: string, ...more: string[]): string[] {
  return ["---", `title: ${title}`, "description: Who answers for it.", ...more, "---"];
}

const shown = (home: TestHome, path: string): string =>
  readFileSync(home.path("site/dist", path), "utf8");

test("pages of the publisher's own stand at their names, and every page leads to those of a menu", async () => {
  using home = makeHome(SAMPLES);
  put(
    home,
    "imprint.md",
    ...head("Imprint"),
    "# Who",
    "A [note](../editions/2025-05-08/cross-market-note.md).",
  );
  put(
    home,
    "team.md",
    ...head("Team", "menu: head"),
    "See [the imprint](imprint.md#who), [methods](/about/).",
  );
  put(
    home,
    "hidden.md",
    ...head("Hidden", "menu: none"),
    "By [address](https://example.org/) alone.",
  );
  await publish(home.world, home.publication);
  expect(shown(home, "imprint/index.html")).toContain(
    '<a href="../2025/05/08/cross-market-note/">note</a>',
  );
  const team = shown(home, "team/index.html");
  expect(team).toContain('<a href="../imprint/#who">the imprint</a>');
  expect(team).toContain('<a href="../about/">methods</a>');
  expect(team).toContain('<a href="../team/" aria-current="true">Team</a>');
  const front = shown(home, "index.html");
  expect(front.indexOf(">Team<")).toBeLessThan(front.indexOf("<main"));
  expect(front.indexOf(">Imprint<")).toBeGreaterThan(front.indexOf("</main>"));
  expect(front).not.toContain("Hidden");
  expect(shown(home, "hidden/index.html")).toContain("By <a");
  expect(shown(home, "sitemap.xml")).toContain("/imprint/");
  expect(brokenLinks(home.path("site/dist"), "/notes/")).toEqual([]);
});

test("a changed page is made anew, and the menu of every other page with it", async () => {
  using home = makeHome(SAMPLES);
  put(home, "imprint.md", ...head("Imprint"), "One.");
  await publish(home.world, home.publication);
  put(home, "imprint.md", ...head("Legal notice"), "Two.");
  await publish(home.world, home.publication);
  expect(shown(home, "2025/05/08/cross-market-note/index.html")).toContain(">Legal notice<");
  expect(shown(home, "imprint/index.html")).toContain("Two.");
});

test.each([
  ["Line<br>", 5, "HTML is not shown"],
  ["A picture: ![us](us.jpg)", 5, "A picture is not shown"],
  ["A claim.[^1]", 5, "Footnotes are not shown"],
  ["[Methods](methods.md)", 5, 'The link "methods.md" leads to no page'],
  ["[Gone](../editions/2025-05-08/gone.md)", 5, "leads to no page"],
  ["[There](#nowhere)", 5, "leads to no page"],
  ["[Note][1]\n\n[1]: /nowhere/", 7, 'The link "/nowhere/" leads to no page'],
])("%j on a page is refused by name, with its line", async (text, line, message) => {
  using home = makeHome(SAMPLES);
  put(home, "imprint.md", ...head("Imprint"), text);
  const problems = await problemsAfter(() => publish(home.world, home.publication));
  expect(problems.map((each) => [each.file, each.line])).toEqual([
    ["content/pages/imprint.md", line],
  ]);
  expect(problems[0]!.message).toContain(message);
});

test("what is no page, what has another's address and what has no title are refused together", async () => {
  using home = makeHome(SAMPLES);
  put(home, "About us.md", ...head("About us"), "Text.");
  put(home, "about.md", ...head("About"), "Text.");
  put(home, "logo.png", "Text.");
  put(home, "plain.md", "Text.");
  put(home, "wrong.md", ...head("Wrong", "menue: head"), "Text.");
  const problems = await problemsAfter(() => publish(home.world, home.publication));
  expect(problems.map((each) => each.file)).toEqual(
    ["About us.md", "about.md", "logo.png", "plain.md", "wrong.md"].map(
      (name) => `content/pages/${name}`,
    ),
  );
  expect(placesOf(problems.slice(-1))).toEqual(["4:8 schema"]);
});
