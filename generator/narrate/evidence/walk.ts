import { dayNumber, dayFromNumber } from "../../base/day.ts";
import type { AsOfView } from "../../store/asof.ts";
import { hasNewPeriod } from "../../store/view.ts";
import { valuesOf } from "../../measure/signal-values.ts";
import type { BoundNames } from "../bindable/bindable.ts";
import { cutoffOf } from "../edition.ts";
import { bindingsOf, evaluate, isRuledOut, type RuleDay } from "../rules/evaluate.ts";
import type { Narrative } from "../narrative.ts";
import type { Past } from "./past.ts";
import { addDay, addStep, type Run, type Step } from "./runs.ts";
import { isRead } from "./pool.ts";
import { hasData } from "./reads.ts";
import { subjectsKey, targetAmong } from "./target.ts";
import type { EntryTrack, RuleTrack } from "./track.ts";

/** One way to bind a rule's names. */
interface Binding {
  readonly bound: BoundNames;
  readonly key: string;
  /** The series with each period of which the rule is read once; on every day where it is left out. */
  readonly periodsOf?: string;
}

/** A track that is carried on. */
interface Growing {
  until: number;
  grow(day: number, view: AsOfView, values: RuleDay): void;
}

/** How many of the days are done. */
export interface Walked {
  readonly done: number;
  readonly total: number;
}

/** Carries the record of a rule on, day by day. */
export class RuleWalk implements Growing {
  readonly id: string;
  readonly narrative: Narrative;
  until: number;
  readonly #before: RuleTrack;
  readonly #held: Map<string, { first: number; days: Run[] }>;
  readonly #past: Past;
  readonly #bindings: readonly Binding[] | undefined;

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
    this.#past = past;
    const isFixed = [...narrative.bindings.values()].every((each) => !hasData(each));
    this.#bindings = isFixed ? this.#bindingsIn(past.view(0)) : undefined;
  }

  #bindingsIn(view: AsOfView): Binding[] {
    const { catalogue } = this.#past;
    const { narrative } = this;
    return bindingsOf(narrative.bindings, view, (each) => isRead(each, catalogue)).map((bound) => {
      const key = subjectsKey(bound);
      const isOfList = bound.values().some(({ subject }) => subject?.list);
      const series = isOfList ? targetAmong(narrative, key.split(","), catalogue) : undefined;
      return { bound, key, ...(series && { periodsOf: series.id }) };
    });
  }

  grow(day: number, view: AsOfView, values: RuleDay): void {
    for (const { bound, key, periodsOf } of this.#bindings ?? this.#bindingsIn(view)) {
      if (periodsOf !== undefined && !hasNewPeriod(view, periodsOf)) continue;
      let held = this.#held.get(key);
      if (held && isRuledOut(this.narrative.when, bound, values)) continue;
      const holds = evaluate(this.narrative.when, bound, values);
      if (holds === undefined) continue;
      if (!held) this.#held.set(key, (held = { first: day, days: [] }));
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

/**
 * Carries every track on to a day, both ends included; each day is read through the view of its own cut-off alone. Says after each how
 * many of how many days are done.
 */
export function* walk(past: Past, walks: readonly Growing[], to: number): Generator<Walked> {
  const from = Math.min(...walks.map((each) => each.until + 1), to + 1);
  for (let day = from; day <= to; day++) {
    const date = dayFromNumber(day);
    const view = past.view(cutoffOf(date, past.cutoff));
    const values: RuleDay = { day: date, signals: valuesOf(view, past.measures) };
    for (const each of walks) if (each.until < day) each.grow(day, view, values);
    yield { done: day - from + 1, total: to - from + 1 };
  }
}
