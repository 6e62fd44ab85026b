import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mistakesIn } from "../../generator/authoring/mistakes.ts";
import { ROOT } from "../support/bundle.ts";
import { worldOf } from "../support/memory-files.ts";

const HOME = "/home";

const NARRATIVE = `---
id: price/test
for: { asset: crypto }
when: asset.close.rsi14 > 50
salience: 10
stance: neutral
examples:
  - { given: { asset.close.rsi14: 60 }, holds: true }
  - { given: { asset.close.rsi14: 40 }, holds: false }
---
${["headline", "summary", "fact", "reading", "risk", "faq: What of {{asset.name}}?"]
  .map((part) => `# ${part}\n{{asset.close.last}} one.\n---\nAnother.\n---\nA third.\n`)
  .join("\n")}`;

const STORY = `---
id: note
runs: { weekday: sunday }
for: { asset: crypto }
slug: "{asset}-note"
words: [0, 500]
lead: { themes: [price], least: 10, second: [price] }
sections:
  - title: Prices
    themes: [price]
    most: 2
watch: { title: Watch, most: 2 }
---
# source-line
By {{edition.cutoff}} on {{edition.date}}, from {{publishers}}.

# disclosure
Made by rules from {{asset.close.last}}.
`;

/** A publication of one narrative and one story, with the bundled scales and the words of all languages. */
const STYLE = "templates/style.yaml";

function texts(): Record<string, string> {
  const below = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? below(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    );
  const files = [STYLE, ...["templates/scales", "templates/vocabulary"].flatMap(below)];
  return {
    ...Object.fromEntries(files.map((file) => [file, readFileSync(join(ROOT, file), "utf8")])),
    "bellwether.yaml": readFileSync(join(ROOT, "bellwether.yaml"), "utf8").replace(
      /stories: \[.*?\]/,
      "stories: [note]",
    ),
    "templates/narratives/price/test.md": NARRATIVE,
    "templates/stories/note.md": STORY,
  };
}

const CLEAN = texts();

function mistakes(files: Readonly<Record<string, string>>): string[] {
  const home = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [join(HOME, file), text]),
  );
  return mistakesIn(worldOf(home), HOME, BUILT_IN, {}).mistakes.map(
    ({ file, line, column, code, message, advice }) =>
      `${file}:${line}:${column} ${code} | ${message} ${advice ?? ""}`,
  );
}

test("the publication without a planted mistake is clean", () => {
  expect(mistakes(CLEAN)).toEqual([]);
});

const RSI = "templates/scales/rsi.yaml";
const SAMPLE = "templates/scales/sample.yaml";
const NOTE = "templates/stories/note.md";
const PRINT = "templates/vocabulary/en/print.yaml";
const FIGURES = "templates/vocabulary/en/figures.yaml";
const BANNED = "templates/vocabulary/en/banned.yaml";
const EVIDENCE = "templates/vocabulary/en/evidence.yaml";
const SITE = "templates/vocabulary/en/site.yaml";
const NAMES = "templates/vocabulary/es/names.yaml";
const WORDS = "templates/vocabulary/es/scales.yaml";
const IMPRESO = "templates/vocabulary/es/print.yaml";
const SECTIONS = "sections:\n  - title: Prices\n    themes: [price]\n    most: 2\n";
const DISCLOSED = "Made by rules from {{asset.close.last}}.\n";

/** What is planted, the file, what stands there, what is put in its place, and what the one message says. */
const PLANTED: readonly (readonly [string, string, string, string, string])[] = [
  ["a gap between bands", RSI, "from: 45, to: 55", "from: 46, to: 55", ":11:26 scale-gap"],
  ["an overlap", RSI, "from: 45, to: 55", "from: 44, to: 55", ":11:26 scale-overlap"],
  ["an end short of the range", RSI, "to: 100", "to: 99", ":13:37 scale-gap"],
  ["a band named twice", RSI, "id: firm", "id: weak", ":12:11 repeated-band"],
  ["a scale called otherwise", RSI, "id: rsi\n", "id: rsy\n", ":1:5 scale-id"],
  ["an unknown key of a scale", RSI, "unit: points", "unit: points\ncolour: red", ":7:9 schema"],
  ["an unknown unit", RSI, "unit: points", "unit: pionts", ":6:7 schema"],
  ["a band without its end", RSI, "from: 45, to: 55,", "from: 45,", ":11:5 schema"],
  ["a scale that is no YAML", RSI, "range: [0, 100]", "range: [0, 100", ":8:1 yaml"],
  ["a band of evidence renamed", SAMPLE, "id: few", "id: tiny", "evidence-scale"],
  ["a story called otherwise", NOTE, "id: note", "id: nota", ":2:5 story-id"],
  ["a misspelt key", NOTE, "words: [", "word: [", ':6:7 schema | The file: unknown key "word"'],
  ["a weekday that is none", NOTE, "weekday: sunday", "weekday: sonday", ":3:"],
  ["an unknown theme of a lead", NOTE, "[price], l", "[prise], l", ":7:18 unknown-theme"],
  ["an unknown theme beside it", NOTE, "second: [price]", "second: [prise]", "unknown-theme"],
  ["an unknown theme of a section", NOTE, "    themes: [p", "    themes: [q, p", ":10:14 unknown"],
  ["an unknown kind of a story", NOTE, "asset: crypto", "asset: cripto", ":4:15 unknown-binding"],
  ["one slug for several articles", NOTE, '"{asset}-note"', "note", ":4:15 story-slug"],
  ["more words at least than at most", NOTE, "[0, 500]", "[500, 100]", ":6:"],
  ["a lead without sections", NOTE, SECTIONS, "", "expected a lead with sections"],
  ["an unknown part", NOTE, "# source-line", "# sources-line", 'Did you mean "source-line"?'],
  ["an unfinished merge", NOTE, "# disc", "<<<<<<< HEAD\n# disc", ":17:1 merge-conflict"],
  ["a part that says nothing", NOTE, DISCLOSED, "", ':17:1 story-part | "# disclosure" says'],
  ["a part that stands twice", NOTE, "# disc", "# source-line\nBy.\n\n# disc", ":17:1 story-part"],
  ["no disclosure", NOTE, `# disclosure\n${DISCLOSED}`, "", ":1:1 missing-part"],
  ["an unknown name in a text", NOTE, "{{publishers}}", "{{publisher}}", ":15:"],
  ["a helper on what is no figure", NOTE, "{{publishers}}", "{{size publishers}}", "helper-form"],
  ["a figure in a text", NOTE, "Made by rules", "Made by 12 rules", ":18:1 figure-in-template"],
  ["a list of findings in a story", NOTE, "Made", "{{#list}}x{{/list}}", ":18:4 helper-form"],
  ["a banned word", NOTE, "Made by", "Guaranteed by", "banned-wording"],
  ["an unknown key of printing", PRINT, "locale: en-US", "locale: en-US\nlocal: en", ":3:8 schema"],
  ["a missing heading", PRINT, "  disclosure: Disclosure\n", "", "headings.disclosure"],
  ["a locale that is none", PRINT, "locale: en-US", "locale: e", ":2:9 schema | locale: expected"],
  ["a missing ordinal", PRINT, "one: st, ", "", "ordinals: en-US also counts by one"],
  ["a style that there is not", STYLE, "months: long", "months: lng", 'Did you mean "long"?'],
  ["a misspelt key of the style", STYLE, "coins:", "coin:", 'Did you mean "coins"?'],
  ["a misspelt key of figures", FIGURES, "decimal:", "decimals:", 'Did you mean "decimal"?'],
  ["a misspelt key of banned words", BANNED, "instead:", "insted:", 'Did you mean "instead"?'],
  ["an unknown name of evidence", EVIDENCE, "{day}", "{dya}", 'Did you mean "day"?'],
  ["a misspelt key of the site", SITE, "sections:", "section:", 'Did you mean "sections"?'],
  ["an unknown subject", NAMES, "subjects:\n", "subjects:\n  bitcion: B\n", "subjects.bitcion"],
  ["an unknown band in Spanish", WORDS, "oversold:", "oversolt:", 'Did you mean "oversold"?'],
  ["a misspelt key in Spanish", IMPRESO, "locale:", "locales:", 'Did you mean "locale"?'],
];

describe("a planted mistake is named once, at its place", () => {
  test.each(PLANTED)("%s", (_what, file, from, to, told) => {
    expect(CLEAN[file]).toContain(from);
    const found = mistakes({ ...CLEAN, [file]: CLEAN[file]!.replace(from, to) });
    expect(found, found.join("; ")).toHaveLength(1);
    expect(found[0]).toContain(file);
    expect(found[0]).toContain(told);
  });
});

test("a story that is not there is named with the nearest one", () => {
  const yaml = CLEAN["bellwether.yaml"]!.replace("[note]", "[note, nota]");
  const found = mistakes({ ...CLEAN, "bellwether.yaml": yaml });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('unknown-story | The edition names the story "nota"');
  expect(found[0]).toContain('Did you mean "note"?');
});

test("mistakes in files of several kinds are all named at once", () => {
  const found = mistakes({
    ...CLEAN,
    [NOTE]: CLEAN[NOTE]!.replace("id: note", "id: nota"),
    [FIGURES]: CLEAN[FIGURES]!.replace("decimal:", "decimals:"),
    "templates/narratives/price/test.md": NARRATIVE.replace("rsi14 >", "rsi41 >"),
  });
  expect(found).toHaveLength(3);
});
