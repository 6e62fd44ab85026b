import type { AsOfView } from "../../store/asof.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Narrative } from "../narrative.ts";
import { outcomesOf, type Outcomes } from "./outcomes.ts";
import type { Member, Trial } from "./trial.ts";

/**
 * What is carried from the records of one edition to those of the next: what became of targets grows by a period, and a rule whose target has
 * no new period, as a share's on a weekend, need not be tried again. It holds nothing that another cut-off would make wrong: all is
 * taken over by what it was worked out from.
 */
export class Carried {
  readonly #outcomes = new Map<string, Outcomes>();
  readonly #trials = new Map<string, Tried>();

  /** What became of a target, as a view knows it. */
  outcomes(view: AsOfView, series: Series): Outcomes {
    const found = outcomesOf(view, series, this.#outcomes.get(series.id));
    this.#outcomes.set(series.id, found);
    return found;
  }

  /** The trials of a rule over these members, tried where they were not the last time. @param key of the rule with its binding. */
  trials(
    key: string,
    narrative: Narrative,
    members: readonly Member[],
    attempt: () => readonly Trial[],
  ): readonly Trial[] {
    const before = this.#trials.get(key);
    if (before?.narrative === narrative && areSame(before.members, members)) return before.trials;
    const trials = attempt();
    this.#trials.set(key, { narrative, members, trials });
    return trials;
  }
}

interface Tried {
  readonly narrative: Narrative;
  readonly members: readonly Member[];
  readonly trials: readonly Trial[];
}

function areSame(before: readonly Member[], now: readonly Member[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ outcomes, history }, at) => {
      const other = now[at]!;
      return (
        outcomes === other.outcomes &&
        history.from === other.history.from &&
        history.held.length === other.history.held.length &&
        history.held.every((position, index) => position === other.history.held[index])
      );
    })
  );
}
