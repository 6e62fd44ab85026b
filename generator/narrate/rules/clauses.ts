import { compileRule, type Rule, type RuleContext, type RulePlace } from "./rule.ts";

/** A compiled rule is found without a mistake: nobody asks where it stands. */
const NOWHERE = (): RulePlace => ({ file: "", line: 1, column: 1 });

/** The conditions of a rule that must all be true for it to hold, in their order: what stands between its outermost `&&`. */
export function clausesOf(rule: Rule, context: RuleContext): Rule[] {
  const clauses = conjunctsOf(rule.source).map((source) =>
    compileRule(source, "bool", context, NOWHERE),
  );
  const compiled = clauses.flatMap((each) => (Array.isArray(each) ? [] : [each]));
  return compiled.length === clauses.length ? compiled : [rule];
}

/** What binds less than `&&`: where it stands outside all brackets, the expression is one condition. */
const LOOSER = ["||", "?"];

function conjunctsOf(source: string): string[] {
  const text = withoutBrackets(source.trim());
  const outside = outsideOf(text);
  if (LOOSER.some((operator) => outside.includes(operator))) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = outside.indexOf("&&"); at >= 0; at = outside.indexOf("&&", from)) {
    parts.push(text.slice(from, at));
    from = at + 2;
  }
  return parts.length === 0 ? [text] : [...parts, text.slice(from)].flatMap(conjunctsOf);
}

/** The text without the brackets around all of it. */
function withoutBrackets(text: string): string {
  const isWrapped = text.startsWith("(") && outsideOf(text).trim() === "";
  return isWrapped ? withoutBrackets(text.slice(1, -1).trim()) : text;
}

/** The text with blanks for all that stands in quotes or brackets, so that places stay as they are. */
function outsideOf(text: string): string {
  const bare = text.replace(/"[^"]*"|'[^']*'/g, (quoted) => "_".repeat(quoted.length));
  let depth = 0;
  return Array.from(bare, (character) => {
    if (character === "(" || character === "[") depth++;
    const shown = depth === 0 ? character : " ";
    if (character === ")" || character === "]") depth--;
    return shown;
  }).join("");
}
