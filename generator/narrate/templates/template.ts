import Handlebars from "handlebars";
import { mistake, type Problem } from "../../base/problem.ts";
import { HELPERS } from "./helpers.ts";
import type { Named } from "../bindable/named.ts";
import type { Rule, RuleContext } from "../rules/rule.ts";
import { checkTemplate, type TemplatePlace } from "./template-check.ts";

/** A name that a template reads: its dotted path, the parts of it, and what it stands for. */
export interface Read {
  readonly key: string;
  readonly path: readonly string[];
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

/**
 * Parses a template and checks every name in it. Its line breaks flow together, as in a Markdown paragraph.
 * @returns the template, or every mistake with file, line and column.
 */
export function compileTemplate(
  source: string,
  context: RuleContext,
  place: TemplatePlace,
  extra: readonly string[] = [],
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
  const { reads, rules, scales, extras, problems } = checkTemplate(tree, context, place, extra);
  if (problems.length > 0) return [...problems];
  // Most templates of a run are never rendered: what rendering alone needs is made when it is first asked for.
  let run: Handlebars.TemplateDelegate | undefined;
  return {
    source,
    reads: [...reads].map(([key, named]) => ({ key, path: key.split("."), named })),
    rules,
    scales,
    extras,
    render(values, printer) {
      run ??= handlebars.compile(throughOneHelper(source), {
        noEscape: true,
        knownHelpers: KNOWN,
      });
      return String(run(values, { data: { printer } }));
    },
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
    const template = compileTemplate(source, context, place, extra);
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
    render: (values, printer) => whole().render(values, printer),
  };
}

/** The one inline helper behind all others: Handlebars wraps every helper it knows at every call, so it knows few. */
const INLINE = "print";
const KNOWN = { when: true, list: true, [INLINE]: true };

/** Sends every helper through the one, with its name. */
class ThroughOneHelper extends Handlebars.Visitor {
  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    const path = mustache.path as hbs.AST.PathExpression;
    if (!Object.hasOwn(HELPERS, path.original)) return;
    const name: hbs.AST.StringLiteral = {
      type: "StringLiteral",
      value: path.original,
      original: path.original,
      loc: path.loc,
    };
    mustache.params.unshift(name);
    mustache.path = { ...path, original: INLINE, parts: [INLINE] };
  }
}

/** White space that flows together; a space that holds its neighbours on one line stays what it is. */
const FLOWING = /[^\S\u00A0\u202F]+/g;

function throughOneHelper(source: string): hbs.AST.Program {
  const tree = Handlebars.parse(source.replace(FLOWING, " "));
  new ThroughOneHelper().accept(tree);
  return tree;
}

const handlebars = Handlebars.create();
for (const name of Object.keys(handlebars.helpers)) handlebars.unregisterHelper(name);
handlebars.registerHelper(INLINE, (name: string, ...given: unknown[]) => {
  const { data } = given.pop() as Handlebars.HelperOptions;
  return (data.printer as Printer).inline(name, given);
});
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

function lastLine(error: unknown): string {
  const lines = String((error as Error).message).split("\n");
  return (lines.at(-1) ?? "").trim().replace(/\.$/, "") || "it cannot be read";
}
