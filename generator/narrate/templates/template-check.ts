import type { Code } from "../../base/codes.ts";
import Handlebars from "handlebars";
import { weakMemoize } from "../../base/memo.ts";
import { suggestion } from "../../base/nearest.ts";
import type { Problem } from "../../base/problem.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { HELPERS, type ArgumentKind, type HelperForm } from "./helpers.ts";
import { keyOf, type Named } from "../bindable/named.ts";
import { resolve } from "../rules/names.ts";
import { compileRule, type Rule, type RuleContext, type RulePlace } from "../rules/rule.ts";
import type { Scale } from "../scales/scale.ts";
import {
  faultOfName,
  faultOfText,
  isStanding,
  isName,
  wrongKind,
  type ArgumentFault,
} from "./template-argument.ts";

/** Where a template's first character stands. */
export interface TemplatePlace {
  readonly file: string;
  readonly line: number;
  /** The part that it is a phrasing of. */
  readonly part?: string;
}

/** What a template names, and every mistake in it. */
export interface TemplateReading {
  readonly reads: ReadonlyMap<string, Named>;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Ids of the scales that its helpers name. */
  readonly scales: ReadonlySet<string>;
  /** Those of the names resolved elsewhere that it prints. */
  readonly extras: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/**
 * Checks every name, helper, scale, condition and figure of a parsed template; `extra` are names resolved elsewhere.
 * @param isProven whether the types of its conditions were found to fit before, so that they need not be checked again.
 */
export function checkTemplate(
  tree: ReturnType<typeof Handlebars.parse>,
  context: RuleContext,
  place: TemplatePlace,
  extra: readonly string[],
  isProven: boolean,
): TemplateReading {
  const visitor = new TemplateVisitor(context, place, extra, isProven);
  visitor.accept(tree);
  return visitor;
}

const FIGURE = /[\p{Nd}\p{No}]/u;

/** What a new narrative says where its sentences are to stand. */
const UNFILLED = /<write:[^>]*>?/u;

const WITH_FIGURE = /\S*[\p{Nd}\p{No}]\S*/u;

/** Stands for a fault that was reported where it was found. */
const REPORTED = Symbol("reported");

/** What an argument may wrongly be, in words. */
const FOUND: Readonly<Record<string, string>> = {
  NumberLiteral: "a number",
  BooleanLiteral: "true or false",
  SubExpression: "a helper, which is not used inside another",
};

class TemplateVisitor extends Handlebars.Visitor implements TemplateReading {
  readonly reads = new Map<string, Named>();
  readonly rules = new Map<string, Rule>();
  readonly scales = new Set<string>();
  readonly extras = new Set<string>();
  readonly problems: Problem[] = [];
  readonly #context: RuleContext;
  readonly #place: TemplatePlace;
  readonly #extra: readonly string[];
  readonly #names: readonly string[];
  readonly #isProven: boolean;

  constructor(
    context: RuleContext,
    place: TemplatePlace,
    extra: readonly string[],
    isProven: boolean,
  ) {
    super();
    this.#context = context;
    this.#place = place;
    this.#extra = extra;
    this.#names = namesWithFigures(context.catalogue);
    this.#isProven = isProven;
  }

  override ContentStatement(content: hbs.AST.ContentStatement): void {
    this.#text(content.value, content.loc);
  }

