import type { Day } from "../../base/day.ts";
import type { MeasureKit } from "../../measure/measures.ts";
import type { SignalValues, ValueOutcome } from "../../measure/signal.ts";
import type { Catalogue, Subject } from "../../publication/catalogue.ts";
import type { PeriodKind } from "../../publication/calendars/entry.ts";
import type { Stated } from "../../store/archive.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Named, NamedSignal, Unknown } from "./named.ts";

/** A sort of thing that rules can be about: how `for:` names it, and what can be asked of it. */
export interface Bindable {
  readonly id: string;
  /** The words of `for:` that stand for it, for the nearest valid one in a message. */
  words(catalogue: Catalogue): Iterable<string>;
  /** What a value of `for:` stands for; undefined where it is none of its own. */
  read(value: ForValue, context: ForContext): Binding | Unknown | undefined;
  /**
   * All that is known of it at a cut-off, as text: where this changes, what was worked out before no longer holds. Left out where the
   * catalogue and the series decide.
   */
  data?(view: AsOfView): string;
  /**
   * Of what was stated in a stretch of time all that a view of any later instant may tell of it, for a value of `for:`, as JSON can hold it: records
   * of rules stand as long as that does. Left out, `data` of every day is held to what it was.
   */
  stated?(stated: Stated, key: string, catalogue: Catalogue): unknown;
  /** Who said what a fact states, by the reference that it was printed with; undefined where it is no fact of its own. */
  saidBy?(ref: string, view: AsOfView): Attribution | undefined;
}

/** Everything that rules can be about, by id; the first that takes a value of `for:` has it. */
export type Bindables = ReadonlyMap<string, Bindable>;

/** The part of the kit that rules can be about. */
export interface BindableKit {
  readonly bindables: Bindables;
}

/** One value of `for:`: a word, several words, or two names that stand before it. */
export type ForValue = string | readonly string[];

export interface ForContext {
  readonly catalogue: Catalogue;
  /** What the names before it stand for. */
  readonly before: Bindings;
}

/** What a name of `for:` may stand for, before an edition is known. */
export interface Binding {
  readonly bindable: Bindable;
  /** What `for:` says, in one string. */
  readonly key: string;
  /** Whether it may stand for several things, so that a story about it gives an article for each. */
  readonly isMany: boolean;
  /** Id of the subject that it always is. */
  readonly only?: string;
  /** The names of `for:` that it is put together of. */
  readonly of?: readonly [string, string];
  /** The subjects that it may be one of; left out where it is no single subject. */
  subjects?(catalogue: Catalogue): readonly Subject[];
  /**
   * What is declared that its choices and values follow from, where a rule names `read` of it: beside its subjects, and what `seriesOf` gives.
   * Records of rules stand as long as that does. Left out, all that is declared.
   */
  declared?(declared: Declared, read: readonly Named[]): unknown;
  /** What a path of two or three parts, the first of which is its name, names of it. */
  resolve(path: readonly string[], declared: Declared): Named | Unknown;
  /** All that it may stand for in an edition, given what the names before it stand for. */
  choices(view: AsOfView, before: BoundNames): readonly Bound[];
}

/** What there is to be named: what is declared, and what is measured of it. */
export interface Declared extends MeasureKit {
  readonly catalogue: Catalogue;
}

/** The names of `for:` in their order. */
export type Bindings = ReadonlyMap<string, Binding>;

/** What a path of a rule or a text may name. */
export interface Nameable extends Declared {
  readonly bindings: Bindings;
}

/** What a name of `for:` stands for in one finding. */
export interface Bound {
  readonly bindable: Bindable;
  /** Tells it from all else that the name may stand for; undefined where the names that it is put together of do. */
  readonly id: string | undefined;
  /** What it is called where it names a file. */
  readonly name: string;
  /** The one subject that it is. */
  readonly subject?: Subject;
  /** Ids of the subjects that an article about it is about. */
  readonly subjects: readonly string[];
  /** Ids of the series that its signals of a quantity are computed from. */
  seriesOf(quantity: string): readonly string[];
  /** A signal of it; undefined where it has none. */
  outcome(named: NamedSignal, signals: SignalValues): ValueOutcome | undefined;
  /** A text, figure or number of it as rules read it in the edition of a day; undefined where it has none by that name. */
  value(name: string, day: Day): number | string | undefined;
  /** How a text or figure of it is printed; undefined where it has none by that name. */
  print(name: string): string | Statement | undefined;
}

export type BoundNames = ReadonlyMap<string, Bound>;

/** Where a fact comes from that is not computed: `claim`, what a third party reported; `event`, what is scheduled and what came of it; `headline`, when it was published. */
export type StatementOrigin = "claim" | "event" | "headline";

/** A value that was stated by somebody, and becomes a fact where it is printed. */
export interface Statement {
  /** A finite number; a day for the unit `date`; a time of day such as 18:00 for `time`. */
  readonly value: number | Day;
  /** Of the kit. */
  readonly unit: string;
  readonly decimals: number;
  /** Of a day: the period that ends with it, by whose name it is told. */
  readonly of?: PeriodKind;
  /** How running text writes it. */
  readonly form: "plain" | "spelled" | "multiple";
  /** The words with which it was hedged: "at least". */
  readonly hedge?: string;
  readonly origin: StatementOrigin;
  /** What it is, as `saidBy` knows it. */
  readonly ref: string;
  /** Ids of the subjects it is about. */
  readonly subjects: readonly string[];
  /** Ids of the sources that it was taken from. */
  readonly sources?: readonly string[];
  /** The day that it describes. */
  readonly day?: Day;
  /** When it became public, in milliseconds. */
  readonly public?: number;
}

/** Who stated something, and where. */
export interface Attribution {
  readonly reporter: string;
  readonly medium: string;
  readonly url?: string;
  /** The own words. */
  readonly quote?: string;
}
