import { dayNumber, type Day, dayFromNumber } from "../../base/day.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Catalogue, Series } from "../../publication/catalogue.ts";
import type { Narrative } from "../narrative.ts";
import { benjaminiHochberg } from "./statistics/correction.ts";
import type { Evidence, EvidenceBook } from "./evidence.ts";
import { historyOf, standingOf, type Standing, type TargetHistory } from "./history.ts";
import { Carried } from "./carried.ts";
import type { Outcomes } from "./outcomes.ts";
import { countDays, until, type Run } from "./runs.ts";
import { poolsOf } from "./pool.ts";
import { pooledKey, targetAmong } from "./target.ts";
import type { Held, Tracks } from "./track.ts";
import { judgeTrial, pooledTrialOf, trialOf, type Trial } from "./trial.ts";
import type { Judge } from "./verdict.ts";

/** A binding of a rule with its past. */
interface Part {
  readonly outcomes: Outcomes;
  readonly history: TargetHistory;
  readonly held: Held;
}

/** The trials of a rule over one binding, or over all that share a record. */
interface Case {
  readonly key: string;
  readonly narrative: Narrative;
  readonly subjects: readonly string[];
  readonly parts: readonly [Part, ...Part[]];
  readonly trials: readonly Trial[];
}

/** A target as known at the cut-off. */
interface Target {
  readonly outcomes: Outcomes;
  readonly standing: Standing;
}

/**
 * What happened after each rule held, as known at a cut-off: every rule with a target, binding and horizon is tested, and the p
 * values are corrected over all of them. The figures of a record are worked out when it is asked for.
 * @param tracks worked out up to `day` or further; nothing after `day` is read.
 * @param carried from other days, by the same judge.
 */
export function evidenceBook(
  tracks: Tracks,
  narratives: readonly Narrative[],
  day: Day,
  view: AsOfView,
  judge: Judge,
  carried = new Carried(),
): EvidenceBook {
  const targets = new Map<string, Target>();
  const targetFor = (series: Series): Target => {
    let found = targets.get(series.id);
    if (!found) {
      const outcomes = carried.outcomes(view, series);
      const steps = tracks.entries[series.id]?.steps ?? [];
      targets.set(series.id, (found = { outcomes, standing: standingOf(steps, outcomes, day) }));
    }
    return found;
  };
  const { catalogue } = view;
  const cases = narratives.flatMap((narrative) => {
    const held = Object.entries(tracks.rules[narrative.id]?.held ?? {});
    const byKey = Map.groupBy(held, ([subjects]) => pooledKey(subjects.split(","), catalogue));
    return [...byKey].flatMap(([subjects, each]): Case[] => {
      const [first, ...others] = each.flatMap(([key, days]) => {
        const series = targetAmong(narrative, key.split(","), catalogue);
        return (series && partOf(days, targetFor(series), day)) ?? [];
      });
      if (!first) return [];
      const isPooled = subjects !== each[0]![0];
      return [caseOf(narrative, subjects, [first, ...others], isPooled, judge, carried)];
    });
  });
  const tested = cases.flatMap(({ trials }) => trials.filter(({ p }) => p !== undefined));
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
  const adjustedOf = new Map(tested.map((trial, index) => [trial, adjusted[index]]));
  const byKey = new Map(cases.map((each) => [each.key, each]));
  const known = new Map<string, Evidence>();

  const of = (key: string): Evidence | undefined => {
    const found = known.get(key) ?? byKey.get(key);
    if (!found || !("trials" in found)) return found;
    const evidence = evidenceOfCase(found, day, catalogue, (trial) =>
      judgeTrial(trial, adjustedOf.get(trial), judge, `${key}|${trial.horizon}`),
    );
    known.set(key, evidence);
    return evidence;
  };
  return {
    of,
    all: () => cases.flatMap(({ key }) => of(key) ?? []),
    tests: tested.length,
  };
}

function partOf(held: Held, { outcomes, standing }: Target, day: Day): Part | undefined {
  const history = historyOf(held, standing, day);
  return history && { outcomes, history, held };
}

function caseOf(
  narrative: Narrative,
  subjects: string,
  parts: Case["parts"],
  isPooled: boolean,
  judge: Judge,
  carried: Carried,
): Case {
  const direction = directionOf(narrative);
  const [{ outcomes, history }] = parts;
  const key = `${narrative.id}|${subjects}`;
  const trials = carried.trials(key, narrative, parts, () =>
    (narrative.evidence?.horizons ?? []).map((horizon) =>
      isPooled
        ? pooledTrialOf(parts, horizon, direction, judge)
        : trialOf(outcomes, history, horizon, direction, judge),
    ),
  );
  return { key, narrative, subjects: subjects.split(","), parts, trials };
}

function evidenceOfCase(
  { narrative, subjects, parts, trials }: Case,
  day: Day,
  catalogue: Catalogue,
  judged: (trial: Trial) => Evidence["horizons"][number],
): Evidence {
  const [{ outcomes: first }] = parts;
  const { series } = first;
  const past = parts.map(({ held }) => until(held.days, dayNumber(day)));
  const lasts = past.flatMap((runs) => (runs.length > 0 ? [lastDay(runs)] : []));
  const pool = subjects.map((id) => poolsOf(catalogue).get(id)).find((each) => each);
  const sum = (count: (part: Part) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    narrative: narrative.id,
    subjects,
    ...(pool && {
      pool: {
        kind: pool.kind,
        size: pool.size,
        series: parts.map(({ outcomes }) => outcomes.series.id),
      },
    }),
    series: series.id,
    target: pool ? pool.id : series.id.slice(0, series.id.indexOf(".")),
    calendar: series.calendar.name,
    direction: directionOf(narrative),
    from: parts.map(({ outcomes, history }) => outcomes.days[history.from]!).toSorted()[0]!,
    to: parts
      .map(({ outcomes }) => outcomes.days.at(-1)!)
      .toSorted()
      .at(-1)!,
    daysHeld: past.reduce((total, runs) => total + countDays(runs), 0),
    lastHeld: lasts.length === 0 ? undefined : dayFromNumber(Math.max(...lasts)),
    share:
      sum(({ history }) => history.held.length) /
      sum(({ outcomes, history }) => outcomes.days.length - history.from),
    horizons: trials.map(judged),
  };
}

/** Number of the last day of some runs. */
function lastDay(runs: readonly Run[]): number {
  const [first, length] = runs.at(-1)!;
  return first + length - 1;
}

function directionOf({ stance }: Narrative): "up" | "down" {
  return stance === "bearish" ? "down" : "up";
}
