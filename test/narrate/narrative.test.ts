import { describe, expect, test } from "vitest";
import { holdsFor } from "../../generator/narrate/rules/examples.ts";
import { loadNarratives, readNarrative } from "../../generator/narrate/narrative.ts";
import { ROOT, world, ground } from "../support/bundle.ts";
import { worldOf } from "../support/memory-files.ts";
import { problemsOf } from "../support/problems.ts";

const FRONT = `---
id: price/test
for: { asset: crypto }
when: asset.close.rsi14 > 50
salience: 10
stance: neutral
examples:
  - given: { asset.close.rsi14: 60 }
    holds: true
  - given: { asset.close.rsi14: 40 }
    holds: false
---
`;
const PARTS = ["headline", "summary", "fact", "reading", "risk", "faq: What of {{asset.name}}?"];
const BODY = PARTS.map(
  (part) => `# ${part}\nOne {{asset.close.last}}.\n---\nAnother.\n---\nA third.\n`,
).join("\n");
const WHOLE = FRONT + BODY;

function problems(text: string): string[] {
  return problemsOf(() => readNarrative(text, "test.md", "price/test", ground)).map(
    ({ line, column, code, message, advice }) =>
      `${line}:${column} ${code} | ${message} ${advice ?? ""}`,
  );
}

const CLAUSE = "# clause: of-the-day\nabove {{asset.close.sma50}}\n";

/** A narrative with clauses, one of which a text of it uses. */
function using(clauses: string): string {
  return FRONT + clauses + BODY.replace("Another.", "It is {{> of-the-day}}.");
}

describe("a clause", () => {
  test("is written out where a text uses it, within another clause too", () => {
    const nested = `${CLAUSE}# clause: twice\n{{> of-the-day}} and {{asset.close.last}}\n`;
    const text = FRONT + nested + BODY.replace("Another.", "It is {{> twice}}.");
    const { parts } = readNarrative(text, "test.md", "price/test", ground);
    const sources = parts.headline?.map(({ source }) => source);
    expect(sources).toContain("It is above {{asset.close.sma50}} and {{asset.close.last}}.");
  });

  test.each([
    [
      "misspelt where it is used",
      CLAUSE.replace("of-the-day", "of-a-day"),
      '18:7 clause | No "# clause: of-the-day" stands above',
    ],
    [
      "that nothing uses",
      `${CLAUSE}# clause: other\nOne.\n`,
      '15:1 clause | No text uses the clause "other".',
    ],
    [
      "that stands twice",
      CLAUSE + CLAUSE,
      '15:1 clause | "# clause: of-the-day" stands in line 13 already.',
    ],
    [
      "with two texts",
      `${CLAUSE}---\nTwo.\n`,
      '13:1 clause | A clause has one text, "of-the-day" has 2.',
    ],
    [
      "without a name",
      CLAUSE + CLAUSE.replace(": of-the-day", ""),
      "15:1 clause | Expected a name",
    ],
  ])("%s", (_, text, expected) => {
    expect(problems(using(text)).join("\n")).toContain(expected);
  });

  test("with a mistake in it tells of it once, where it stands", () => {
    const found = problems(using(CLAUSE.replace("sma50", "sma05")));
    expect(found).toEqual([expect.stringContaining("14:9 unknown-signal")]);
  });
});

test("a whole narrative is clean", () => {
  expect(problems(WHOLE)).toEqual([]);
});

