import { memoize } from "../../base/memo.ts";
import type { FactDraft, Recorder } from "./recorder.ts";

/** Which figures of data an article's running text has told: each once, and after that as "that level". */
export class Told {
  readonly #recorder: Recorder;
  readonly #told = new Set<string>();
  /** A phrasing is asked about again and again; its marks stay what they are. */
  readonly #figuresIn = memoize((text: string) => this.#keysIn(text, isNews));
  readonly #findingsIn = memoize((text: string) => this.#keysIn(text, isFound));

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  has(draft: FactDraft): boolean {
    return this.#told.has(keyOf(draft));
  }

  /** Enters the figures of texts that stand in the article now. */
  add(texts: readonly string[]): void {
    for (const text of texts) for (const key of this.figuresIn(text)) this.#told.add(key);
  }

  /** Whether a figure of a subject was told. */
  tellsOf(subject: string | undefined): boolean {
    return this.#told.keys().some((key) => key.startsWith(`${subject}.`));
  }

  /** Keys of all that was told so far. */
  all(): string[] {
    return [...this.#told];
  }

  /** Begins anew: what follows is read by itself. */
  forget(): void {
    this.#told.clear();
  }

  /** Whether a marked text tells a figure that was told, or one of those given. */
  repeats(text: string, others: ReadonlySet<string> = NONE): boolean {
    const figures = this.figuresIn(text);
    return !figures.isDisjointFrom(this.#told) || !figures.isDisjointFrom(others);
  }

  /** Whether all figures of a marked text were told, or are among those given. */
  isOld(text: string, others: ReadonlySet<string>): boolean {
    const figures = this.figuresIn(text);
    return figures.size > 0 && figures.isSubsetOf(this.#told.union(others));
  }

  /** Whether every figure of a marked text was told. */
  tellsAll(text: string): boolean {
    return this.figuresIn(text).isSubsetOf(this.#told);
  }

  /** Keys of all that a marked text tells: what a reader would take for news, and what followed earlier cases. */
  findingsIn(text: string): ReadonlySet<string> {
    return this.#findingsIn(text);
  }

  /** Keys of the figures of a marked text that a reader would take for news: values of data, neither days nor records of rules. */
  figuresIn(text: string): ReadonlySet<string> {
    return this.#figuresIn(text);
  }

  #keysIn(text: string, isMeant: (draft: FactDraft) => boolean): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const { draft } of this.#recorder.marksIn(text))
      if (isMeant(draft)) keys.add(keyOf(draft));
    return keys;
  }
}

function isNews({ origin, unit, ref }: FactDraft): boolean {
  return origin === "signal" && unit !== "date" && !ref.includes(":");
}

/** Whether a figure is found in data, and neither a day nor a constant of a method. */
function isFound({ origin, unit }: FactDraft): boolean {
  return unit !== "date" && origin !== "parameter" && origin !== "edition";
}

const NONE: ReadonlySet<string> = new Set();

function keyOf({ ref, day = "" }: FactDraft): string {
  return `${ref}|${day}`;
}