  #text(printed: string, at: hbs.AST.SourceLocation): void {
    const unfilled = UNFILLED.exec(printed)?.[0];
    if (unfilled !== undefined) {
      this.#report(at, "unfilled", `"${unfilled}" is still to be written.`);
      return;
    }
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
    this.#report(partial.loc, "unknown-helper", "A clause is written {{> its-name}}.");
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
      else this.#printed(path);
      return;
    }
    if (form.block !== block)
      this.#report(
        path.loc,
        "helper-form",
        `"${path.original}" is ${form.block ? `a block: {{#${path.original}}} … {{/${path.original}}}` : "no block"}.`,
      );
    if (path.original === "list" && !this.#place.part?.includes("together"))
      this.#report(
        path.loc,
        "helper-form",
        "{{#list}} joins several findings: only in # together and # watch-together.",
      );
    const [least, most] = [form.least, form.takes.length];
    if (node.params.length < least || node.params.length > most) {
      this.#report(
        path.loc,
        "helper-form",
        `"${path.original}" takes ${least === most ? least : `${least} to ${most}`} arguments, found ${node.params.length}.`,
      );
      return;
    }
    if (path.original === "when") this.#condition(node.params[0]);
    else this.#arguments(form, node.params);
  }

  #condition(parameter: hbs.AST.Expression | undefined): void {
    if (parameter?.type !== "StringLiteral") {
      this.#report(parameter?.loc, "helper-form", "{{#when}} takes a condition in quotes.");
      return;
    }
    const text = (parameter as hbs.AST.StringLiteral).value;
    const { start } = parameter.loc;
    const at = (): RulePlace => ({
      file: this.#place.file,
      line: this.#place.line + start.line - 1,
      column: start.column + 2,
    });
    const rule = compileRule(text, "bool", this.#context, at, this.#isProven);
    if (Array.isArray(rule)) this.problems.push(...rule);
    else {
      this.rules.set(text, rule);
      for (const named of rule.reads) this.reads.set(keyOf(named), named);
      for (const { id } of rule.scales) this.scales.add(id);
    }
  }

  /** Reports the first fault among the arguments of a call: what follows it may be wrong for that reason alone. */
  #arguments(form: HelperForm, parameters: readonly hbs.AST.Expression[]): void {
    const before: { signal?: Named; scale?: Scale } = {};
    for (const [index, parameter] of parameters.entries()) {
      const fault = this.#argument(form.takes[index] as ArgumentKind, parameter, before);
      if (!fault) continue;
      if (fault !== REPORTED) this.#report(parameter.loc, fault.code, fault.message, fault.advice);
      return;
    }
  }

  #argument(
    kind: ArgumentKind,
    parameter: hbs.AST.Expression,
    before: { signal?: Named; scale?: Scale },
  ): ArgumentFault | typeof REPORTED | undefined {
    if (parameter.type === "PathExpression") {
      const path = parameter as hbs.AST.PathExpression;
      if (!isName(kind) || this.#isExtra(path)) return wrongKind(kind, `the name ${path.original}`);
      const named = this.#name(path);
      if (!named) return REPORTED;
      before.signal = named;
      return faultOfName(kind, named);
    }
    if (parameter.type !== "StringLiteral")
      return wrongKind(kind, FOUND[parameter.type] ?? "something else");
    const text = (parameter as hbs.AST.StringLiteral).value;
    if (isName(kind)) return wrongKind(kind, `the text "${text}"`);
    if (kind === "text") this.#text(text, parameter.loc);
    const fault = faultOfText(kind, text, before, this.#context);
    const scale = kind === "scale" ? this.#context.scales.get(text) : undefined;
    if (scale) {
      before.scale = scale;
      this.scales.add(scale.id);
    }
    return fault;
  }

  /** A name that stands alone and prints itself. */
  #printed(path: hbs.AST.PathExpression): void {
    const named = this.#name(path);
    if (named && isStanding(named))
      this.#report(
        path.loc,
        "no-figure",
        `"${path.original}" cannot be printed alone: of a record it is the first day of the data.`,
        `{{since ${path.original}}} prints "since August 8", or "on record".`,
      );
  }

  /** Looks a name up; undefined where it names nothing, or something that no edition has. */
  #name(path: hbs.AST.PathExpression): Named | undefined {
    if (this.#isExtra(path)) {
      this.extras.add(path.parts[0] as string);
      return undefined;
    }
    const named = resolve(path.parts as string[], this.#context);
    if (named.kind === "unknown") {
      this.#report(path.loc, "unknown-signal", named.message, named.advice);
      return undefined;
    }
    if (named.kind === "number") {
      const said = named.instead && `; a text gives {{${named.binding}.${named.instead}}}`;
      const advice = `It decides rules and conditions${said ?? ""}.`;
      this.#report(path.loc, "no-figure", `"${keyOf(named)}" cannot be printed.`, advice);
      return undefined;
    }
    this.reads.set(keyOf(named), named);
    return named;
  }

  #isExtra(path: hbs.AST.PathExpression): boolean {
    return this.#extra.includes(path.parts[0] as string);
  }

  #report(
    at: hbs.AST.SourceLocation | undefined,
    code: Code,
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
const namesWithFigures = weakMemoize((catalogue: Catalogue): string[] =>
  [...catalogue.subjects.values()]
    .flatMap(({ name, symbol, aliases, proxy, full, short }) => [
      name,
      symbol,
      ...aliases,
      ...[proxy, full, short].flatMap((each) => each ?? []),
    ])
    .filter((name) => FIGURE.test(name)),
);
