import { dayNumber } from "../../base/day.ts";
import { weakMemoize } from "../../base/memo.ts";
import type { Signal } from "../../measure/signal.ts";
import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import { isName, isWord, type NameForm, type SubjectWord } from "../../narrate/bindable/subject.ts";
import type { Subject } from "../../publication/catalogue.ts";
import { wordFor } from "../../publication/kinds.ts";
import { keyOf, type Named } from "../../narrate/bindable/named.ts";
import { outcomeOf, valueOf } from "../../narrate/rules/evaluate.ts";
import type { Rule } from "../../narrate/rules/rule.ts";
import { bandOf, verbsFor, type Scale } from "../../narrate/scales/scale.ts";
import type { Printer, Values } from "../../narrate/templates/renderer.ts";
import type { Read, Template } from "../../narrate/templates/template.ts";
import { nounsOf } from "../evidence/evidence-words.ts";
import { dated } from "./dated.ts";
import type { Drafter } from "./drafting.ts";
import { exactDecimals } from "./format.ts";
import { escapeMarkdown, fill } from "../../base/text.ts";
import {
  PrintableDay,
  PrintableName,
  PrintableSignal,
  PrintableStatement,
  type Printable,
} from "./printable.ts";
import type { FactDraft, Recorder } from "./recorder.ts";
import { Told } from "./told.ts";
import { mentionOf } from "./naming.ts";

/** Answers the helpers of the templates of one article and records each figure that they print. */
export class ArticlePrinter implements Printer {
  readonly #drafter: Drafter;
  readonly #recorder: Recorder;
  readonly #scales: ReadonlyMap<string, Scale>;
  readonly #told: Told;
  readonly #values = new Map<BoundNames, Known>();
  readonly #signals = new Map<Signal, PrintableSignal>();
  readonly #constants = new Map<string, FactDraft>();
  readonly #mentions = new Map<string, PrintableName>();
  readonly #rendered = new Map<BoundNames, Map<Template, string>>();
  #rules: ReadonlyMap<string, Rule> = new Map();

  /** @param told which figures the article has told where a template asks for one `once`. */
  constructor(
    drafter: Drafter,
    recorder: Recorder,
    scales: ReadonlyMap<string, Scale>,
    told = new Told(recorder),
  ) {
    this.#drafter = drafter;
    this.#recorder = recorder;
    this.#scales = scales;
    this.#told = told;
  }

  /**
   * Renders a template for a finding's names; undefined where a value that it reads is not available, or where it cannot say of which
   * day its figures are.
   * @param extra texts that it prints besides, by name.
   */
  render(
    template: Template,
    bound: BoundNames,
    all: readonly BoundNames[] = [],
    extra: Readonly<Record<string, unknown>> = {},
  ): string | undefined {
    // A phrasing is looked at more often than it is printed.
    const known = all.length === 0 ? this.#rendered.get(bound)?.get(template) : undefined;
    if (known !== undefined) return known;
    const text = this.#undated(template, bound, all, extra);
    if (text === undefined) return undefined;
    const said = dated(text, this.#recorder, this.#drafter);
    if (said === text && all.length === 0 && template.isSteady) this.#keep(template, bound, said);
    return said;
  }

  /** The same for a row of a table, whose first cell says of which day its figures are: none of them carries a day of its own. */
  renderRow(template: Template, bound: BoundNames): string | undefined {
    return this.#undated(template, bound, [], {});
  }

  #undated(
    template: Template,
    bound: BoundNames,
    all: readonly BoundNames[],
    extra: Readonly<Record<string, unknown>>,
  ): string | undefined {
    const { extras } = template;
    for (const name of extras) if (!(name in extra)) return undefined;
    const items: Known[] = [];
    for (const each of all) {
      const values = this.#valuesFor(template, each);
      if (!values) return undefined;
      items.push(values);
    }
    const values = this.#valuesFor(template, bound);
    if (!values) return undefined;
    this.#rules = template.rules;
    for (const name of extras) values.set(name, extra[name]);
    values.set("all", items);
    return this.#drafter.language.agree(template.render(values, this).trim());
  }

