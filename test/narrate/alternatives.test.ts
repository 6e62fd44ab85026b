import { expect, test } from "vitest";
import {
  compileTemplate,
  type Printer,
  type Template,
} from "../../generator/narrate/templates/template.ts";
import { ground } from "../support/bundle.ts";

function compiled(source: string): Template {
  const context = { ...ground, bindings: new Map() };
  const template = compileTemplate(source, context, { file: "t.md", line: 1 });
  if (Array.isArray(template)) throw new Error(template[0]?.message);
  return template;
}

/** The strides with which the alternatives of a text are asked for, and the first text of each. */
function stridesOf(source: string, holds = true): [number, string][] {
  const seen: [number, string][] = [];
  const printer: Printer = {
    inline: (_helper, [stride, first]) => {
      seen.push([stride as number, first as string]);
      return first as string;
    },
    holds: () => holds,
    join: (items) => items.join(),
  };
  compiled(source).render({}, printer);
  return seen;
}

test("the alternatives of a sentence stay for as many rounds as those before them have texts together", () => {
  expect(stridesOf('{{either "a" "b"}} or {{either "c" "d" "e"}} or {{either "f" "g"}}.')).toEqual([
    [1, "a"],
    [2, "c"],
    [6, "f"],
  ]);
});

test("each sentence counts for itself", () => {
  expect(stridesOf('It {{either "is" "was"}}. So {{either "c" "d"}} {{either "e" "f"}}.')).toEqual([
    [1, "is"],
    [1, "c"],
    [2, "e"],
  ]);
});

test("the branches of a condition begin alike, and the longer one counts for what follows", () => {
  const source =
    '{{#when "1 == 1"}}{{either "a" "b" "c"}}{{else}}{{either "d" "e"}}{{/when}} {{either "f" "g"}}';
  expect(stridesOf(source, true)).toEqual([
    [1, "a"],
    [3, "f"],
  ]);
  expect(stridesOf(source, false)).toEqual([
    [1, "d"],
    [3, "f"],
  ]);
});
