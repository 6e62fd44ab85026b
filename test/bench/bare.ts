import Handlebars from "handlebars";
import type { Narrative } from "../../generator/narrate/narrative.ts";
import { HELPERS } from "../../generator/narrate/templates/helpers.ts";
import type { Printer, Values } from "../../generator/narrate/templates/renderer.ts";
import type { Template } from "../../generator/narrate/templates/template.ts";
import type { Story } from "../../generator/compose/plan/story.ts";
import { nested } from "../support/nested.ts";

/** One rendering of a template, with everything that bare Handlebars needs to give the same text without facts. */
interface Rendering {
  readonly source: string;
  readonly values: object;
  /** What the helpers answered, in order. */
  readonly answers: readonly unknown[];
}

const MARKS = /\uE000[\s\S]([^\uE001]*)\uE001/g;

/** Watches the templates of narratives and stories while `write` runs, and returns what they rendered. */
export function watchRenderings(
  narratives: readonly Narrative[],
  stories: readonly Story[],
  write: () => void,
): Rendering[] {
  const templates = [
    ...narratives.flatMap((each) => [
      ...Object.values(each.parts).flat(),
      ...each.questions.flatMap((question) => [question.question, ...question.answers]),
    ]),
    ...stories.flatMap((story) => [...story.sourceLine, ...story.disclosure]),
  ];
  const renderings: Rendering[] = [];
  const originals = templates.map((template) => template.render);
  for (const template of templates) watch(template, renderings);
  write();
  templates.forEach((template, index) => Object.assign(template, { render: originals[index] }));
  return renderings;
}

function watch(template: Template, renderings: Rendering[]): void {
  const { render } = template;
  const watched = (values: Values, printer: Printer): string => {
    const answers: unknown[] = [];
    const keep = <T>(answer: T): T => {
      answers.push(typeof answer === "string" ? plain(answer) : answer);
      return answer;
    };
    const text = render(values, {
      inline: (helper, parameters) => keep(printer.inline(helper, parameters)),
      holds: (condition, of) => keep(printer.holds(condition, of)),
      join: (items) => printer.join(items),
    });
    renderings.push({
      source: template.source,
      values: plainValues(nested(values), new Map()) as object,
      answers,
    });
    return text;
  };
  Object.assign(template, { render: watched });
}

/** Renders the same texts by bare precompiled Handlebars: plain strings for values, ready answers for helpers. */
export function bareRenderer(renderings: readonly Rendering[]): () => string[] {
  let answers: readonly unknown[] = [];
  let next = 0;
  const handlebars = Handlebars.create();
  for (const [name, form] of Object.entries(HELPERS)) {
    if (!form.block) handlebars.registerHelper(name, () => answers[next++]);
  }
  handlebars.registerHelper(
    "when",
    function (this: object, _condition: string, options: Handlebars.HelperOptions) {
      return answers[next++] ? options.fn(this) : options.inverse(this);
    },
  );
  handlebars.registerHelper(
    "list",
    function (this: { all: object[] }, options: Handlebars.HelperOptions) {
      return this.all.map((item) => options.fn(item).trim()).join(", ");
    },
  );
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const work = renderings.map((rendering) => {
    let render = compiled.get(rendering.source);
    if (!render)
      compiled.set(
        rendering.source,
        (render = handlebars.compile(rendering.source, { noEscape: true })),
      );
    return { ...rendering, render };
  });
  return () =>
    work.map((each) => {
      answers = each.answers;
      next = 0;
      return each.render(each.values);
    });
}

function plainValues(value: unknown, seen: Map<object, object>): unknown {
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? plain(value) : value;
  if ("print" in value) return plain(String(value));
  const known = seen.get(value);
  if (known) return known;
  const copy: object = Array.isArray(value) ? [] : {};
  seen.set(value, copy);
  for (const [key, each] of Object.entries(value))
    Object.assign(copy, { [key]: plainValues(each, seen) });
  return copy;
}

function plain(text: string): string {
  return text.replace(MARKS, "$1");
}
