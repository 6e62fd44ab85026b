import Handlebars from "handlebars";
import { suggestion } from "../base/nearest.ts";
import type { Problem } from "../base/problem.ts";
import { resolve, type Named } from "./names.ts";
import { compileRule, type Rule, type RuleContext } from "./rule.ts";

/** A Handlebars text checked when it was loaded: it names only signals that exist. */
export interface Template {
  readonly source: string;
  /** Every name the text prints, passes to a helper or tests in a `{{#when}}`, once each. */
  readonly reads: readonly Named[];
  /** Rules of its `{{#when "…"}}` blocks, by their source. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** Renders with the values of one composition; helpers are answered by `printer`. */
  render(values: object, printer: Printer): string;
}

/** What answers the helpers of a template while it renders. */
export interface Printer {
  /** An inline helper: its text. */
  inline(helper: string, parameters: readonly unknown[]): string;
  /** Whether the condition of a `{{#when}}` holds for these values. */
  holds(condition: string, values: object): boolean;
  /** Joins the items of a `{{#list}}` as the language does: "a, b and c". */
  join(items: readonly string[]): string;
}

/** How a helper is called: block or inline, and how many arguments. */
export interface HelperForm {
  readonly block: boolean;
  readonly least: number;
  readonly most: number;
  /** The argument positions (from 0) that must name a scale in quotes, and the band of the scale before it. */
  readonly scaleAt?: number;
  readonly bandAt?: number;
}

/** The helpers a template may call. */
export const HELPERS: Readonly<Record<string, HelperForm>> = {
  when: { block: true, least: 1, most: 1 },
  list: { block: true, least: 0, most: 0 },
  size: { block: false, least: 1, most: 1 },
  signed: { block: false, least: 1, most: 1 },
  spelled: { block: false, least: 1, most: 1 },
  ordinal: { block: false, least: 1, most: 1 },
  whole: { block: false, least: 1, most: 1 },
  share: { block: false, least: 1, most: 1 },
  date: { block: false, least: 1, most: 1 },
  hedged: { block: false, least: 1, most: 1 },
  moved: { block: false, least: 2, most: 3, scaleAt: 0 },
  movedTo: { block: false, least: 4, most: 4, scaleAt: 0 },
  apart: { block: false, least: 2, most: 2, scaleAt: 0 },
  noun: { block: false, least: 3, most: 3 },
  word: { block: false, least: 2, most: 2, scaleAt: 0 },
  cut: { block: false, least: 2, most: 2, scaleAt: 0, bandAt: 1 },
  end: { block: false, least: 2, most: 2, scaleAt: 0, bandAt: 1 },
  parameter: { block: false, least: 2, most: 2 },
};

/** Names that a story's own templates may use besides signals, such as `lead` or `sources`. */
export type ExtraNames = readonly string[];

/** Where a template's first character stands. */
export interface TemplatePlace {
  readonly file: string;
  readonly line: number;
}

const FIGURE = /[\p{Nd}\p{No}]/u;

/**
 * Parses a template and checks every name in it.
 * @returns the template, or every mistake with file, line and column.
 */
