import type { AsOfView } from "../../store/asof.ts";
import { hasNewPeriod } from "../../store/view.ts";
import type { Cast } from "./cast.ts";
import type { Plan } from "./plan.ts";
import type { Story } from "./story.ts";

/** The most salient lead first where not all may be written, else as they are declared. */
export function byLead<P extends { readonly plan: Plan | undefined }>(
  planned: readonly P[],
  budget: number,
): readonly P[] {
  if (planned.length <= budget) return planned;
  const salience = ({ plan }: P): number => plan?.lead?.salience ?? -Infinity;
  return planned.toSorted((a, b) => salience(b) - salience(a) || 0);
}

/** Whether an article has a value that the edition before did not have, where its story asks for one. */
export function isFresh({ fresh }: Story, { bound }: Cast, view: AsOfView): boolean {
  if (fresh === undefined) return true;
  const [name = "", quantity = ""] = fresh.split(".");
  const series = bound.get(name)?.seriesOf(quantity) ?? [];
  return series.some((id) => view.catalogue.series.has(id) && hasNewPeriod(view, id));
}
