import { dayNumber, type Day, dayFromNumber } from "../../base/day.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Narrative } from "../narrative.ts";
import { benjaminiHochberg } from "./statistics/correction.ts";
import type { Evidence, EvidenceBook } from "./evidence.ts";
import { historyOf, standingOf, type Standing, type TargetHistory } from "./history.ts";
import { outcomesOf, type Outcomes } from "./outcomes.ts";
import { countDays, until } from "./runs.ts";
import { targetAmong } from "./target.ts";
import type { Held, Tracks } from "./track.ts";
import { judgeTrial, trialOf, type Trial } from "./trial.ts";
import type { Judge } from "./verdict.ts";

/** A rule and a binding with its trials, before the correction. */
interface Case {
  readonly key: string;
  readonly narrative: Narrative;
  readonly subjects: readonly string[];
  readonly outcomes: Outcomes;
  readonly history: TargetHistory;
  readonly held: Held;
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
 */
export function evidenceBook(
  tracks: Tracks,
  narratives: readonly Narrative[],
  day: Day,
  view: AsOfView,
  judge: Judge,
): EvidenceBook {
  const targets = new Map<string, Target>();
  const targetFor = (series: Series): Target => {
    let found = targets.get(series.id);
    if (!found) {
      const outcomes = outcomesOf(view, series);
      const steps = tracks.entries[series.id]?.steps ?? [];
      targets.set(series.id, (found = { outcomes, standing: standingOf(steps, outcomes, day) }));
    }
    return found;
  };
  const cases = narratives.flatMap((narrative) =>
    Object.entries(tracks.rules[narrative.id]?.held ?? {}).flatMap(([subjects, held]) => {
      const series = targetAmong(narrative, subjects.split(","), view.catalogue);
      return (series && caseOf(narrative, subjects, held, targetFor(series), day, judge)) ?? [];
    }),
  );
  const tested = cases.flatMap(({ trials }) => trials.filter(({ p }) => p !== undefined));
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
  const adjustedOf = new Map(tested.map((trial, index) => [trial, adjusted[index]]));
  const byKey = new Map(cases.map((each) => [each.key, each]));
  const known = new Map<string, Evidence>();

  const of = (key: string): Evidence | undefined => {
    const found = known.get(key) ?? byKey.get(key);
    if (!found || !("trials" in found)) return found;
    const evidence = evidenceOfCase(found, day, (trial) =>
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

function caseOf(
  narrative: Narrative,
  subjects: string,
  held: Held,
  { outcomes, standing }: Target,
  day: Day,
  judge: Judge,
): Case | undefined {
  const history = historyOf(held, standing, day);
  if (!history) return undefined;
  const direction = directionOf(narrative);
  return {
    key: `${narrative.id}|${subjects}`,
    narrative,
    subjects: subjects.split(","),
    outcomes,
    history,
    held,
    trials: (narrative.evidence?.horizons ?? []).map((horizon) =>
      trialOf(outcomes, history, horizon, direction, judge),
    ),
  };
}

function evidenceOfCase(
  { narrative, subjects, outcomes, history, held, trials }: Case,
  day: Day,
  judged: (trial: Trial) => Evidence["horizons"][number],
): Evidence {
  const { series, days } = outcomes;
  const past = until(held.days, dayNumber(day));
  const last = past.at(-1);
  return {
    narrative: narrative.id,
    subjects,
    series: series.id,
    target: series.id.slice(0, series.id.indexOf(".")),
    calendar: series.calendar.name,
    direction: directionOf(narrative),
    from: days[history.from]!,
    to: days.at(-1)!,
    daysHeld: countDays(past),
    lastHeld: last && dayFromNumber(last[0] + last[1] - 1),
    share: history.held.length / (days.length - history.from),
    horizons: trials.map(judged),
  };
}

function directionOf({ stance }: Narrative): "up" | "down" {
  return stance === "bearish" ? "down" : "up";
}
