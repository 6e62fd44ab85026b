import type { Plan } from "./plan.ts";

/** The most salient lead first where not all may be written, else as they are declared. */
export function byLead<P extends { readonly plan: Plan | undefined }>(
  planned: readonly P[],
  budget: number,
): readonly P[] {
  if (planned.length <= budget) return planned;
  const salience = ({ plan }: P): number => plan?.lead?.salience ?? -Infinity;
  return planned.toSorted((a, b) => salience(b) - salience(a) || 0);
}