const MISTAKES: readonly (readonly [string, string, string, string])[] = [
  ["an unknown key", "stance: neutral", "stance: neutral\nmood: good", "7:7 schema"],
  ["an unknown stance", "stance: neutral", "stance: sideways", "6:9 schema"],
  ["an id of another place", "id: price/test", "id: price/tset", "2:5 narrative-id"],
  ["an id without a theme", "id: price/test", "id: test", "2:5 schema"],
  ["a missing rule", "when: asset.close.rsi14 > 50\n", "", "schema"],
  ["an unknown kind", "asset: crypto", "asset: cripto", "3:15 unknown-binding"],
  ["an unknown signal in the rule", "rsi14 > 50", "rsi41 > 50", "4:7 unknown-signal"],
  [
    "a rule that is no condition",
    "asset.close.rsi14 > 50",
    "asset.close.rsi14 + 50",
    "4:7 expression-type",
  ],
  ["a broken rule", "asset.close.rsi14 > 50", "asset.close.rsi14 > > 50", "4:27 expression"],
  [
    "a salience that is no number",
    "salience: 10",
    "salience: asset.close.rsi14 > 1",
    "5:11 expression-type",
  ],
  [
    "one example only",
    "  - given: { asset.close.rsi14: 40 }\n    holds: false\n",
    "",
    "8:3 schema",
  ],
  ["broken YAML", "for: { asset: crypto }", "for: { asset: crypto", "yaml"],
  ["no front matter", "---\nid:", "id:", "1:1 front-matter"],
  ["a text before the first part", "# headline", "Hello.\n# headline", "13:1 narrative-part"],
  ["an unknown part", "# risk", "# riks", "narrative-part"],
  [
    "a part that stands twice",
    "# risk",
    "# reading\nOne.\n---\nTwo.\n---\nThree.\n\n# risk",
    'narrative-part | "# reading" stands in line 34 already.',
  ],
  ["a missing part", "# risk", "# watch", "1:1 missing-part"],
  ["a question without words", "# faq: What of {{asset.name}}?", "# faq", "narrative-part"],
  [
    "an unknown signal in the text",
    "One {{asset.close.last}}.",
    "One {{asset.close.lats}}.",
    "14:7 unknown-signal",
  ],
  [
    "an unknown quantity in the text",
    "One {{asset.close.last}}.",
    "One {{asset.clos.last}}.",
    "14:7 unknown-signal",
  ],
  [
    "an unknown binding in the text",
    "One {{asset.close.last}}.",
    "One {{coin.close.last}}.",
    "14:7 unknown-signal",
  ],
  ["a bare name", "One {{asset.close.last}}.", "One {{asset}}.", "14:7 unknown-signal"],
  [
    "a prototype's name",
    "One {{asset.close.last}}.",
    "One {{asset.constructor}}.",
    "14:7 unknown-signal",
  ],
  [
    "an unknown helper",
    "One {{asset.close.last}}.",
    "One {{sise asset.close.last}}.",
    "14:7 unknown-helper",
  ],
  [
    "a builtin helper",
    "One {{asset.close.last}}.",
    "One {{lookup asset.close.last 1}}.",
    "14:7 unknown-helper",
  ],
  [
    "a helper without its argument",
    "One {{asset.close.last}}.",
    "One {{size}}.",
    "14:7 helper-form",
  ],
  [
    "the first day of the data printed as a day since which a value is high",
    "One {{asset.close.last}}.",
    "One since {{asset.close.highSince}}.",
    "14:13 no-figure",
  ],
  [
    "a day that is no high or low as one",
    "One {{asset.close.last}}.",
    "One {{since asset.close.supportDay}}.",
    "14:13 helper-form",
  ],
  [
    "a helper with an option",
    "One {{asset.close.last}}.",
    "One {{size asset.close.last digits=2}}.",
    "14:5 unknown-option",
  ],
  [
    "a helper as a block",
    "One {{asset.close.last}}.",
    "One {{#size asset.close.last}}x{{/size}}.",
    "14:8 helper-form",
  ],
  [
    "a helper inside another",
    "One {{asset.close.last}}.",
    "One {{size (size asset.close.last)}}.",
    "14:12 helper-form",
  ],
  [
    "an if",
    "One {{asset.close.last}}.",
    "One {{#if asset.close.last}}x{{/if}}.",
    "14:8 unknown-helper",
  ],
  ["an each", "One {{asset.close.last}}.", "One {{#each asset}}x{{/each}}.", "14:8 unknown-helper"],
  ["a clause that is not there", "One {{asset.close.last}}.", "One {{> other}}.", "14:5 clause"],
  [
    "a block that is not closed",
    "One {{asset.close.last}}.",
    'One {{#when "1 < 2"}}x.',
    "template",
  ],
  [
    "a mustache that is not closed",
    "One {{asset.close.last}}.",
    "One {{asset.close.last.",
    "template",
  ],
  [
    "a condition without quotes",
    "One {{asset.close.last}}.",
    "One {{#when asset.close.last}}x{{/when}}.",
    "14:13 helper-form",
  ],
  [
    "an unknown signal in a condition",
    "One {{asset.close.last}}.",
    'One {{#when "asset.close.rsi41 > 1.0"}}x{{/when}}.',
    "14:14 unknown-signal",
  ],
  [
    "an unknown scale",
    "One {{asset.close.last}}.",
    'One {{word "rsy" asset.close.rsi14}}.',
    "14:12 unknown-scale",
  ],
  [
    "an unknown band",
    "One {{asset.close.last}}.",
    'One {{cut "rsi" "overbot"}}.',
    "14:17 unknown-band",
  ],
  [
    "a text where a signal is due",
    "One {{asset.close.last}}.",
    'One {{size "asset"}}.',
    '14:12 helper-form | Expected a figure, such as asset.close.last, found the text "asset"',
  ],
  [
    "a name where a figure is due",
    "One {{asset.close.last}}.",
    "One {{size asset.name}}.",
    '14:12 helper-form | Expected a figure, such as asset.close.last, found "asset.name"',
  ],
  [
    "a date where a figure is due",
    "One {{asset.close.last}}.",
    "One {{signed asset.close.weekHighDay}}.",
    "14:14 helper-form",
  ],
  [
    "a signal where a scale is due",
    "One {{asset.close.last}}.",
    'One {{word asset.close.rsi14 "rsi"}}.',
    "14:12 helper-form",
  ],
  [
    "a number written into a helper",
    "One {{asset.close.last}}.",
    "One {{spelled 4}}.",
    "14:15 helper-form | Expected a figure, such as asset.close.last, found a number",
  ],
  [
    "a reported figure's helper on a signal",
    "One {{asset.close.last}}.",
    "One {{hedged asset.close.last}}.",
    "14:14 helper-form",
  ],
  [
    "an unknown parameter of a signal",
    "One {{asset.close.last}}.",
    'One {{parameter asset.close.rsi14 "windw"}}.',
    '14:35 unknown-parameter | "asset.close.rsi14" has no parameter "windw". Did you mean "window"?',
  ],
  [
    "a list of findings where there is one",
    "One {{asset.close.last}}.",
    "One {{#list}}{{asset.name}}{{/list}}.",
    "14:8 helper-form",
  ],
  [
    "a sentence that is still to be written",
    "One {{asset.close.last}}.",
    "One <write: what happened>.",
    '14:1 unfilled | "<write: what happened>" is still to be written',
  ],
  [
    "an unknown name in an example",
    "given: { asset.close.rsi14: 60 }",
    "given: { asset.close.rsi41: 60, asset.close.rsi14: 60 }",
    "unknown-signal",
  ],
  [
    "an example without a value that the rule reads",
    "given: { asset.close.rsi14: 60 }",
    "given: { asset.close.last: 60 }",
    "8:12 example-lacks | The example lacks asset.close.rsi14, which the rule reads",
  ],
  [
    "an example with a text for a number",
    "given: { asset.close.rsi14: 60 }",
    "given: { asset.close.rsi14: high }",
    "8:33 example-type",
  ],
  [
    "a figure in the text",
    "One {{asset.close.last}}.",
    "One of the 14 {{asset.close.last}}.",
    "figure-in-template",
  ],
  [
    "a figure beside a name",
    "One {{asset.close.last}}.",
    "The S&P 500 at 501 {{asset.close.last}}.",
    "figure-in-template",
  ],
];

