import type { Day } from "../../base/day.ts";
import type { Statement } from "../../narrate/bindable/bindable.ts";
import type { Signal } from "../../measure/signal.ts";
import type { Drafter } from "./drafting.ts";
import { escapeMarkdown, fill } from "../../base/text.ts";
import type { Form } from "./format.ts";
import type { FactDraft, Recorder } from "./recorder.ts";

/** A value of a template that prints itself as a fact. */
export interface Printable {
  /** Undefined for a date. */
  readonly number: number | undefined;
  /** The fact in a form; the same object each time. */
  draft(form: Form): FactDraft;
  /** The fact's text, marked. */
  print(form: Form): string;
  /** As it prints where a template just names it. */
  toString(): string;
}

/** Forms behind which a unit is named; "87th" and "double" say what they count in another way. */
const COUNTING: ReadonlySet<Form> = new Set(["plain", "size", "signed", "whole", "spelled"]);

/** A signal in a template. */
export class PrintableSignal implements Printable {
  readonly signal: Signal;
  readonly number: number | undefined;
  readonly #drafter: Drafter;
  readonly #recorder: Recorder;
  readonly #drafts = new Map<Form | "day" | "since" | "years", FactDraft>();

  constructor(signal: Signal, drafter: Drafter, recorder: Recorder) {
    this.signal = signal;
    this.number = typeof signal.value === "number" ? signal.value : undefined;
    this.#drafter = drafter;
    this.#recorder = recorder;
  }

  draft(form: Form): FactDraft {
    let found = this.#drafts.get(form);
    if (!found) this.#drafts.set(form, (found = this.#drafter.signal(this.signal, form)));
    return found;
  }

  print(form: Form): string {
    const draft = this.draft(form);
    const noun = COUNTING.has(form) ? this.#drafter.language.nounBehind(draft.unit, draft) : "";
    return this.#recorder.mark(draft) + noun;
  }

  /** The day that the signal is, or the last that it describes. */
  get day(): Day {
    return this.number === undefined ? String(this.signal.value) : this.signal.day;
  }

  /** The last day that the signal describes. */
  printDay(): string {
    let found = this.#drafts.get("day");
    if (!found) this.#drafts.set("day", (found = this.#drafter.dayOf(this.signal)));
    return this.#recorder.mark(found);
  }

  /** The period of its calendar that the signal is of, or is the last day of: "April", "the first quarter"; with its year where that is not plain. */
  printPeriod(): string {
    const { calendar, text } = this.#drafter.periodOf(this.signal, this.day);
    const said = this.#recorder.mark(this.#drafter.periodFact(this.signal, this.day, text));
    return calendar === "week" ? fill(this.#drafter.language.periods.week, { day: said }) : said;
  }

  /** Since which day its value is the highest or lowest; where no earlier one was as high or low, "on record", since it was first traded, or from where its data begin. */
  printSince(): string {
    const { since } = this.#drafter.language;
    if (!this.#drafter.isFirst(this.signal)) return this.#sinceThen();
    if (this.#drafter.isOnRecord(this.signal)) return since.record;
    const pattern = this.#drafter.isListed(this.signal) ? since.listed : since.short;
    return fill(pattern, { day: this.print("plain") });
  }

  #sinceThen(): string {
    const { of, draft } = this.#drafter.since(this.signal);
    if (!this.#drafts.has("since")) this.#drafts.set("since", draft);
    const day = this.#recorder.mark(this.#drafts.get("since") ?? draft);
    return fill(this.#drafter.language.since[of], { day });
  }

  toString(): string {
    return this.print("plain");
  }

  /** Whether it prints as one, so that its noun is singular. */
  isOne(): boolean {
    return this.signal.decimals === 0 && Math.round(Math.abs(this.number ?? 0)) === 1;
  }
}

/** A day in a template that somebody stated. */
export class PrintableDay {
  readonly day: Day;
  readonly #draft: FactDraft;
  readonly #recorder: Recorder;

  constructor(stated: Statement, drafter: Drafter, recorder: Recorder) {
    this.day = String(stated.value);
    this.#draft = drafter.statement(stated, "plain");
    this.#recorder = recorder;
  }

  printDay(): string {
    return this.#recorder.mark(this.#draft);
  }

  toString(): string {
    return this.printDay();
  }
}

/** A figure in a template that somebody stated. */
export class PrintableStatement implements Printable {
  readonly number: number | undefined;
  readonly #stated: Statement;
  readonly #drafter: Drafter;
  readonly #recorder: Recorder;
  readonly #drafts = new Map<Form, FactDraft>();

  constructor(stated: Statement, drafter: Drafter, recorder: Recorder) {
    this.number = typeof stated.value === "number" ? stated.value : undefined;
    this.#stated = stated;
    this.#drafter = drafter;
    this.#recorder = recorder;
  }

  draft(form: Form): FactDraft {
    let found = this.#drafts.get(form);
    if (!found) this.#drafts.set(form, (found = this.#drafter.statement(this.#stated, form)));
    return found;
  }

  print(form: Form): string {
    return this.#recorder.mark(this.draft(form));
  }

  /** The figure behind the hedge with which it was stated: "at least six". */
  hedged(): string {
    const { hedge, form } = this.#stated;
    return (hedge === undefined ? "" : `${escapeMarkdown(hedge)} `) + this.print(form);
  }

  toString(): string {
    return this.print("plain");
  }
}

/** A name of a subject in a template. */
export class PrintableName {
  readonly #called: (caseId: string | undefined) => string;
  readonly #known = new Map<string | undefined, string>();

  /** @param called the marked name in a case of the language, or as it stands. */
  constructor(called: (caseId: string | undefined) => string) {
    this.#called = called;
  }

  /** With its article or preposition: "dem S&P 500". */
  inCase(caseId: string | undefined): string {
    let found = this.#known.get(caseId);
    if (found === undefined) this.#known.set(caseId, (found = this.#called(caseId)));
    return found;
  }

  toString(): string {
    return this.inCase(undefined);
  }
}