export function compileTemplate(
  source: string,
  context: RuleContext,
  place: TemplatePlace,
  extra: ExtraNames = [],
): Template | Problem[] {
  const problems: Problem[] = [];
  const report = (
    at: hbs.AST.SourceLocation | undefined,
    code: string,
    message: string,
    advice?: string,
  ): void => {
    problems.push({
      code,
      file: place.file,
      line: place.line + (at?.start.line ?? 1) - 1,
      column: (at?.start.column ?? 0) + 1,
      message,
      ...(advice ? { advice } : {}),
    });
  };
  let tree: hbs.AST.Program;
  try {
    tree = Handlebars.parse(source);
  } catch (error) {
    const line = Number(/Parse error on line (\d+)/.exec(String(error))?.[1] ?? 1);
    report(
      { start: { line, column: 0 } } as hbs.AST.SourceLocation,
      "template",
      `This is not a valid template: ${firstLines(error)}.`,
      "Every {{#block}} needs its {{/block}}, every {{ its }}.",
    );
    return problems;
  }
  const reads = new Map<string, Named>();
  const rules = new Map<string, Rule>();
  const names = [...context.catalogue.subjects.values()]
    .flatMap((subject) => [
      subject.name,
      subject.symbol,
      ...subject.aliases,
      ...(subject.proxy ? [subject.proxy] : []),
    ])
    .filter((name) => FIGURE.test(name));

  class Check extends Handlebars.Visitor {
    override ContentStatement(content: hbs.AST.ContentStatement): void {
      const text = names.reduce((rest, name) => rest.replaceAll(name, ""), content.value);
      const found = /\S*[\p{Nd}\p{No}]\S*/u.exec(text)?.[0];
      if (found)
        report(
          content.loc,
          "figure-in-template",
          `The text holds the figure "${found}", which no fact stands for.`,
          "Print it from a signal, {{parameter …}}, {{cut …}} or {{end …}}.",
        );
    }
    override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
      this.call(mustache, false);
    }
    override BlockStatement(block: hbs.AST.BlockStatement): void {
      this.call(block, true);
      this.accept(block.program);
      if (block.inverse) this.accept(block.inverse);
    }
    override SubExpression(expression: hbs.AST.SubExpression): void {
      report(expression.loc, "unknown-helper", "A helper inside another is not used here.");
    }
    override PartialStatement(partial: hbs.AST.PartialStatement): void {
      report(partial.loc, "unknown-helper", "Partials are not used in narratives and stories.");
    }

    call(node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement, block: boolean): void {
      const path = node.path as hbs.AST.PathExpression;
      const form = Object.hasOwn(HELPERS, path.original) ? HELPERS[path.original] : undefined;
      if (node.hash?.pairs.length)
        report(
          node.loc,
          "unknown-option",
          `"${path.original}" takes no ${node.hash.pairs[0]?.key}=… option.`,
        );
      if (!form) {
        if (block || node.params.length > 0)
          report(
            path.loc,
            "unknown-helper",
            `There is no helper "${path.original}".`,
            suggestion(path.original, Object.keys(HELPERS)),
          );
        else this.name(path);
        return;
      }
      if (form.block !== block)
        report(
          path.loc,
          "helper-form",
          `"${path.original}" is ${form.block ? `a block: {{#${path.original}}} … {{/${path.original}}}` : "no block"}.`,
        );
      if (node.params.length < form.least || node.params.length > form.most) {
        report(
          path.loc,
          "helper-form",
          `"${path.original}" takes ${form.least === form.most ? form.least : `${form.least} to ${form.most}`} arguments, found ${node.params.length}.`,
        );
        return;
      }
      if (path.original === "when") this.condition(node.params[0]);
      else
        for (const [index, parameter] of node.params.entries())
          this.argument(parameter, index, form, node.params);
    }

    condition(parameter: hbs.AST.Expression | undefined): void {
      if (parameter?.type !== "StringLiteral") {
        report(parameter?.loc, "helper-form", "{{#when}} takes a condition in quotes.");
        return;
      }
      const text = (parameter as hbs.AST.StringLiteral).value;
      const at = {
        file: place.file,
        line: place.line + parameter.loc.start.line - 1,
        column: parameter.loc.start.column + 2,
      };
      const rule = compileRule(text, "bool", context, at);
      if (Array.isArray(rule)) problems.push(...rule);
      else {
        rules.set(text, rule);
        for (const named of rule.reads) reads.set(keyOf(named), named);
      }
    }

    argument(
      parameter: hbs.AST.Expression,
      index: number,
      form: HelperForm,
      all: readonly hbs.AST.Expression[],
    ): void {
      if (parameter.type === "PathExpression") {
        this.name(parameter as hbs.AST.PathExpression);
        return;
      }
      if (parameter.type !== "StringLiteral") {
        report(parameter.loc, "helper-form", "Expected a signal or a text in quotes.");
        return;
      }
      const text = (parameter as hbs.AST.StringLiteral).value;
      if (index === form.scaleAt && !context.scales.has(text)) {
        report(
          parameter.loc,
          "unknown-scale",
          `There is no scale "${text}".`,
          suggestion(text, context.scales.keys()),
        );
      }
      const scale =
        form.bandAt === index
          ? context.scales.get((all[form.scaleAt ?? 0] as hbs.AST.StringLiteral).value)
          : undefined;
      if (scale && !scale.bands.some((band) => band.id === text)) {
        report(
          parameter.loc,
          "unknown-band",
          `The scale "${scale.id}" has no band "${text}".`,
          suggestion(
            text,
            scale.bands.map((band) => band.id),
          ),
        );
      }
    }

    name(path: hbs.AST.PathExpression): void {
      if (extra.includes(path.parts[0] as string)) return;
      const named = resolve(path.parts as string[], context.bindings, context.catalogue);
      if (named.kind === "unknown") report(path.loc, "unknown-signal", named.message, named.advice);
      else reads.set(keyOf(named), named);
    }
  }
  new Check().accept(tree);
  if (problems.length > 0) return problems;
  const run = handlebars.compile(tree, {
    noEscape: true,
    preventIndent: true,
    knownHelpers: KNOWN,
  });
  return {
    source,
    reads: [...reads.values()],
    rules,
    render: (values, printer) => run(values, { data: { printer } }),
  };
}

const handlebars = Handlebars.create();
for (const name of Object.keys(handlebars.helpers)) handlebars.unregisterHelper(name);
const KNOWN = Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true]));
for (const [name, form] of Object.entries(HELPERS)) {
  if (!form.block) {
    handlebars.registerHelper(name, (...given: unknown[]) => {
      const { data } = given.pop() as Handlebars.HelperOptions;
      return (data.printer as Printer).inline(name, given);
    });
  }
}
handlebars.registerHelper(
  "when",
  function (this: object, condition: string, options: Handlebars.HelperOptions) {
    return (options.data.printer as Printer).holds(condition, this)
      ? options.fn(this)
      : options.inverse(this);
  },
);
handlebars.registerHelper(
  "list",
  function (this: { all: readonly object[] }, options: Handlebars.HelperOptions) {
    return (options.data.printer as Printer).join(
      this.all.map((item) => String(options.fn(item)).trim()),
    );
  },
);

/** The dotted path of a name, one string for each. */
export function keyOf(named: Named): string {
  if (named.kind === "signal") return `${named.binding}.${named.quantity}.${named.name}`;
  if (named.kind === "edition") return `edition.${named.name}`;
  return `${named.binding}.${named.name}`;
}

function firstLines(error: unknown): string {
  const lines = String((error as Error).message).split("\n");
  return (lines.at(-1) ?? "").trim().replace(/\.$/, "") || "it cannot be read";
}
