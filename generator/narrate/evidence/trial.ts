import { once } from "../../base/memo.ts";
import { bootstrapDifference } from "./statistics/bootstrap.ts";
import { differenceP, differencePOfOne } from "./statistics/difference-test.ts";
import { effectiveEpisodes } from "./statistics/effective.ts";
import { episodesOf, spellStart } from "./statistics/episodes.ts";
import { joinedPanel, panelOf, totalOf, type Panel, type Part } from "./statistics/panel.ts";
import type { HorizonEvidence, PastCase, Rates, Spell } from "./evidence.ts";
import type { TargetHistory } from "./history.ts";
import type { Outcomes } from "./outcomes.ts";
import { quantile } from "../../measure/statistics/statistics.ts";
import type { Judge } from "./verdict.ts";
import { wilson } from "./statistics/wilson.ts";

/** A rule at one horizon, as it is tested. */
export interface Trial {
  readonly horizon: number;
  /** Every period with a known outcome since the rule could be evaluated. */
  readonly panel: () => Panel;
  /** Episodes by which the size of the sample is judged: those of several subjects that start on one day are one. */
  readonly sample: number;
  /** The target's moves after the episodes, ascending. */
  readonly moves: Float64Array;
  readonly latest: readonly PastCase[];
  readonly spell: Spell;
  /** Undefined where there are too few episodes for a rate. */
  readonly p: number | undefined;
}

/** So many of a rule's last episodes are told one by one. */
const LATEST = 3;

/** Gathers what followed the episodes at a horizon and tests it against all periods of the same stretch. */
export function trialOf(
  outcomes: Outcomes,
  history: TargetHistory,
  horizon: number,
  direction: "up" | "down",
  judge: Judge,
): Trial {
  const { from, held } = history;
  const { changes, hits, counted, starts } = followedBy({ outcomes, history }, horizon, direction);
  const moves = Float64Array.from(movesAfter(counted, changes)).sort();
  const { days } = outcomes;
  const newest = days.length - 1;
  const began = spellStart(held, newest);
  const isKnown = (at: number): boolean => !Number.isNaN(changes[at - from] ?? Number.NaN);
  // The first day of each: a later one of the same run is chosen by how it ended.
  const past = counted.filter((at) => at + from < began && isKnown(at + from));
  const latest = past.slice(-LATEST).map((at) => ({
    day: days[at + from]!,
    until: days[at + from + horizon]!,
    change: changes[at]!,
  }));
  const spell = {
    isNew: began === newest,
    hasCases: held.some((at) => at >= began && isKnown(at)),
  };
  const panel = once(() => panelOf(hits, starts));
  const sample = starts.length;
  const p = judge.hasRate(sample) ? differencePOfOne(hits, starts, horizon) : undefined;
  return { horizon, panel, sample, moves, latest, spell, p };
}

/** Of several subjects together: the spell of one is none of all, and the record does not tell it. */
const NO_SPELL: Spell = { isNew: false, hasCases: false };

/** One of several subjects that are tested together. */
export interface Member {
  readonly outcomes: Outcomes;
  readonly history: TargetHistory;
}

/** The same over several subjects: one test, in which every day counts as one. Their cases are too many to be told one by one. */
export function pooledTrialOf(
  members: readonly Member[],
  horizon: number,
  direction: "up" | "down",
  judge: Judge,
): Trial {
  const parts = members.map((member) => partOf(member, horizon, direction));
  const panel = joinedPanel(parts);
  const sample = panel.starts.filter((count) => count > 0).length;
  return {
    horizon,
    panel: () => panel,
    sample,
    moves: Float64Array.from(parts.flatMap((each) => each.moves)).sort(),
    latest: [],
    spell: NO_SPELL,
    p: judge.hasRate(sample) ? differenceP(panel, horizon) : undefined,
  };
}

/** What a member has to say of a pool: its periods with a known outcome, and the episodes that start in them. */
function partOf(
  member: Member,
  horizon: number,
  direction: "up" | "down",
): Part & { readonly moves: readonly number[] } {
  const { changes, periods, hits, counted, starts } = followedBy(member, horizon, direction);
  return { periods, hits, starts, moves: movesAfter(counted, changes) };
}

function movesAfter(counted: readonly number[], changes: Float64Array): number[] {
  return counted.map((at) => changes[at]!);
}

/** What followed, since a rule could be evaluated. */
interface Followed {
  /** Of every period, told or not. */
  readonly changes: Float64Array;
  /** Numbers of the periods of which it can be told since 1970-01-01. */
  readonly periods: Int32Array;
  /** Of the same 1 or 0. */
  readonly hits: Float64Array;
  /** Where among all periods the episodes start of which it can be told, and where among those periods. */
  readonly counted: readonly number[];
  readonly starts: readonly number[];
}

/** Asked for by the thousand: nothing is laid down anew where every outcome can be told. */
function followedBy(
  { outcomes, history: { from, held } }: Member,
  horizon: number,
  direction: "up" | "down",
): Followed {
  const changes = outcomes.changes(horizon).subarray(from);
  const episodes = episodesOf(held, horizon)
    .map((at) => at - from)
    .filter((at) => at < changes.length);
  const followed = {
    changes,
    periods: outcomes.numbers.subarray(from, from + changes.length),
    hits: outcomes.hits(horizon, direction).subarray(from),
    counted: episodes,
    starts: episodes,
  };
  return outcomes.lastUnknown(horizon) < from ? followed : withoutGaps(followed);
}

/** Leaves out the periods whose outcome cannot be told. */
function withoutGaps({ changes, periods, hits, counted: episodes }: Followed): Followed {
  const places = new Int32Array(changes.length).fill(-1);
  const [known, told] = [new Int32Array(changes.length), new Float64Array(changes.length)];
  let count = 0;
  for (let at = 0; at < changes.length; at++) {
    if (Number.isNaN(changes[at])) continue;
    known[count] = periods[at]!;
    told[count] = hits[at]!;
    places[at] = count++;
  }
  const counted = episodes.filter((at) => places[at]! >= 0);
  return {
    changes,
    periods: known.subarray(0, count),
    hits: told.subarray(0, count),
    counted,
    starts: counted.map((at) => places[at]!),
  };
}

/**
 * Works out the figures of a trial.
 * @param adjustedP its p value corrected for all tests.
 * @param seed of the bootstrap.
 */
export function judgeTrial(
  { horizon, panel: panelOfAll, sample, moves, latest, spell, p }: Trial,
  adjustedP: number | undefined,
  judge: Judge,
  seed: string,
): HorizonEvidence {
  const panel = panelOfAll();
  const [episodes, won] = [moves.length, totalOf(panel.both)];
  const verdict = judge.verdict(sample, adjustedP);
  const rates = (): Rates => {
    const share = sample < episodes ? effectiveEpisodes(panel, horizon) / episodes : 1;
    const hitRate = wilson(won * share, episodes * share);
    const baseRate = (totalOf(panel.hits) / totalOf(panel.known)) * 100;
    const interval = bootstrapDifference(panel, horizon, seed);
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
    episodes,
    hits: won,
    latest,
    spell,
    verdict,
    rates: p === undefined ? undefined : rates(),
  };
}
