import type { Code } from "../../base/codes.ts";
import type { Nameable } from "../bindable/bindable.ts";
import { keyOf, typeOf } from "../bindable/named.ts";
import { resolve } from "./names.ts";
import type { Rule } from "./rule.ts";

/** Values, and whether the rule holds for them. */
export interface Example {
  readonly given: Readonly<Record<string, number | string>>;
  readonly holds: boolean;
}

/** What is wrong with an example, and at which of its keys. */
export interface ExampleFault {
  readonly at: readonly PropertyKey[];
  readonly code: Code;
  readonly message: string;
  readonly advice?: string;
}

/** Every name of the examples that nothing has, every value of another type, and every value that the rule needs and they lack. */
export function faultsOfExamples(
  examples: readonly Example[],
  rule: Rule,
  nameable: Nameable,
): ExampleFault[] {
  const needed = rule.reads.map(keyOf);
  return examples.flatMap(({ given }, index) => {
    const at = ["examples", index, "given"];
    const faults = Object.entries(given).flatMap(([name, value]): ExampleFault[] => {
      const named = resolve(name.split("."), nameable);
      if (named.kind === "unknown") {
        const { message, advice } = named;
        return [{ at: [...at, name], code: "unknown-signal", message, advice }];
      }
      if (typeof value === typeOf(named)) return [];
      const message = `"${name}" is a ${typeOf(named) === "number" ? "number" : "text"}, found ${JSON.stringify(value)}.`;
      return [{ at: [...at, name], code: "example-type", message }];
    });
    if (faults.length > 0) return faults;
    const lacking = needed.filter((name) => !Object.hasOwn(given, name));
    if (lacking.length === 0) return [];
    const message = `The example lacks ${lacking.join(", ")}, which the rule reads.`;
    return [{ at, code: "example-lacks", message }];
  });
}

/** Whether a rule holds for the values of an example. */
export function holdsFor({ when }: { readonly when: Rule }, given: Example["given"]): boolean {
  return when.evaluate(when.reads.map((named) => given[keyOf(named)]!)) === true;
}
