import { bootstrapDifference } from "./statistics/bootstrap.ts";
import { differenceP, shareOf } from "./statistics/difference-test.ts";
import { episodesOf, lastApart, spellStart } from "./statistics/episodes.ts";
import type { HorizonEvidence, PastCase, Rates, Spell } from "./evidence.ts";
import type { TargetHistory } from "./history.ts";
import type { Outcomes } from "./outcomes.ts";
import { quantile } from "../../measure/statistics/statistics.ts";
import type { Judge } from "./verdict.ts";
import { wilson } from "./statistics/wilson.ts";

/** A rule at one horizon, as it is tested. */
export interface Trial {
  readonly horizon: number;
  /** 1 or 0 for each period with a known outcome since the rule could be evaluated. */
  readonly hits: Float64Array;
  /** Positions among `hits` at which an episode starts. */
  readonly starts: readonly number[];
  /** The target's moves after the episodes, ascending. */
  readonly moves: Float64Array;
  readonly latest: readonly PastCase[];
  readonly spell: Spell;
  /** Undefined where there are too few episodes for a rate. */
  readonly p: number | undefined;
}

/** So many of a rule's last episodes are told one by one. */
const LATEST = 2;

/** Gathers what followed the episodes at a horizon and tests it against all periods of the same stretch. */
export function trialOf(
  outcomes: Outcomes,
  { from, held }: TargetHistory,
  horizon: number,
  direction: "up" | "down",
  judge: Judge,
): Trial {
  const changes = outcomes.changes(horizon).subarray(from);
  const ways = outcomes.hits(horizon, direction).subarray(from);
  const episodes = episodesOf(held, horizon)
    .map((at) => at - from)
    .filter((at) => at < changes.length);
  const { hits, counted, starts } = withoutGaps(changes, ways, episodes);
  const moves = Float64Array.from(counted, (at) => changes[at]!).sort();
  const { days } = outcomes;
  const newest = days.length - 1;
  const began = spellStart(held, newest);
  const known = held.filter((at) => !Number.isNaN(changes[at - from] ?? Number.NaN));
  const latest = lastApart(
    known.filter((at) => at < began),
    horizon,
    LATEST,
  ).map((at) => ({
    day: days[at]!,
    until: days[at + horizon]!,
    change: changes[at - from]!,
  }));
  const spell = { isNew: began === newest, hasCases: known.some((at) => at >= began) };
  const p = judge.hasRate(starts.length) ? differenceP(hits, starts, horizon) : undefined;
  return { horizon, hits, starts, moves, latest, spell, p };
}

/** Leaves out the periods whose outcome cannot be told; `starts` are then the places of the `counted` episodes among the others. */
function withoutGaps(
  changes: Float64Array,
  ways: Float64Array,
  episodes: readonly number[],
): {
  readonly hits: Float64Array;
  readonly counted: readonly number[];
  readonly starts: readonly number[];
} {
  if (!hasGap(changes)) return { hits: ways, counted: episodes, starts: episodes };
  let count = 0;
  const places = Int32Array.from(changes, (change) => (Number.isNaN(change) ? -1 : count++));
  const counted = episodes.filter((at) => places[at]! >= 0);
  return {
    hits: ways.filter((_, at) => places[at]! >= 0),
    counted,
    starts: counted.map((at) => places[at]!),
  };
}

function hasGap(changes: Float64Array): boolean {
  for (const change of changes) if (Number.isNaN(change)) return true;
  return false;
}

/**
 * Works out the figures of a trial.
 * @param adjustedP its p value corrected for all tests.
 * @param seed of the bootstrap.
 */
export function judgeTrial(
  { horizon, hits, starts, moves, latest, spell, p }: Trial,
  adjustedP: number | undefined,
  judge: Judge,
  seed: string,
): HorizonEvidence {
  const won = starts.filter((at) => hits[at] === 1).length;
  const verdict = judge.verdict(starts.length, adjustedP);
  const rates = (): Rates => {
    const hitRate = wilson(won, starts.length);
    const baseRate = shareOf(hits) * 100;
    const interval = bootstrapDifference(hits, starts, horizon, seed);
    return {
      hitRate,
      baseRate,
      difference: { value: hitRate.value - baseRate, ...interval },
      median: quantile(moves, 0.5),
      lowerQuartile: quantile(moves, 0.25),
      upperQuartile: quantile(moves, 0.75),
      p: p ?? 1,
      adjustedP: adjustedP ?? 1,
    };
  };
  return {
    horizon,
    episodes: starts.length,
    hits: won,
    latest,
    spell,
    verdict,
    rates: p === undefined ? undefined : rates(),
  };
}
