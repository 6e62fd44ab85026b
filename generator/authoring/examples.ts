import { formatProblem, type Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { holdsFor } from "../narrate/rules/examples.ts";
import { keyOf } from "../narrate/bindable/named.ts";
import type { Narrative } from "../narrate/narrative.ts";
import { tableLines } from "../base/table.ts";
import type { RuleGround } from "../narrate/rules/rule.ts";
import { clausesFor, conditionsOf, type Condition } from "./rulings.ts";
import { openSource } from "./source.ts";
import { conditionRows, counted } from "./plain-text.ts";

/** An example that is not as it says, at its place. */
export interface FailedExample extends Problem {
  readonly narrative: string;
  readonly given: Readonly<Record<string, number | string>>;
  readonly conditions: readonly Condition[];
}

/** What became of the examples of some narratives. */
export interface ExampleReport {
  readonly narratives: number;
  readonly examples: number;
  readonly failed: readonly FailedExample[];
}

/** Holds the rules of narratives to their examples. */
export function tryExamples(
  world: World,
  home: string,
  narratives: readonly Narrative[],
  ground: RuleGround,
): ExampleReport {
  return {
    narratives: narratives.length,
    examples: narratives.reduce((sum, { examples }) => sum + examples.length, 0),
    failed: narratives.flatMap((narrative) => failuresOf(world, home, narrative, ground)),
  };
}

function failuresOf(
  world: World,
  home: string,
  narrative: Narrative,
  ground: RuleGround,
): FailedExample[] {
  return narrative.examples.flatMap(({ given, holds }, index): FailedExample[] => {
    if (holdsFor(narrative, given) === holds) return [];
    const { place } = openSource(world, home, narrative);
    const clauses = clausesFor(narrative, ground);
    return [
      {
        code: "example",
        ...place(["examples", index, "given"]),
        message: `The example says that the rule ${holds ? "holds" : "does not hold"}, and with its values it ${holds ? "does not" : "does"}.`,
        narrative: narrative.id,
        given,
        conditions: conditionsOf(clauses, (named) => given[keyOf(named)]).filter(
          ({ isTrue }) => isTrue !== holds,
        ),
      },
    ];
  });
}

/** The report as a terminal shows it. */
export function exampleLines({ narratives, examples, failed }: ExampleReport): string[] {
  const count = `${counted(narratives, "narrative")}, ${counted(examples, "example")}`;
  return [
    ...failed.flatMap((each) => [
      formatProblem(each),
      ...tableLines(conditionRows(each.conditions)).map((line) => `  ${line}`),
    ]),
    failed.length === 0
      ? `${count}: each is as it says.`
      : `${count}: ${failed.length} not as ${failed.length === 1 ? "it says" : "they say"}.`,
  ];
}
