import Handlebars from "handlebars";
import { expect, test } from "vitest";
import { HELPERS } from "../../generator/narrate/templates/helpers.ts";
import { rendererOf, type Printer } from "../../generator/narrate/templates/renderer.ts";
import type { Template } from "../../generator/narrate/templates/template.ts";
import { narratives, relations, stories } from "../support/edition.ts";
import { nested } from "../support/nested.ts";

/** Says what it was asked. */
function printerThat(holds: (condition: string) => boolean): Printer {
  return {
    inline: (helper, parameters) => `<${[helper, ...parameters.map(String)].join("|")}>`,
    holds,
    join: (items) => items.join(" & "),
  };
}

/** The same text by Handlebars itself, with the printer that it is given as `printer` of its values. */
const handlebars = Handlebars.create();
for (const [name, { block }] of Object.entries(HELPERS)) {
  if (!block)
    handlebars.registerHelper(name, (...given: unknown[]) => {
      const { data } = given.pop() as Handlebars.HelperOptions;
      return (data.printer as Printer).inline(name, given);
    });
}
handlebars.registerHelper(
  "when",
  function (this: object, condition: string, { fn, inverse, data }: Handlebars.HelperOptions) {
    return data.printer.holds(condition, this) ? fn(this) : inverse(this);
  },
);
handlebars.registerHelper(
  "list",
  function (this: { all: object[] }, { fn, data }: Handlebars.HelperOptions) {
    return data.printer.join(this.all.map((item) => String(fn(item)).trim()));
  },
);

function byHandlebars(source: string): (values: object, printer: Printer) => string {
  const render = handlebars.compile(source, { noEscape: true });
  return (values, printer) => render(values, { data: { printer } });
}

/** Every name that a text reads, with a value of its own. */
function valuesOf({ reads, extras }: Template, item: string): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const { key } of reads) values.set(key, { toString: () => `${item}(${key})` });
  for (const name of extras) values.set(name, `${item}(${name})`);
  return values;
}

function everyTemplate(): Template[] {
  return [
    ...narratives.flatMap(({ parts, questions }) => [
      ...Object.values(parts).flat(),
      ...questions.flatMap(({ question, answers }) => [question, ...answers]),
    ]),
    ...stories.flatMap((story) => [
      ...story.sourceLine,
      ...story.disclosure,
      ...story.headline,
      ...story.summary,
      ...story.opening,
    ]),
    ...relations.map(({ text }) => text),
  ];
}

const CONDITIONS = [
  () => true,
  () => false,
  (condition: string) => condition.length % 2 === 0,
] as const;

test("every text of the pack is what Handlebars writes", () => {
  const templates = everyTemplate();
  expect(templates.length).toBeGreaterThan(1000);
  for (const template of templates) {
    const all = ["one", "two"].map((item) => valuesOf(template, item));
    const values = valuesOf(template, "own").set("all", all);
    const flowing = template.source.replace(/[^\S\u00A0\u202F]+/g, " ");
    const theirs = byHandlebars(flowing);
    for (const holds of CONDITIONS) {
      const printer = printerThat(holds);
      expect(template.render(values, printer)).toBe(theirs(nested(values), printer));
    }
  }
});

test.each([
  ["{{! a note}}a {{~ x ~}} b", "aXb"],
  ["{{x}}{{n}}{{n}}", "X77"],
  ["{{{x}}} {{gone}}{{gone.deep}}.", "X ."],
  ['{{#when "yes"}}{{x}}{{else when "no"}}b{{else}}c{{/when}}', "X"],
  ['{{#when "no"}}a{{else when "yes"}}b{{/when}}', "b"],
  ['{{#when "no"}}a{{else when "no"}}b{{else}}c{{/when}}', "c"],
  ['{{^when "no"}}a{{/when}}{{#when "no"}}b{{/when}}', "a"],
  ["{{#list}}{{x}} of {{../x}}{{else}}none{{/list}}", "P of X & Q of X"],
  ['{{#list}} {{#when "yes"}}{{../x}}{{this.x}}{{/when}} {{/list}}', "XP & XQ"],
  ['{{size x}}{{once x "a b"}}', "<size|X><once|X|a b>"],
])("%s gives %s", (source, expected) => {
  const all = ["P", "Q"].map((x) => new Map([["x", x]]));
  const values = new Map<string, unknown>([
    ["x", "X"],
    ["n", { toString: () => "7" }],
    ["all", all],
  ]);
  const printer = printerThat((condition) => condition === "yes");
  expect(rendererOf(Handlebars.parse(source))(values, printer)).toBe(expected);
  expect(byHandlebars(source)(nested(values), printer)).toBe(expected);
});
