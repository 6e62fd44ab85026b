import Handlebars from "handlebars";
import { once } from "../../base/memo.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import type { Named } from "../bindable/named.ts";
import type { Rule, RuleContext } from "../rules/rule.ts";
import { rendererOf, type Printer, type Values } from "./renderer.ts";
import { checkTemplate, type TemplatePlace } from "./template-check.ts";

/** A name that a template reads: its dotted path, and what it stands for. */
export interface Read {
  readonly key: string;
  readonly named: Named;
}

/** A Handlebars text checked when it was loaded: it names only signals that exist. */
export interface Template {
  readonly source: string;
  /** Every name the text prints, passes to a helper or tests in a `{{#when}}`, once each. */
  readonly reads: readonly Read[];
  /** Rules of its `{{#when "…"}}` blocks, by their source. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** Texts that it prints besides: `lastCases`, `publishers`. */
  readonly extras: ReadonlySet<string>;
  /** Ids of the scales that it uses, in helpers and conditions. */
  readonly scales: ReadonlySet<string>;
  /** Whether it gives the same text wherever it stands in an article: it asks neither what was told before nor for texts besides. */
  readonly isSteady: boolean;
  /** Renders with the values of one composition; helpers are answered by `printer`. */
  render(values: Values, printer: Printer): string;
}

/**
 * Parses a template and checks every name in it. Its line breaks flow together, as in a Markdown paragraph.
 * @param isProven whether its text was found without a mistake before.
 * @returns the template, or every mistake with file, line and column.
 */
export function compileTemplate(
  source: string,
  context: RuleContext,
  place: TemplatePlace,
  extra: readonly string[] = [],
  isProven = false,
): Template | Problem[] {
  let tree: hbs.AST.Program;
  try {
    tree = Handlebars.parse(source);
  } catch (error) {
    const line = Number(/Parse error on line (\d+)/.exec(String(error))?.[1] ?? 1);
    return [
      {
        code: "template",
        file: place.file,
        line: place.line + line - 1,
        column: 1,
        message: `This is not a valid template: ${lastLine(error)}.`,
        advice: "Every {{#block}} needs its {{/block}}, every {{ its }}.",
      },
    ];
  }
  const checked = checkTemplate(tree, context, place, extra, isProven);
  const { reads, rules, scales, extras, problems } = checked;
  if (problems.length > 0) return [...problems];
  // Most templates of a run are never rendered: what rendering alone needs is made when it is first asked for.
  const renderer = once(() => rendererOf(Handlebars.parse(source.replace(FLOWING, " "))));
  return {
    source,
    reads: [...reads].map(([key, named]) => ({ key, named })),
    rules,
    scales,
    extras,
    isSteady: extras.size === 0 && !/\bonce\b/.test(source),
    render: (values, printer) => renderer()(values, printer),
  };
}

/** Stands for a text that names what this publication does not declare: it says nothing, and another phrasing is taken. */
function silentTemplate(source: string): Template {
  return {
    source,
    reads: [],
    rules: new Map(),
    scales: new Set(),
    extras: new Set(),
    isSteady: true,
    render: () => "",
  };
}

/** The template of a text whose only mistakes are names that this publication does not declare, saying nothing; the mistakes of any other. */
export function sparedTemplate(source: string, problems: readonly Problem[]): Template | undefined {
  return problems.every(({ code }) => code === "unknown-signal")
    ? silentTemplate(source)
    : undefined;
}

/**
 * A template whose text was found without a mistake before: it is parsed when any of it is asked for.
 * @param isSpared whether it says nothing where it names what this publication does not declare.
 */
export function provenTemplate(
  source: string,
  context: RuleContext,
  place: TemplatePlace,
  isSpared: boolean,
  extra: readonly string[] = [],
): Template {
  let compiled: Template | undefined;
  const whole = (): Template => {
    if (compiled) return compiled;
    const template = compileTemplate(source, context, place, extra, true);
    if (!Array.isArray(template)) return (compiled = template);
    const silent = isSpared ? sparedTemplate(source, template) : undefined;
    if (!silent) throw mistake(template);
    return (compiled = silent);
  };
  return {
    source,
    get reads() {
      return whole().reads;
    },
    get rules() {
      return whole().rules;
    },
    get scales() {
      return whole().scales;
    },
    get extras() {
      return whole().extras;
    },
    get isSteady() {
      return whole().isSteady;
    },
    render: (values, printer) => whole().render(values, printer),
  };
}

/** White space that flows together; a space that holds its neighbours on one line stays what it is. */
const FLOWING = /[^\S\u00A0\u202F]+/g;

function lastLine(error: unknown): string {
  const lines = String((error as Error).message).split("\n");
  return (lines.at(-1) ?? "").trim().replace(/\.$/, "") || "it cannot be read";
}
