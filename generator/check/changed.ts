import type { FactsFile } from "../compose/facts.ts";
import type { AsOfView } from "../gather/asof.ts";
import { currentInput } from "../measure/input.ts";
import type { CheckMessage } from "./report.ts";

/** An error for each stretch of data that is no longer what the facts were computed from, as known at the edition's cut-off. */
export function changedFacts(facts: FactsFile, view: AsOfView): CheckMessage[] {
  const judged = new Map<string, boolean>();
  return facts.facts.flatMap((fact) => {
    const changed = fact.inputs.find((input) => {
      const key = `${input.series}|${input.from}|${input.to}|${input.common ?? ""}|${input.digest}`;
      let differs = judged.get(key);
      if (differs === undefined)
        judged.set(key, (differs = currentInput(view, input)?.digest !== input.digest));
      return differs;
    });
    if (!changed) return [];
    return [
      {
        code: "fact-changed",
        severity: "error" as const,
        line: 1,
        column: 1,
        figure: fact.text,
        message: `"${fact.text}" (${fact.ref}) was computed from ${changed.series}, ${changed.from} to ${changed.to}, which the store now gives otherwise. Make the edition again.`,
        fact: fact.id,
      },
    ];
  });
}