  #keep(template: Template, bound: BoundNames, text: string): void {
    const ofBound = this.#rendered.get(bound);
    if (ofBound) ofBound.set(template, text);
    else this.#rendered.set(bound, new Map([[template, text]]));
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
        return (first as PrintableSignal | PrintableDay).printDay();
      case "day":
      case "on":
      case "full":
        return this.#day(helper, first as PrintableSignal | PrintableDay);
      case "period":
        return (first as PrintableSignal).printPeriod();
      case "since":
        return (first as PrintableSignal).printSince();
      case "publisher":
        return this.#drafter.publishersOf([(first as PrintableSignal).draft("plain")]);
      case "hedged":
        return (first as PrintableStatement).hedged();
      case "once":
        return this.#once(first as Printable, second as string);
      case "multiple":
        return multiple(first as Printable, second as string);
      case "noun":
        return noun(first as PrintableSignal, second as string, third as string);
      case "moved": {
        const step = this.#step(
          first as string,
          second as Printable,
          (third ?? second) as Printable,
        );
        return step.isFlat ? step.word : this.#pattern("moved", step);
      }
      case "movedBy": {
        const step = this.#step(first as string, second as Printable, second as Printable);
        if (step.isFlat) return step.word;
        const unit = noun(second as PrintableSignal, third as string, fourth as string);
        return `${this.#pattern("moved", step)} ${unit}`;
      }
      case "movedTo": {
        const step = this.#step(first as string, second as Printable, third as Printable);
        const { moved, held } = this.#drafter.language.toward;
        return step.isFlat
          ? `${step.word} ${held} ${fourth}`
          : `${this.#pattern("moved", step)} ${moved} ${fourth}`;
      }
      case "apart": {
        const step = this.#step(first as string, second as Printable, second as Printable);
        return step.isFlat ? step.word : this.#pattern("apart", step);
      }
      case "named":
        return (second as PrintableName).inCase(first as string);
      case "word":
        return this.#word(first as string, second as Printable);
      case "cut":
      case "end":
        return this.#cut(first as string, second as string, helper);
      default:
        return this.#parameter((first as PrintableSignal).signal, second as string);
    }
  }

  holds(condition: string, values: Values): boolean {
    const rule = this.#rules.get(condition);
    const { plain } = values as Known;
    return rule?.evaluate(pathsOf(rule).map((path) => plain.get(path)!)) === true;
  }

  join(items: readonly string[]): string {
    return this.#drafter.language.join(items);
  }

  /** The finding's values with all that the template reads filled in; kept from template to template. */
  #valuesFor(template: Template, bound: BoundNames): Known | undefined {
    let values = this.#values.get(bound);
    if (!values) this.#values.set(bound, (values = new Known()));
    for (const read of template.reads) {
      const { key } = read;
      const isAvailable =
        values.get(key) !== undefined || (!values.has(key) && this.#fill(values, read, bound));
      if (!isAvailable) return undefined;
    }
    return values;
  }

  #fill(values: Known, { key, named }: Read, bound: BoundNames): boolean {
    const printable = this.#printable(named, bound);
    values.set(key, printable);
    if (printable === undefined) return false;
    const plain =
      printable instanceof PrintableSignal
        ? printable.signal.value
        : valueOf(named, bound, this.#drafter.edition);
    if (plain !== undefined) values.plain.set(key, plain);
    return true;
  }

  /** What a name prints; nothing for one that only conditions may read. */
  #printable(
    named: Named,
    bound: BoundNames,
  ): Printable | { toString(): string } | string | undefined {
    if (named.kind === "signal") {
      const outcome = outcomeOf(named, bound, this.#drafter.edition.signals);
      return outcome?.ok ? this.#ofSignal(outcome.signal) : undefined;
    }
    if (named.kind === "edition") return this.#ofEdition(named.name);
    if (named.kind === "number") return "";
    const subject = bound.get(named.binding)?.subject;
    if (subject !== undefined && isWord(named.name)) return this.#wordOf(subject, named.name);
    const print = bound.get(named.binding)?.print(named.name);
    if (print === undefined) return undefined;
    if (subject !== undefined && isName(named.name)) return this.#mention(subject, named.name);
    if (typeof print === "string") return escapeMarkdown(print);
    if (named.kind === "day") return new PrintableDay(print, this.#drafter, this.#recorder);
    return named.kind === "text"
      ? this.#constant(print.ref, () => this.#drafter.statement(print, print.form))
      : new PrintableStatement(print, this.#drafter, this.#recorder);
  }

  /** A word of the language for a subject, by its calendar or its kind. */
  #wordOf(subject: Subject, name: SubjectWord): string | undefined {
    const { calendars, kinds } = this.#drafter.edition.view.catalogue;
    const { evidence, exchanges, kinds: words } = this.#drafter.language;
    if (name === "place" || name === "stocks") return exchanges[subject.calendar]?.[name];
    if (name !== "day" && name !== "days") return wordFor(subject.kind, words[name], kinds);
    const { one, many } = nounsOf(evidence, calendars.get(subject.calendar)!);
    return name === "day" ? one : many;
  }

  /** A name of a subject, called as its place in the article asks. */
  #mention(subject: Subject, name: NameForm): PrintableName {
    const key = `${subject.id}|${name}`;
    let found = this.#mentions.get(key);
    if (!found) {
      const { language, edition } = this.#drafter;
      found = new PrintableName((caseId) =>
        this.#recorder.name(mentionOf(subject, name, edition.day, language, caseId)),
      );
      this.#mentions.set(key, found);
    }
    return found;
  }

  /** A day, or that of a signal: its weekday where the reader knows which is meant, else its date. */
  #day(form: "day" | "on" | "full", value: PrintableSignal | PrintableDay): string {
    const { day } = value;
    const apart = dayNumber(this.#drafter.edition.day) - dayNumber(day);
    const { language } = this.#drafter;
    if (form === "full")
      return fill(language.days.full, { weekday: language.weekday(day), date: dateOf(value) });
    if (form === "on" && apart === 1) return "";
    const said =
      Math.abs(apart) < DAYS_A_WEEK
        ? language.onWeekday(day)
        : fill(language.days.date, { date: dateOf(value) });
    return form === "on" ? fill(language.days.on, { day: said }) : said;
  }

  #ofEdition(name: string): string {
    if (name === "weekday") return this.#drafter.language.weekday(this.#drafter.edition.day);
    return this.#constant(`edition.${name}`, () =>
      this.#drafter.ofEdition(name as "date" | "cutoff"),
    );
  }

  #ofSignal(signal: Signal): PrintableSignal {
    let found = this.#signals.get(signal);
    if (!found) {
      found = new PrintableSignal(signal, this.#drafter, this.#recorder);
      this.#signals.set(signal, found);
    }
    return found;
  }

  /** A figure, or the words for it where the text has told it. */
  #once(value: Printable, otherwise: string): string {
    return this.#told.has(value.draft("plain")) ? otherwise : value.print("plain");
  }

  /** The scale's word for a change, by its size `by` and the direction that it prints. */
  #step(scaleId: string, by: Printable, change: Printable): Step {
    const scale = this.#scales.get(scaleId) as Scale;
    const { direction } = change.draft("size");
    const { kinds } = this.#drafter.edition.view.catalogue;
    const isCalm = this.#isCalm(scale, change);
    const moved = {
      by: by.number ?? 0,
      percent: change.number ?? 0,
      kind: this.#kindOf(change),
      isCalm,
    };
    const band = verbsFor(scale, moved, this.#scales, kinds);
    if (direction === "flat" && scale.flat !== undefined)
      return { isFlat: true, word: scale.flat.at(isCalm ? 0 : -1)!, text: "" };
    const words = direction === "down" ? band.down : band.up;
    return { isFlat: false, word: words?.[0] ?? band.id, text: change.print("size") };
  }

  /** Whether the day of a change was as calm as a scale asks for its small verbs; a change over several days has no such day. */
  #isCalm({ calm = {} }: Scale, change: Printable): boolean {
    if (!(change instanceof PrintableSignal) || change.signal.name !== "change1") return true;
    const { subject, day } = change.signal;
    return Object.entries(calm).every(([path, below]) => {
      const [quantity, name] = path.split(".") as [string, string];
      const outcome = this.#drafter.edition.signals.read(subject, quantity, name);
      return !outcome.ok || outcome.signal.day !== day || Number(outcome.signal.value) < below;
    });
  }

  /** What kind of subject a value is of. */
  #kindOf(value: Printable): string | undefined {
    if (!(value instanceof PrintableSignal)) return undefined;
    return this.#drafter.edition.view.catalogue.subjects.get(value.signal.subject)?.kind;
  }

  #pattern(name: "moved" | "apart", { word, text }: Step): string {
    return fill(this.#drafter.language.patterns[name], { word, size: text });
  }

  #word(scaleId: string, value: Printable): string {
    const band = bandOf(this.#scales.get(scaleId) as Scale, value.number ?? 0);
    return band.words?.[0] ?? band.id;
  }

  #cut(scaleId: string, bandId: string, which: "cut" | "end"): string {
    const scale = this.#scales.get(scaleId) as Scale;
    const band = scale.bands.find((each) => each.id === bandId);
    const value = (which === "cut" ? band?.from : band?.to) ?? 0;
    const ref = `scale:${scaleId}.${bandId}.${which}`;
    return this.#constant(ref, () =>
      this.#drafter.constant(value, scale.unit, exactDecimals(value), "plain", ref),
    );
  }

  #parameter(signal: Signal, name: string): string {
    const key = `parameter:${signal.method}.${name}|${signal.parameters[name]}`;
    return this.#constant(key, () => this.#drafter.parameter(signal, name));
  }

  #constant(key: string, draft: () => FactDraft): string {
    let known = this.#constants.get(key);
    if (!known) this.#constants.set(key, (known = draft()));
    return this.#recorder.mark(known);
  }
}

function noun(value: PrintableSignal, one: string, many: string): string {
  return value.isOne() ? one : many;
}

/** "half", or "1.3" with the word behind it. */
function multiple(value: Printable, times: string): string {
  const text = value.print("multiple");
  return /\d/.test(value.draft("multiple").text) ? `${text} ${times}` : text;
}

const DAYS_A_WEEK = 7;

/** The date that a value is, or is of. */
function dateOf(value: PrintableSignal | PrintableDay): string {
  return value instanceof PrintableSignal && value.number === undefined
    ? value.print("plain")
    : value.printDay();
}

/** A change in words: `rose` and `2.1%`; the word alone where it prints as zero. */
interface Step {
  readonly isFlat: boolean;
  readonly word: string;
  readonly text: string;
}

/** What templates have read of a finding so far; undefined what is not available. */
class Known extends Map<string, unknown> {
  /** The plain values that conditions read, out of reach of templates. */
  readonly plain = new Map<string, number | string>();
}

/** Paths of the names that a condition reads. */
const pathsOf = weakMemoize(({ reads }: Rule) => reads.map(keyOf));
