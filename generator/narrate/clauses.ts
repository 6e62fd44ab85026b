import { Environment, type ASTNode } from "@marcbachmann/cel-js";
import { compileRule, type Rule, type RuleContext } from "./rule.ts";

/** The conditions of a rule that must all be true for it to hold, in their order: what stands between its outermost `&&`. */
export function clausesOf(rule: Rule, context: RuleContext): Rule[] {
  const { ast } = new Environment({ unlistedVariablesAreDyn: true }).parse(rule.source);
  return conjunctsOf(ast).flatMap((node) => {
    const clause = compileRule(textOf(node), "bool", context, NOWHERE);
    return Array.isArray(clause) ? [] : [clause];
  });
}

/** A part of a rule that compiled has no mistake to place. */
const NOWHERE = { file: "", line: 1, column: 1 };

function conjunctsOf(node: ASTNode): ASTNode[] {
  return node.op === "&&" ? node.args.flatMap(conjunctsOf) : [node];
}

/** What the node was read from; its range may end before the brackets that it opens are closed. */
function textOf({ input, range }: ASTNode): string {
  let end = range.end;
  while (end < input.length && openBrackets(input.slice(range.start, end)) > 0) end++;
  return input.slice(range.start, end);
}

function openBrackets(text: string): number {
  const code = text.replace(/"[^"]*"|'[^']*'/g, "");
  return code.split("(").length - code.split(")").length;
}
