import type { Claim } from "../../publication/catalogue.ts";
import type { Signal } from "../../measure/signal.ts";
import type { Drafter } from "./drafting.ts";
import { escapeMarkdown } from "../../base/text.ts";
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
  readonly #drafts = new Map<Form | "day", FactDraft>();

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

  /** The last day that the signal describes. */
  printDay(): string {
    let found = this.#drafts.get("day");
    if (!found) this.#drafts.set("day", (found = this.#drafter.dayOf(this.signal)));
    return this.#recorder.mark(found);
  }

  toString(): string {
    return this.print("plain");
  }

  /** Whether it prints as one, so that its noun is singular. */
  isOne(): boolean {
    return this.signal.decimals === 0 && Math.round(Math.abs(this.number ?? 0)) === 1;
  }
}

/** How a claim's figure is written in running text, by its unit. */
const CLAIM_FORMS = {
  percent: "plain",
  years: "spelled",
  times: "multiple",
  year: "plain",
} as const;

/** A reported figure in a template. */
export class PrintableClaim implements Printable {
  readonly number: number;
  readonly #claim: Claim;
  readonly #figure: Claim["figures"][number];
  readonly #drafter: Drafter;
  readonly #recorder: Recorder;
  readonly #drafts = new Map<Form, FactDraft>();

  constructor(
    claim: Claim,
    figure: Claim["figures"][number],
    drafter: Drafter,
    recorder: Recorder,
  ) {
    this.number = figure.value;
    this.#claim = claim;
    this.#figure = figure;
    this.#drafter = drafter;
    this.#recorder = recorder;
  }

  draft(form: Form): FactDraft {
    let found = this.#drafts.get(form);
    if (!found)
      this.#drafts.set(form, (found = this.#drafter.claim(this.#claim, this.#figure, form)));
    return found;
  }

  print(form: Form): string {
    return this.#recorder.mark(this.draft(form));
  }

  /** The figure behind the reporter's own hedge: "at least six". */
  hedged(): string {
    const { hedge, unit } = this.#figure;
    return (hedge === undefined ? "" : `${escapeMarkdown(hedge)} `) + this.print(CLAIM_FORMS[unit]);
  }

  toString(): string {
    return this.print("plain");
  }
}
