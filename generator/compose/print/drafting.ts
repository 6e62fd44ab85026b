import { daysBetween, toldPastOf, type Day, type TimeOfDay } from "../../base/day.ts";
import { weakMemoize } from "../../base/memo.ts";
import type { PeriodKind } from "../../publication/calendars/entry.ts";
import type { Series } from "../../publication/catalogue.ts";
import { sourceIdsOf } from "../../publication/series-sources.ts";
import type { Signal } from "../../measure/signal.ts";
import type { Statement } from "../../narrate/bindable/bindable.ts";
import type { Edition } from "../../narrate/edition.ts";
import { escapeMarkdown, fill } from "../../base/text.ts";
import {
  formatDate,
  formatNumber,
  formatTime,
  unsized,
  type Form,
  type Printed,
} from "./format.ts";
import { ANNOUNCED, OWN_DAY } from "../../articles/days.ts";
import type { Language } from "../language.ts";
import type { FactDraft } from "./recorder.ts";

/** In running text smaller whole numbers are words: "five days", but "20 days". */
const SPELLED_BELOW = 10;

/** A month or quarter is told without its year for as long as its name cannot mean the next one's. */
const PLAIN_DAYS = 330;

/** Days since which a value, or a level that one would pass, is the highest of its data. */
const HIGHS: ReadonlySet<string> = new Set(["highSince", "resistanceSince"]);

/** What is of the month that a day lies in, whatever its calendar. */
const OF_A_MONTH = "monthChange";

/** Whether a day since which something is the highest or lowest is the end of a month that is compared as a whole. */
function ofMonths({ name }: Signal): boolean {
  return /^(?:m|sameM)onthChange(?:High|Low)Since$/.test(name);
}

/** What a parameter counts, by its name: the 95 of a 95% interval is a percentage. */
export function parameterUnit(name: string): "percent" | "count" {
  return name === "confidence" ? "percent" : "count";
}

/** What every article of an edition is drafted with: where a signal comes from is looked up once for all of them. */
export const drafterOf = weakMemoize((edition: Edition) =>
  weakMemoize((language: Language) => new Drafter(edition, language)),
);

/** Turns values into facts as printed. One drafter serves one edition. */
export class Drafter {
  readonly edition: Edition;
  readonly language: Language;
  readonly #sources = new Map<string, readonly string[]>();
  readonly #provenances = new Map<Signal, Provenance>();
  readonly #drafts = new Map<Signal, Map<Form, FactDraft>>();

  constructor(edition: Edition, language: Language) {
    this.edition = edition;
    this.language = language;
  }

  /** A signal's value in a form, as a fact of its own each time: the articles of an edition print much the same. */
  signal(signal: Signal, form: Form): FactDraft {
    let drafts = this.#drafts.get(signal);
    if (!drafts) this.#drafts.set(signal, (drafts = new Map()));
    let draft = drafts.get(form);
    if (!draft) drafts.set(form, (draft = this.#draftOf(signal, form)));
    return { ...draft };
  }

  #draftOf(signal: Signal, form: Form): FactDraft {
    const { value, unit } = signal;
    const printed =
      typeof value === "string"
        ? this.#momentIn(value, signal)
        : formatNumber(value, unit, signal.decimals, form, this.language);
    const bare = typeof value === "number" && form === "size" && this.language.unit(unit).directed;
    return {
      id: "",
      text: printed.text,
      value,
      unit: form === "share" ? "percent" : unit,
      decimals: printed.decimals,
      magnitude: printed.magnitude,
      direction: !bare ? "none" : printed.isZero ? "flat" : value > 0 ? "up" : "down",
      origin: "signal",
      ref: signal.ref,
      ...this.#provenance(signal),
    };
  }

  /** The last day a signal describes. */
  dayOf(signal: Signal): FactDraft {
    const printed = formatDate(signal.day, this.edition.day, this.language);
    return {
      ...constant(printed.text, signal.day, "date", "signal", `${signal.ref}${ANNOUNCED}`),
      ...this.#provenance(signal),
    };
  }

  /** What the period of its calendar that ends on a day is called: "April", "the first quarter", with its year where its name could mean the next; else the day. */
  periodOf(signal: Signal, day: Day): { readonly calendar: PeriodKind; readonly text: string } {
    const calendar = signal.name === OF_A_MONTH ? "month" : this.#periodKind(signal);
    return { calendar, text: this.#periodText(calendar, day) };
  }

  #periodText(calendar: PeriodKind, day: Day): string {
    const { month, monthAndYear, periods } = this.language;
    const isPlain = daysBetween(day, this.edition.day) < PLAIN_DAYS;
    if (calendar === "month") return isPlain ? month(day) : monthAndYear(day);
    if (calendar !== "quarter") return formatDate(day, this.edition.day, this.language).text;
    const period = periods.quarters[Math.ceil(Number(day.slice(5, 7)) / 3) - 1]!;
    return isPlain ? period : fill(periods.ofYear, { period, year: day.slice(0, 4) });
  }

  /** The name of a period as a fact: it says of when the figures beside it are. */
  periodFact(signal: Signal, day: Day, text: string): FactDraft {
    return {
      ...constant(text, day, "date", "signal", `${signal.ref}${ANNOUNCED}`),
      ...this.#provenance(signal),
      day,
    };
  }

  #periodKind({ inputs }: Signal): PeriodKind {
    const { series } = this.edition.view.catalogue;
    return series.get(inputs[0]?.series ?? "")?.calendar.period ?? "day";
  }

