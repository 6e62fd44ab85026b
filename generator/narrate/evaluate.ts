import { valueOf, type BoundNames, type RuleDay } from "./bound.ts";
import { keyOf } from "./names.ts";
import { nest, type Rule } from "./rule.ts";

/** A rule's value for one binding; undefined where a value it reads is not available. */
export function evaluate(
  rule: Rule,
  bound: BoundNames,
  day: RuleDay,
): boolean | number | string | undefined {
  const values: [string, number | string][] = [];
  for (const named of rule.reads) {
    const value = valueOf(named, bound, day);
    if (value === undefined) return undefined;
    values.push([keyOf(named), value]);
  }
  return rule.evaluate(nest(values));
}
