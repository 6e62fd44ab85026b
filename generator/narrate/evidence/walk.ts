import { dayNumber, dayFromNumber } from "../../base/day.ts";
import type { AsOfView } from "../../store/asof.ts";
import { valuesOf } from "../../measure/signal-values.ts";
import type { BoundNames } from "../bindable/bindable.ts";
import { cutoffOf } from "../edition.ts";
import { bindingsOf, evaluate, isRuledOut, type RuleDay } from "../rules/evaluate.ts";
import type { Narrative } from "../narrative.ts";
import type { Past } from "./past.ts";
import { addDay, addStep, type Run, type Step } from "./runs.ts";
import { subjectsKey } from "./target.ts";
import type { EntryTrack, RuleTrack } from "./track.ts";

/** A track that is carried on. */
interface Growing {
  until: number;
  grow(day: number, view: AsOfView, values: RuleDay): void;
}

/** A way to bind the names of a rule, and the subjects by which its record is found. */
type Keyed = readonly [string, BoundNames];

function keyed({ bindings }: Narrative, view: AsOfView): Keyed[] {
  return bindingsOf(bindings, view).map((bound) => [subjectsKey(bound), bound]);
}

/** Carries the record of a rule on, day by day. */
export class RuleWalk implements Growing {
  readonly id: string;
  readonly narrative: Narrative;
  until: number;
  readonly #before: RuleTrack;
  readonly #held: Map<string, { first: number | undefined; days: Run[] }>;
  readonly #bindings: readonly Keyed[] | undefined;

  /** @param before what is known and still holds. */
  constructor(narrative: Narrative, before: RuleTrack, past: Past) {
    this.id = narrative.id;
    this.narrative = narrative;
    this.until = before.until;
    this.#before = before;
    this.#held = new Map(
      Object.entries(before.held).map(([key, { first, days }]) => [
        key,
        { first, days: [...days] },
      ]),
    );
    const isFixed = [...narrative.bindings.values()].every(({ bindable }) => !bindable.data);
    this.#bindings = isFixed ? keyed(narrative, past.view(0)) : undefined;
  }

  grow(day: number, view: AsOfView, values: RuleDay): void {
    for (const [key, bound] of this.#bindings ?? keyed(this.narrative, view)) {
      let held = this.#held.get(key);
      if (held?.first !== undefined && isRuledOut(this.narrative.when, bound, values)) continue;
      const holds = evaluate(this.narrative.when, bound, values);
      if (holds === undefined) continue;
      if (!held) this.#held.set(key, (held = { first: undefined, days: [] }));
      held.first ??= day;
      const last = held.days.at(-1);
      const isKnown = last !== undefined && last[0] + last[1] > day;
      if (holds === true && !isKnown) addDay(held.days, day);
    }
    this.until = day;
  }

  track(): RuleTrack {
    const held = Object.fromEntries(this.#held);
    return { ...this.#before, until: this.until, held };
  }
}

/** Carries on which period of a series was the newest. */
export class EntryWalk implements Growing {
  /** Of the series. */
  readonly id: string;
  until: number;
  readonly #before: EntryTrack;
  readonly #steps: Step[];

  constructor(id: string, before: EntryTrack) {
    this.id = id;
    this.until = before.until;
    this.#before = before;
    this.#steps = [...before.steps];
  }

  grow(day: number, view: AsOfView): void {
    const newest = view.history(this.id).days.at(-1);
    if (newest !== undefined && !view.isStale(this.id))
      addStep(this.#steps, day, dayNumber(newest));
    this.until = day;
  }

  track(): EntryTrack {
    return { ...this.#before, until: this.until, steps: this.#steps };
  }
}

/** Carries every track on to a day, both ends included; each day is read through the view of its own cut-off alone. */
export function walk(past: Past, walks: readonly Growing[], to: number): void {
  const from = Math.min(...walks.map((each) => each.until + 1), to + 1);
  for (let day = from; day <= to; day++) {
    const date = dayFromNumber(day);
    const view = past.view(cutoffOf(date, past.cutoff));
    const values: RuleDay = { day: date, signals: valuesOf(view, past.measures) };
    for (const each of walks) if (each.until < day) each.grow(day, view, values);
  }
}
