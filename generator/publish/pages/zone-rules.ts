import { weakMemoize } from "../../base/memo.ts";
import type { Catalogue, Subject } from "../../publication/catalogue.ts";
import type { Binding } from "../../narrate/bindable/bindable.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import type { Background } from "../model/background.ts";

/** A signal that the narratives weigh on a scale, and the subjects of which they do. */
export interface ZoneRule {
  readonly scale: Scale;
  readonly quantity: string;
  readonly signal: string;
  /** In the order of the narratives. */
  readonly bindings: readonly Binding[];
}

/** How a template or a rule puts a signal on a scale: `{{word "rsi" asset.close.rsi14}}`, `band("rsi", asset.close.rsi14)`. */
const WEIGHED =
  /(?:\{\{word\s+"|band\(\s*")([a-z0-9-]+)"[\s,]+([a-zA-Z]+)\.([a-zA-Z]+)\.([a-zA-Z0-9]+)/g;

/** Every signal of one subject that the narratives weigh on a scale of states, once each. */
export const zoneRulesOf = weakMemoize<Background, readonly ZoneRule[]>(
  ({ narratives, scales }) => {
    const rules = new Map<string, ZoneRule & { bindings: Binding[] }>();
    for (const narrative of narratives) {
      for (const [, id = "", name = "", quantity = "", signal = ""] of weighedIn(narrative)) {
        const scale = scales.get(id);
        const binding = narrative.bindings.get(name);
        if (!binding?.subjects || !scale || isOfMoves(scale)) continue;
        const key = `${id} ${quantity}.${signal}`;
        const rule = rules.get(key) ?? { scale, quantity, signal, bindings: [] };
        rules.set(key, rule);
        rule.bindings.push(binding);
      }
    }
    return [...rules.values()];
  },
);

/** True where a scale names moves up and down, and not states. */
export function isOfMoves({ bands }: Scale): boolean {
  return bands.some(({ up, down }) => up !== undefined || down !== undefined);
}

/** Whether a rule weighs a signal of this subject. */
export function weighs({ bindings }: ZoneRule, { id }: Subject, catalogue: Catalogue): boolean {
  return bindings.some(({ subjects }) => subjects?.(catalogue).some((each) => each.id === id));
}

function weighedIn({ when, parts, questions }: Narrative): RegExpExecArray[] {
  const templates = [
    ...Object.values(parts).flat(),
    ...questions.flatMap(({ question, answers }) => [question, ...answers]),
  ];
  return [when.source, ...templates.map(({ source }) => source)].flatMap((source) => [
    ...source.matchAll(WEIGHED),
  ]);
}
