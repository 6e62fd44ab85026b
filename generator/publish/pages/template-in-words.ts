import Handlebars from "handlebars";
import { fill } from "../../base/text.ts";
import { tellPath, tellRule, type RuleTeller } from "./rule-in-words.ts";

/** A piece of a text: as it stands, or a name for the value that is put there. */
export interface Piece {
  readonly text: string;
  readonly isValue: boolean;
}

/** Around the two texts of a choice. */
const SPACE = " ";

/** A narrative's text with names in place of its values. */
export function tellTemplate(source: string, teller: RuleTeller): Piece[] {
  return tellProgram(Handlebars.parse(source.replace(/\s+/g, " ").trim()), teller);
}

/** The same without its turns: what stands under a condition is left out, and of a choice the first is told. */
export function tellBriefly(source: string, teller: RuleTeller): Piece[] {
  const brief = (program: hbs.AST.Program): hbs.AST.Statement[] =>
    program.body.flatMap((node) => {
      if (node.type === "MustacheStatement" && isDate(node as hbs.AST.MustacheStatement)) return [];
      if (node.type !== "BlockStatement") return node;
      const { program: first, inverse, params } = node as hbs.AST.BlockStatement;
      return params.some(isText) && !inverse ? [] : brief(first);
    });
  const program = Handlebars.parse(source.replace(/\s+/g, " ").trim());
  return tellProgram({ ...program, body: brief(program) }, teller);
}

/** The day behind a value, which is told where it is not the edition's alone. */
function isDate({ path }: hbs.AST.MustacheStatement): boolean {
  return (path as hbs.AST.PathExpression).original === "on";
}

function tellProgram(program: hbs.AST.Program, teller: RuleTeller): Piece[] {
  return closed(toldOf(program, teller));
}

/** Without the space that a choice leaves before what ends or parts a sentence, and with no word twice where a text and a name meet. */
function closed(pieces: readonly Piece[]): Piece[] {
  return pieces
    .filter(({ text }, at) => text !== SPACE || !/^[.,;:?!)]/.test(pieces[at + 1]?.text ?? ""))
    .map((piece, at, all) => {
      const [, word = ""] = /(?:^|\s)(\S+\s)$/.exec(all[at - 1]?.text ?? "") ?? [];
      const isTwice = piece.isValue && word !== "" && piece.text.startsWith(word);
      return isTwice ? { ...piece, text: piece.text.slice(word.length) } : piece;
    });
}

function toldOf(program: hbs.AST.Program, teller: RuleTeller): Piece[] {
  return program.body.flatMap((node) => {
    if (node.type === "ContentStatement")
      return { text: (node as hbs.AST.ContentStatement).value, isValue: false };
    if (node.type === "MustacheStatement")
      return tellValue(node as hbs.AST.MustacheStatement, teller);
    return node.type === "BlockStatement" ? tellBlock(node as hbs.AST.BlockStatement, teller) : [];
  });
}

function tellValue(node: hbs.AST.MustacheStatement, teller: RuleTeller): Piece {
  const call = node.path as hbs.AST.PathExpression;
  const helper = node.params.length === 0 ? undefined : teller.words.helpers[call.original];
  const named = node.params.length === 0 ? [call] : node.params.filter(isPath);
  const value = named.map(({ parts }) => tellPath(parts as string[], teller))[0] ?? call.original;
  const quoted = node.params.filter(isText).map((each) => each.value);
  const values = { value, text: quoted.at(-1) ?? value, texts: quoted.join(" / ") };
  return { text: helper === undefined ? value : fill(helper, values), isValue: true };
}

/** Of a choice both texts, each behind its condition; of a list what stands for one of its items. */
function tellBlock(node: hbs.AST.BlockStatement, teller: RuleTeller): Piece[] {
  const within = tellProgram(node.program, teller);
  const condition = node.params.find(isText);
  if (!condition) return within;
  const { when, otherwise, and } = teller.words;
  const told = tellRule(condition.value, teller).join(and);
  const other = node.inverse ? tellProgram(node.inverse, teller) : [];
  return [
    { text: fill(when, { condition: told }), isValue: true },
    ...apart(within),
    ...(other.length === 0 ? [] : [{ text: otherwise, isValue: true }, ...apart(other)]),
  ];
}

function apart(pieces: readonly Piece[]): Piece[] {
  const space = { text: SPACE, isValue: false };
  return [space, ...pieces, space];
}

function isPath(node: hbs.AST.Expression): node is hbs.AST.PathExpression {
  return node.type === "PathExpression";
}

function isText(node: hbs.AST.Expression): node is hbs.AST.StringLiteral {
  return node.type === "StringLiteral";
}
