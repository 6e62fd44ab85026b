import { HELPERS } from "./helpers.ts";

/** What a text is rendered with: what each name that it reads prints, by its dotted path, and under `all` the values of each item of a list. */
export type Values = ReadonlyMap<string, unknown>;

/** What answers the helpers of a template while it renders. */
export interface Printer {
  /** An inline helper: its text. */
  inline(helper: string, parameters: readonly unknown[]): string;
  /** Whether the condition of a `{{#when}}` holds for these values. */
  holds(condition: string, values: Values): boolean;
  /** Joins the items of a `{{#list}}` as the language does: "a, b and c". */
  join(items: readonly string[]): string;
}

/** Writes a part of a text; `above` are the values around those of an item of a list, the nearest first. */
type Piece = (values: Values, printer: Printer, above: readonly Values[]) => string;

/** Writes a text with the values of one composition; helpers are answered by `printer`. */
export type Renderer = (values: Values, printer: Printer) => string;

/** Gives an argument of a helper. */
type Argument = (values: Values, above: readonly Values[]) => unknown;

const NOTHING: readonly Values[] = [];

/**
 * A parsed text as functions over its values, made once: it writes what Handlebars writes without escapes, and takes neither a compilation
 * nor a frame for every value.
 * @param tree checked: it calls the helpers that there are, with the arguments that they take.
 */
export function rendererOf(tree: hbs.AST.Program): Renderer {
  const text = piecesOf(tree);
  return (values, printer) => text(values, printer, NOTHING);
}

function piecesOf(program: hbs.AST.Program | undefined): Piece {
  const pieces = (program?.body ?? []).flatMap((statement): Piece[] => {
    switch (statement.type) {
      case "ContentStatement": {
        const { value } = statement as hbs.AST.ContentStatement;
        return value === "" ? [] : [() => value];
      }
      case "MustacheStatement":
        return [printed(statement as hbs.AST.MustacheStatement)];
      case "BlockStatement":
        return [blockOf(statement as hbs.AST.BlockStatement)];
      case "CommentStatement":
        return [];
      default:
        throw new Error(`a text holds a ${statement.type}`);
    }
  });
  const [first, second] = pieces;
  if (!first) return () => "";
  if (!second) return first;
  return (values, printer, above) => {
    let text = "";
    for (const piece of pieces) text += piece(values, printer, above);
    return text;
  };
}

function printed({ path: called, params }: hbs.AST.MustacheStatement): Piece {
  const path = called as hbs.AST.PathExpression;
  const helper = path.original;
  if (!Object.hasOwn(HELPERS, helper)) {
    const valueAt = pathOf(path);
    return (values, _printer, above) => {
      const value = valueAt(values, above);
      return value === undefined || value === null ? "" : String(value);
    };
  }
  const given = params.map(argumentOf);
  return (values, printer, above) =>
    printer.inline(
      helper,
      given.map((each) => each(values, above)),
    );
}

function blockOf({ path, params, program, inverse }: hbs.AST.BlockStatement): Piece {
  const text = piecesOf(program);
  if ((path as hbs.AST.PathExpression).original === "list")
    return (values, printer, above) => {
      const around = [values, ...above];
      const items = values.get("all") as readonly Values[];
      return printer.join(items.map((item) => text(item, printer, around).trim()));
    };
  const otherwise = piecesOf(inverse);
  const condition = (params[0] as hbs.AST.StringLiteral).value;
  return (values, printer, above) =>
    (printer.holds(condition, values) ? text : otherwise)(values, printer, above);
}

function argumentOf(parameter: hbs.AST.Expression): Argument {
  if (parameter.type === "PathExpression") return pathOf(parameter as hbs.AST.PathExpression);
  const { value } = parameter as hbs.AST.StringLiteral;
  return () => value;
}

/** What a path leads to; undefined where it leads to nothing. */
function pathOf({ parts, depth }: hbs.AST.PathExpression): Argument {
  const path = parts.join(".");
  return depth === 0
    ? (values) => values.get(path)
    : (_values, above) => above[depth - 1]?.get(path);
}
