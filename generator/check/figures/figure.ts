/** What a figure counts, as it is printed; `other` is what no fact is printed in. */
export type FigureUnit = "money" | "percent" | "plain" | "date" | "time" | "other";

/** What the digits and words of a figure say. */
export interface Amount {
  readonly unit: FigureUnit;
  /** Of money: the code of its currency. */
  readonly currency: string | undefined;
  /**
   * The size with its magnitude, NaN where the digits make no number; for a date `YYYY-MM-DD`, `YYYY-MM`, `MM-DD`, `MM` or `Q1`;
   * for a time `HH:MM`.
   */
  readonly value: number | string;
  /** −1 or 1 where a sign is printed, else 0. */
  readonly sign: -1 | 0 | 1;
  /** Decimals of the number printed, in its magnitude. */
  readonly decimals: number;
  readonly magnitude: number;
  /** Id of the unit that the words behind it name, or `other`: nothing that a fact is printed in. */
  readonly named: string | undefined;
}

/** A counted noun behind a figure ("session"), with the plural that another number would give it. */
export interface CountedNoun {
  readonly start: number;
  readonly end: number;
  readonly plural: string;
}

/** A figure as it stands in a text. */
export interface Figure extends Amount {
  /** Exactly as printed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A number word, or the name of a period, that may be plain prose: "one source", "the two", "May". */
  readonly loose: boolean;
  /** For a loose figure, the noun that it seems to count. */
  readonly noun: CountedNoun | undefined;
}

/** A figure among tokens: from the first to before `next`. */
export interface Found extends Amount {
  readonly first: number;
  readonly next: number;
  readonly loose?: boolean;
}

/** A number without sign, unit or magnitude. */
export const PLAIN = {
  unit: "plain",
  currency: undefined,
  sign: 0,
  decimals: 0,
  magnitude: 1,
  named: undefined,
} as const;