  /** A day that a signal of days is; of months and quarters, and of a listing, the month with its year. */
  #momentIn(moment: Day | TimeOfDay, signal: Signal): Printed {
    if (signal.unit === "time") return formatTime(moment);
    return this.#isMonthly(signal) || this.isListed(signal)
      ? unsized(this.language.monthAndYear(moment))
      : formatDate(moment, this.edition.day, this.language);
  }

  /** The day since which a value is the highest or lowest as a text names it: of months and quarters, and of what is long ago, the month with its year. */
  since(signal: Signal): { readonly of: "day" | "month"; readonly draft: FactDraft } {
    const draft = this.signal(signal, "plain");
    const day = String(signal.value);
    if (this.#isMonthly(signal)) return { of: "month", draft };
    if (toldPastOf(day, this.edition.day) === day) return { of: "day", draft };
    return { of: "month", draft: { ...draft, text: this.language.monthAndYear(day) } };
  }

  #isMonthly(signal: Signal): boolean {
    const calendar = this.#periodKind(signal);
    return calendar === "month" || calendar === "quarter" || ofMonths(signal);
  }

  /** Whether the day since which a value is the highest or lowest is the first of its data, where none was as high or low. */
  isFirst({ subject, quantity, name }: Signal): boolean {
    const isRecord = name.replace(/Since$/, "IsRecord");
    const outcome = this.edition.signals.read(subject, quantity, isRecord);
    return outcome.ok && outcome.signal.value === 1;
  }

  /** Whether what is the highest or lowest of its data is so on record: a change only where the data are whole. */
  isOnRecord(signal: Signal): boolean {
    const record = this.#recordOf(signal);
    return record === "whole" || (record === "highs" && HIGHS.has(signal.name));
  }

  /** Whether the first day of its data is the first on which the thing itself was traded, and a text names its month. */
  isListed(signal: Signal): boolean {
    return this.#recordOf(signal) === "listed" && this.isFirst(signal);
  }

  #recordOf({ inputs }: Signal): Series["record"] | undefined {
    return this.edition.view.catalogue.series.get(inputs[0]?.series ?? "")?.record;
  }

  /** The day of a figure, said of that figure alone. */
  ownDayOf({ day = "", ref, ...figure }: FactDraft): FactDraft {
    const printed = formatDate(day, this.edition.day, this.language);
    return {
      ...figure,
      ...constant(printed.text, day, "date", "signal", `${ref}${OWN_DAY}`),
      subjects: figure.subjects,
      day,
      sources: figure.sources,
      inputs: figure.inputs,
    };
  }

  /** A constant of a signal's method, such as the 14 of RSI(14). */
  parameter(signal: Signal, name: string): FactDraft {
    const value = signal.parameters[name] ?? 0;
    const form = value < SPELLED_BELOW ? "spelled" : "plain";
    return this.parameterOf(signal.method, name, value, form);
  }

  /** The constant of a method, as its name asks to be printed. */
  parameterOf(method: string, name: string, value: number, form: Form): FactDraft {
    const decimals = Number.isInteger(value) ? 0 : 1;
    return this.constant(value, parameterUnit(name), decimals, form, `parameter:${method}.${name}`);
  }

  /** A constant that stands in a method or scale. */
  constant(value: number, unit: string, decimals: number, form: Form, ref: string): FactDraft {
    const printed = formatNumber(value, unit, decimals, form, this.language);
    return { ...constant(printed.text, value, unit, "parameter", ref), decimals: printed.decimals };
  }

  /** What somebody stated: a figure in a form, or a day. */
  statement(stated: Statement, form: Form): FactDraft {
    const { value, unit, origin, ref, subjects, sources = [], day } = stated;
    const printed =
      typeof value === "number"
        ? formatNumber(value, unit, stated.decimals, form, this.language)
        : unit === "time"
          ? formatTime(value)
          : stated.of === undefined
            ? formatDate(value, this.edition.day, this.language)
            : unsized(this.#periodText(stated.of, value));
    return {
      ...constant(printed.text, value, unit, origin, ref),
      decimals: printed.decimals,
      subjects,
      sources,
      ...(day === undefined ? {} : { day }),
      ...(stated.public === undefined ? {} : { public: instantText(stated.public) }),
    };
  }

  /** The edition's date with its year, or the time of its cut-off. */
  ofEdition(name: "date" | "cutoff"): FactDraft {
    if (name === "date") {
      return constant(
        this.language.fullDate(this.edition.day),
        this.edition.day,
        "date",
        "edition",
        "edition.date",
      );
    }
    const time = new Date(this.edition.view.instant).toISOString().slice(11, 16);
    return constant(time, time, "time", "edition", "edition.cutoff");
  }

  /** Names of the publishers of the data behind facts, in their order, as a list in words. */
  publishersOf(facts: readonly Pick<FactDraft, "sources">[]): string {
    const { sources } = this.edition.view.catalogue;
    const ids = [...new Set(facts.flatMap((fact) => fact.sources))];
    return this.language.join(ids.map((id) => escapeMarkdown(sources.get(id)?.publisher ?? id)));
  }

  /** Ids of the sources behind a series, through what it is derived from. */
  sourceIdsOf(series: string): readonly string[] {
    let found = this.#sources.get(series);
    if (!found)
      this.#sources.set(series, (found = sourceIdsOf(series, this.edition.view.catalogue)));
    return found;
  }

  #provenance(signal: Signal): Provenance {
    let found = this.#provenances.get(signal);
    if (!found) this.#provenances.set(signal, (found = this.#provenanceOf(signal)));
    return found;
  }

  /** Whether a series behind a signal is behind its calendar. */
  #isLate(inputs: Signal["inputs"]): boolean {
    return inputs.some(({ series }) => this.edition.view.age(series) > 0);
  }

  #provenanceOf({ inputs, subject, day, method, parameters, ...signal }: Signal): Provenance {
    const [first] = inputs;
    const sources =
      first && inputs.length === 1
        ? this.sourceIdsOf(first.series)
        : [...new Set(inputs.flatMap((input) => this.sourceIdsOf(input.series)))];
    const known = {
      subjects: subject.split("+"),
      day,
      public: instantText(signal.public),
      sources,
      method,
      ...(this.#isLate(inputs) ? { late: true } : {}),
    };
    return Object.keys(parameters).length > 0
      ? { ...known, parameters, inputs }
      : { ...known, inputs };
  }
}

/** Where a signal's facts come from, whatever their form. */
type Provenance = Pick<
  FactDraft,
  "subjects" | "day" | "late" | "public" | "sources" | "method" | "parameters" | "inputs"
>;

function constant(
  text: string,
  value: number | string,
  unit: string,
  origin: FactDraft["origin"],
  ref: string,
): FactDraft {
  return {
    id: "",
    text,
    value,
    unit,
    decimals: 0,
    magnitude: 1,
    direction: "none",
    subjects: [],
    origin,
    ref,
    sources: [],
    inputs: [],
  };
}

const instants = new Map<number, string>();

/** ISO 8601 in UTC to the second. */
export function instantText(instant: number): string {
  let text = instants.get(instant);
  if (text === undefined)
    instants.set(instant, (text = new Date(instant).toISOString().replace(".000Z", "Z")));
  return text;
}
