import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Failure } from "../../generator/base/problem.ts";
import { loadLayouts } from "../../generator/publish/theme/layouts.ts";
import { commonValues } from "../../generator/publish/model/page-head.ts";
import { ROOT } from "../support/bundle.ts";
import { makeHome } from "./home.ts";
import { siteOf } from "./site.ts";

const COMMON = commonValues(siteOf([], { name: 'A "name" <b>' }), {
  path: "index.html",
  title: "Title",
  description: "Summary",
});

/** The problems of the bundled layouts with one file replaced. */
function problemsWith(name: string, source: string): string[] {
  using home = makeHome();
  writeFileSync(home.path("site", "layouts", name), source);
  try {
    loadLayouts(home.world, home.publication.home);
  } catch (error) {
    if (error instanceof Failure) return error.message.split("\n");
    throw error;
  }
  return [];
}

/** Prints the 404 page from a layout of our own. */
function printed(source: string, partial = ""): string {
  using home = makeHome();
  writeFileSync(home.path("site", "layouts", "not-found.hbs"), source);
  writeFileSync(home.path("site", "layouts", "extra.hbs"), partial);
  return loadLayouts(home.world, home.publication.home).render("not-found", COMMON);
}

describe("a layout", () => {
  test("prints every value escaped", () => {
    expect(printed('<p title="{{site.name}}">{{site.name}}')).toBe(
      '<p title="A &quot;name&quot; &lt;b&gt;">A &quot;name&quot; &lt;b&gt;',
    );
  });

  test("reaches outwards, names items and uses partials", () => {
    const source =
      "{{#with page as |it|}}{{it.title}} {{../site.language}} {{> extra this}}{{/with}}";
    expect(printed(source, "{{description}} {{@root.page.feed}}")).toBe(
      "Title en Summary feed.xml",
    );
  });

  test("prints no character that XML forbids", () => {
    using home = makeHome();
    writeFileSync(home.path("site", "layouts", "not-found.hbs"), "{{page.title}}");
    const values = { ...COMMON, page: { ...COMMON.page, title: "a\u0000b\u0008c\uFFFEd\uD800e" } };
    const layouts = loadLayouts(home.world, home.publication.home);
    expect(layouts.render("not-found", values)).toBe("abcd\uFFFDe");
  });

  test("that is missing is named", () => {
    using home = makeHome();
    writeFileSync(home.path("site", "layouts", "archive.hbs"), "");
    expect(() => loadLayouts(home.world, home.publication.home)).toThrow(
      /^site\/layouts\/archive\.hbs:1:1: This layout is missing/,
    );
  });

  test.for<[string, string, string]>([
    [
      "an unknown value",
      "one\n  {{page.titel}}",
      '2:5: "page.titel" names the unknown value "titel". (unknown-value)|  Did you mean "title"?',
    ],
    [
      "an unknown value in a branch that is not taken",
      "{{#if page.isHome}}{{else}}{{nothing}}{{/if}}",
      '1:30: "nothing" names the unknown value "nothing". (unknown-value)|  Valid: site, page.',
    ],
    ["a name beyond the layout", "{{../page.title}}", '1:3: "../page.title" reaches beyond'],
    [
      "a name of a text",
      "{{page.title.length}}",
      '1:3: "page.title.length": a text has no "length"',
    ],
    [
      "a name every object has",
      "{{page.constructor}}",
      '1:3: "page.constructor" names the unknown',
    ],
    ["an unknown partial", "{{> mast}}", '1:1: There is no partial "mast"'],
    [
      "a partial that contains itself",
      "{{> not-found}}",
      '1:1: The partial "not-found" contains itself',
    ],
    [
      "a partial by a computed name",
      "{{> (page.title)}}",
      "1:1: This partial is not called by one name",
    ],
    [
      "text printed raw",
      "{{{page.title}}}",
      '1:1: "page.title" is text and may not be printed raw',
    ],
    ["text printed raw with &", "{{&page.title}}", '1:1: "page.title" is text and may not'],
    ["a record printed", "{{page}}", '1:1: "page" is a record and cannot be printed'],
    ["a walk over a record", "{{#each page}}{{/each}}", "1:9: #each takes a list, found a record"],
    ["an unknown helper", "{{#when page.isHome}}{{/when}}", '1:1: "when" is not called as'],
    ["a helper with two values", "{{shout page.title}}", '1:1: "shout" is not called as'],
    ["a nested helper", "{{#if (or page.isHome)}}{{/if}}", "1:7: Expected the name of a value"],
    ["a decorator", '{{#*inline "x"}}{{/inline}}', "1:1: A layout has no decorators"],
  ])("with %s is refused with its place", ([, source, message]) => {
    const [first, advice] = problemsWith("not-found.hbs", source);
    expect(`${first}|${advice}`).toContain(`site/layouts/not-found.hbs:${message}`);
  });

  test("that is not Handlebars is refused with its line", () => {
    const [first] = problemsWith("home.hbs", "<p>\n{{#if lead}}\n</p>");
    expect(first).toMatch(
      /^site\/layouts\/home\.hbs:3: This is not valid Handlebars: Expecting .*/,
    );
  });

  test("is held to its values inside partials, with the partial's place", () => {
    const [first] = problemsWith("masthead.hbs", "{{page.dateline}}\n{{page.weather}}");
    expect(first).toContain('site/layouts/masthead.hbs:2:3: "page.weather" names the unknown');
  });

  test("has a slot filled by the partial of its name, or else by what stands in it", () => {
    const source = "{{#> slot-note}}Nothing of {{site.language}}{{/slot-note}}";
    expect(printed(source)).toBe("Nothing of en");
    expect(problemsWith("slot-note.hbs", "{{site.weather}}")).toEqual([]);
    expect(problemsWith("not-found.hbs", "{{#> slot-x}}{{site.weather}}{{/slot-x}}")[0]).toContain(
      'site/layouts/not-found.hbs:1:16: "site.weather" names the unknown',
    );
    expect(problemsWith("not-found.hbs", "{{> slot-x}}")[0]).toContain('no partial "slot-x"');
  });

  test("of the bundled theme has no inline style, script or handler", () => {
    const folder = join(ROOT, "site", "layouts");
    for (const name of readdirSync(folder).filter((each) => each.endsWith(".hbs"))) {
      const source = readFileSync(join(folder, name), "utf8");
      const scripts = [...source.matchAll(/<script([^>]*)>/gi)].map(([, given]) => given);
      const known =
        /^ (type="application\/ld\+json"|type="module" src="\{\{script\}\}"|src="\{\{first\}\}"|src="\{\{site\}\}" defer)$/;
      expect([name, ...scripts.filter((each = "") => !known.test(each))]).toEqual([name]);
      expect(source).not.toMatch(/<style|\sstyle=|\son\w+=/i);
    }
  });
});
