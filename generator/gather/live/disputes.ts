import type { AsOfView } from "../../store/asof.ts";
import { type Series, secondIdOf } from "../../publication/catalogue.ts";
import { secondOpinion } from "../../store/second-opinion.ts";

/** Says which series two sources disagree on, beyond the tolerance: the edition says so as well, and is not released. */
export function disputeNotes(series: readonly Series[], view: AsOfView): string[] {
  return series.flatMap((each) => {
    const second = view.catalogue.series.get(secondIdOf(each.id));
    if (each.second === undefined || second === undefined) return [];
    const [first, other] = [view.history(each.id), view.history(second.id)];
    const opinion = secondOpinion(each, first, other, view.settlements());
    if (!opinion?.isDisputed) return [];
    const { at, secondAt, apart } = opinion;
    return `${each.id}: of ${first.days[at]}, ${each.source} says ${first.values[at]} and ${second.source} says ${other.values[secondAt]}: ${apart.toFixed(2)}% apart, where ${each.second.tolerance}% may be. The edition says so and stays a draft.`;
  });
}