describe("a planted mistake is named at its place", () => {
  test.each(MISTAKES)("%s", (_what, from, to, place) => {
    expect(WHOLE).toContain(from);
    const found = problems(WHOLE.replace(from, to));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(place);
  });
});

test("a name that holds a figure is no figure", () => {
  expect(problems(WHOLE.replace("Another.", "The S&P 500 and the Russell 2000."))).toEqual([]);
});

const bundled = loadNarratives(world, ROOT, ground);

test("there are fourteen narratives and more", () => {
  expect(bundled.length).toBeGreaterThanOrEqual(14);
});

describe.each(bundled.map((each) => [each.id, each] as const))("%s", (_id, narrative) => {
  test.each(narrative.examples.map((each) => [JSON.stringify(each.given), each] as const))(
    "its example %s is as it says",
    (_given, { given, holds }) => {
      expect(holdsFor(narrative, given)).toBe(holds);
    },
  );
});

test("a narrative may replace only narratives that there are", () => {
  const files = {
    "/home/templates/narratives/price/test.md": WHOLE.replace(
      "stance: neutral",
      "stance: neutral\nreplaces: [price/other, price/tets]",
    ),
    "/home/templates/narratives/price/other.md": WHOLE.replace("price/test", "price/other"),
  };
  const found = problemsOf(() => loadNarratives(worldOf(files), "/home", ground));
  expect(found).toMatchObject([
    {
      code: "unknown-narrative",
      file: expect.stringMatching(/price.test\.md$/),
      line: 7,
      column: 25,
    },
  ]);
  expect(found[0]!.advice).toContain("price/test");
});
