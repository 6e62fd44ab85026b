import type { Claim } from "../gather/catalogue.ts";
import type { Signal } from "../measure/signal.ts";
import { outcomeOf, textOf, valueOf, type BoundNames } from "../narrate/bound.ts";
import type { Named } from "../narrate/names.ts";
import { nest, type Rule } from "../narrate/rule.ts";
import { bandOf, type Scale } from "../narrate/scale.ts";
import { keyOf, type Printer, type Template } from "../narrate/template.ts";
import type { Drafter } from "./drafting.ts";
import type { Form } from "./format.ts";
import type { FactDraft, Recorder } from "./recorder.ts";
import { choose } from "./rotation.ts";

/** A value of a template that prints itself as a fact. */
interface Printable {
  readonly signal?: Signal;
  readonly number: number | undefined;
  print(form: Form): string;
  /** A claim's figure behind the reporter's own hedge: "at least six". */
  hedged?(): string;
  toString(): string;
}

const MARKDOWN = /[\\`*_{}[\]<>#|~]|&(?=#?\w+;)/g;

/** Text from a source or the catalogue as Markdown text: no character of it is markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(MARKDOWN, "\\$&");
}

/** Answers the helpers of the templates of one article and records each figure that they print. */
export class ArticlePrinter implements Printer {
  readonly #drafter: Drafter;
  readonly #recorder: Recorder;
  readonly #scales: ReadonlyMap<string, Scale>;
  readonly #drafts = new Map<string, FactDraft>();
  #rules: ReadonlyMap<string, Rule> = new Map();

  constructor(drafter: Drafter, recorder: Recorder, scales: ReadonlyMap<string, Scale>) {
    this.#drafter = drafter;
    this.#recorder = recorder;
    this.#scales = scales;
  }

  /** Renders a template for a finding's names; undefined where a value that it reads is not available. */
  render(
    template: Template,
    bound: BoundNames,
    all: readonly BoundNames[] = [],
    extra: object = {},
  ): string | undefined {
    const items: object[] = [];
    for (const each of all) {
      const values = this.#valuesFor(template, each);
      if (!values) return undefined;
      items.push(values);
    }
    const values = this.#valuesFor(template, bound);
    if (!values) return undefined;
    this.#rules = template.rules;
    return template.render({ ...values, ...extra, all: items }, this).trim();
  }

  inline(helper: string, parameters: readonly unknown[]): string {
    const [first, second, third, fourth] = parameters;
    switch (helper) {
      case "size":
      case "signed":
      case "spelled":
      case "ordinal":
      case "whole":
      case "share":
        return (first as Printable).print(helper);
      case "date":
        return this.#mark(`${(first as Printable).signal?.ref}@day`, () =>
          this.#drafter.dayOf((first as Printable).signal as Signal),
        );
      case "hedged":
        return (first as Printable).hedged?.() ?? String(first);
      case "moved": {
        const step = this.#step(String(first), second as Printable, (third ?? second) as Printable);
        return step.isFlat ? step.word : `${step.word} ${step.text}`;
      }
      case "movedTo": {
        const step = this.#step(String(first), second as Printable, third as Printable);
        const { moved, held } = this.#drafter.language.toward;
        return step.isFlat
          ? `${step.word} ${held} ${fourth}`
          : `${step.word} ${step.text} ${moved} ${fourth}`;
      }
      case "apart": {
        const step = this.#step(String(first), second as Printable, second as Printable);
        return step.isFlat ? step.word : `${step.text} ${step.word}`;
      }
      case "noun":
        return String(isOne(first as Printable) ? second : third);
      case "word":
        return this.#word(String(first), second as Printable);
      case "cut":
      case "end":
        return this.#cut(String(first), String(second), helper);
      default:
        return this.#parameter((first as Printable).signal as Signal, String(second));
    }
  }

  holds(condition: string, values: object): boolean {
    return (
      this.#rules
        .get(condition)
        ?.evaluate((values as { readonly [RULE_VALUES]: Record<string, unknown> })[RULE_VALUES]) ===
      true
    );
  }

  join(items: readonly string[]): string {
    return this.#drafter.language.join(items);
  }

  #valuesFor(template: Template, bound: BoundNames): object | undefined {
    const plain: [string, unknown][] = [];
    const printables: [string, unknown][] = [];
    for (const named of template.reads) {
      const printable = this.#printable(named, bound);
      if (printable === undefined) return undefined;
      printables.push([keyOf(named), printable]);
      if (template.rules.size > 0)
        plain.push([keyOf(named), valueOf(named, bound, this.#drafter.edition)]);
    }
    return { ...nest(printables), [RULE_VALUES]: template.rules.size > 0 ? nest(plain) : {} };
  }

  #printable(named: Named, bound: BoundNames): Printable | string | undefined {
    if (named.kind === "signal") {
      const outcome = outcomeOf(named, bound, this.#drafter.edition.signals);
      return outcome?.ok ? this.#ofSignal(outcome.signal) : undefined;
    }
    if (named.kind === "edition") {
      const { language, edition } = this.#drafter;
      if (named.name === "weekday") return language.weekday(edition.day);
      const name = named.name as "date" | "cutoff";
      return this.#mark(`edition.${name}`, () => this.#drafter.ofEdition(name));
    }
    const holder = bound.get(named.binding);
    if (holder?.as === "subject") return escapeMarkdown(textOf(holder.subject, named.name));
    if (holder?.as === "claim") return this.#ofClaim(holder.claim, named);
    return undefined;
  }

  #ofSignal(signal: Signal): Printable {
    const print = (form: Form): string =>
      this.#mark(`${signal.ref}|${form}`, () => this.#drafter.signal(signal, form));
    return {
      signal,
      number: typeof signal.value === "number" ? signal.value : undefined,
      print,
      toString: () => print("plain"),
    };
  }

  #ofClaim(claim: Claim, named: Named & { readonly name: string }): Printable | string | undefined {
    if (named.name === "posted")
      return this.#mark(`${claim.id}@posted`, () => this.#drafter.claimDay(claim));
    if (named.kind === "text") return escapeMarkdown(claim[named.name as "reporter" | "medium"]);
    const figure = claim.figures.find((each) => each.name === named.name);
    if (!figure) return undefined;
    const print = (form: Form): string =>
      this.#mark(
        `${claim.id}.${named.name}|${form}`,
        () => this.#drafter.claim(claim, named.name, form) as FactDraft,
      );
    return {
      number: figure.value,
      print,
      hedged: () =>
        (figure.hedge === undefined ? "" : `${escapeMarkdown(figure.hedge)} `) +
        print(CLAIM_FORMS[figure.unit]),
      toString: () => print("plain"),
    };
  }

  /** The scale's word for a change, by its size `by` and the direction that it prints. */
  #step(scaleId: string, by: Printable, change: Printable): Step {
    const scale = this.#scales.get(scaleId) as Scale;
    const { day } = this.#drafter.edition;
    const text = change.print("size");
    const direction = this.#drafts.get(`${change.signal?.ref}|size`)?.direction;
    const band = bandOf(scale, Math.abs(by.number ?? 0));
    const isFlat = direction === "flat" && scale.flat !== undefined;
    const words = (isFlat ? scale.flat : direction === "down" ? band.down : band.up) ?? [band.id];
    return { isFlat, word: choose(words, day, `${scaleId}|${change.signal?.ref}`), text };
  }

  #word(scaleId: string, value: Printable): string {
    const band = bandOf(this.#scales.get(scaleId) as Scale, value.number ?? 0);
    return choose(band.words ?? [band.id], this.#drafter.edition.day, scaleId);
  }

  #cut(scaleId: string, bandId: string, which: "cut" | "end"): string {
    const scale = this.#scales.get(scaleId) as Scale;
    const band = scale.bands.find((each) => each.id === bandId);
    const value = (which === "cut" ? band?.from : band?.to) ?? 0;
    const ref = `scale:${scaleId}.${bandId}.${which}`;
    return this.#mark(ref, () =>
      this.#drafter.constant(value, scale.unit, Number.isInteger(value) ? 0 : 1, "plain", ref),
    );
  }

  #parameter(signal: Signal, name: string): string {
    const ref = `parameter:${signal.method}.${name}`;
    return this.#mark(
      `${ref}|${signal.parameters[name]}`,
      () => this.#drafter.parameter(signal, name) as FactDraft,
    );
  }

  #mark(key: string, draft: () => FactDraft): string {
    let known = this.#drafts.get(key);
    if (!known) this.#drafts.set(key, (known = draft()));
    return this.#recorder.mark(known);
  }
}

/** A change in words: `rose` and `2.1%`; the word alone where it prints as zero. */
interface Step {
  readonly isFlat: boolean;
  readonly word: string;
  readonly text: string;
}

/** Whether a value prints as one, so that its noun is singular. */
function isOne({ number = 0, signal }: Printable): boolean {
  return signal?.decimals === 0 && Math.round(Math.abs(number)) === 1;
}

/** How a claim's figure is written in running text, by its unit. */
const CLAIM_FORMS = {
  percent: "plain",
  years: "spelled",
  times: "multiple",
  year: "plain",
} as const;

/** Where a context keeps the plain values for its conditions, out of reach of templates. */
const RULE_VALUES = Symbol("values of the rules");
