import Handlebars from "handlebars";
import { oncePer } from "../base/once.ts";
import { suggestion } from "../base/nearest.ts";
import type { Problem } from "../base/problem.ts";
import type { Catalogue } from "../gather/catalogue.ts";
import { HELPERS, type HelperForm } from "./helpers.ts";
import { keyOf, resolve, type Named } from "./names.ts";
import { compileRule, type Rule, type RuleContext } from "./rule.ts";

/** Where a template's first character stands. */
export interface TemplatePlace {
  readonly file: string;
  readonly line: number;
}

/** What a template names, and every mistake in it. */
export interface TemplateReading {
  readonly reads: ReadonlyMap<string, Named>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly problems: readonly Problem[];
}

/** Checks every name, helper, scale, condition and figure of a parsed template; `extra` are names resolved elsewhere. */
export function checkTemplate(
  tree: hbs.AST.Program,
  context: RuleContext,
  place: TemplatePlace,
  extra: readonly string[],
): TemplateReading {
  const visitor = new TemplateVisitor(context, place, extra);
  visitor.accept(tree);
  return visitor;
}

const FIGURE = /[\p{Nd}\p{No}]/u;
const WITH_FIGURE = /\S*[\p{Nd}\p{No}]\S*/u;

class TemplateVisitor extends Handlebars.Visitor implements TemplateReading {
  readonly reads = new Map<string, Named>();
  readonly rules = new Map<string, Rule>();
  readonly problems: Problem[] = [];
  readonly #context: RuleContext;
  readonly #place: TemplatePlace;
  readonly #extra: readonly string[];
  readonly #names: readonly string[];

  constructor(context: RuleContext, place: TemplatePlace, extra: readonly string[]) {
    super();
    this.#context = context;
    this.#place = place;
    this.#extra = extra;
    this.#names = namesWithFigures(context.catalogue);
  }

  override ContentStatement(content: hbs.AST.ContentStatement): void {
    this.#text(content.value, content.loc);
  }

  #text(printed: string, at: hbs.AST.SourceLocation): void {
    const text = this.#names.reduce((rest, name) => rest.replaceAll(name, ""), printed);
    const found = WITH_FIGURE.exec(text)?.[0];
    if (found)
      this.#report(
        at,
        "figure-in-template",
        `The text holds the figure "${found}", which no fact stands for.`,
        "Print it from a signal, {{parameter …}}, {{cut …}} or {{end …}}.",
      );
  }
  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    this.#call(mustache, false);
  }
  override BlockStatement(block: hbs.AST.BlockStatement): void {
    this.#call(block, true);
    this.accept(block.program);
    if (block.inverse) this.accept(block.inverse);
  }
  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.#report(expression.loc, "unknown-helper", "A helper inside another is not used here.");
  }
  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.#report(partial.loc, "unknown-helper", "Partials are not used in narratives and stories.");
  }

  #call(node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement, block: boolean): void {
    const path = node.path as hbs.AST.PathExpression;
    const form = Object.hasOwn(HELPERS, path.original) ? HELPERS[path.original] : undefined;
    if (node.hash?.pairs.length)
      this.#report(
        node.loc,
        "unknown-option",
        `"${path.original}" takes no ${node.hash.pairs[0]?.key}=… option.`,
      );
    if (!form) {
      if (block || node.params.length > 0)
        this.#report(
          path.loc,
          "unknown-helper",
          `There is no helper "${path.original}".`,
          suggestion(path.original, Object.keys(HELPERS)),
        );
      else this.#name(path);
      return;
    }
    if (form.block !== block)
      this.#report(
        path.loc,
        "helper-form",
        `"${path.original}" is ${form.block ? `a block: {{#${path.original}}} … {{/${path.original}}}` : "no block"}.`,
      );
    if (node.params.length < form.least || node.params.length > form.most) {
      this.#report(
        path.loc,
        "helper-form",
        `"${path.original}" takes ${form.least === form.most ? form.least : `${form.least} to ${form.most}`} arguments, found ${node.params.length}.`,
      );
      return;
    }
    if (path.original === "when") this.#condition(node.params[0]);
    else
      for (const [index, parameter] of node.params.entries())
        this.#argument(parameter, index, form, node.params);
  }

  #condition(parameter: hbs.AST.Expression | undefined): void {
    if (parameter?.type !== "StringLiteral") {
      this.#report(parameter?.loc, "helper-form", "{{#when}} takes a condition in quotes.");
      return;
    }
    const text = (parameter as hbs.AST.StringLiteral).value;
    const at = {
      file: this.#place.file,
      line: this.#place.line + parameter.loc.start.line - 1,
      column: parameter.loc.start.column + 2,
    };
    const rule = compileRule(text, "bool", this.#context, at);
    if (Array.isArray(rule)) this.problems.push(...rule);
    else {
      this.rules.set(text, rule);
      for (const named of rule.reads) this.reads.set(keyOf(named), named);
    }
  }

  #argument(
    parameter: hbs.AST.Expression,
    index: number,
    form: HelperForm,
    all: readonly hbs.AST.Expression[],
  ): void {
    if (parameter.type === "PathExpression") {
      this.#name(parameter as hbs.AST.PathExpression);
      return;
    }
    if (parameter.type !== "StringLiteral") {
      this.#report(parameter.loc, "helper-form", "Expected a signal or a text in quotes.");
      return;
    }
    const text = (parameter as hbs.AST.StringLiteral).value;
    if (form.prints) this.#text(text, parameter.loc);
    if (index === form.scaleAt && !this.#context.scales.has(text)) {
      this.#report(
        parameter.loc,
        "unknown-scale",
        `There is no scale "${text}".`,
        suggestion(text, this.#context.scales.keys()),
      );
    }
    const scale =
      form.bandAt === index
        ? this.#context.scales.get((all[form.scaleAt ?? 0] as hbs.AST.StringLiteral).value)
        : undefined;
    if (scale && !scale.bands.some((band) => band.id === text)) {
      this.#report(
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

  #name(path: hbs.AST.PathExpression): void {
    if (this.#extra.includes(path.parts[0] as string)) return;
    const named = resolve(path.parts as string[], this.#context.bindings, this.#context.catalogue);
    if (named.kind === "unknown")
      this.#report(path.loc, "unknown-signal", named.message, named.advice);
    else this.reads.set(keyOf(named), named);
  }

  #report(
    at: hbs.AST.SourceLocation | undefined,
    code: string,
    message: string,
    advice?: string,
  ): void {
    this.problems.push({
      code,
      file: this.#place.file,
      line: this.#place.line + (at?.start.line ?? 1) - 1,
      column: (at?.start.column ?? 0) + 1,
      message,
      ...(advice ? { advice } : {}),
    });
  }
}

/** Names such as "S&P 500", whose digits are no figures. */
const namesWithFigures = oncePer((catalogue: Catalogue): string[] =>
  [...catalogue.subjects.values()]
    .flatMap(({ name, symbol, aliases, proxy }) => [
      name,
      symbol,
      ...aliases,
      ...(proxy ? [proxy] : []),
    ])
    .filter((name) => FIGURE.test(name)),
);
