import type { Figure } from "../figures/figure.ts";
import type { Direction } from "../figures/vocabulary.ts";
import type { Span } from "../reading/block.ts";
import type { Whose } from "./context.ts";
import type { LevelPlace } from "./level-place.ts";
import type { RecordMark } from "./record-marks.ts";
import type { Sentence } from "./sentence.ts";
import type { TimeMark } from "./times.ts";
import type { QuantityWord } from "./words.ts";

/** A figure with what its sentence says of whose it is, what it counts, over which window and at what time. */
export interface Claim {
  readonly figure: Figure;
  readonly sentence: Sentence;
  readonly clause: Span;
  /** Whose it may be, the likeliest first; none where a name stands there that nobody knows. */
  readonly whose: readonly Whose[];
  /** The sentence itself names the first of them. */
  readonly isNamed: boolean;
  /** It is said of each of them. */
  readonly isEach: boolean;
  /** The other side of a comparison, and the partners of a pair. */
  readonly others: readonly string[];
  /** Flows to and from exchanges are spoken of, here or before. */
  readonly isExchange: boolean;
  /** Named in its clause, the nearest first. */
  readonly quantities: readonly QuantityWord[];
  /** Windows it may be over, the likeliest first. */
  readonly windows: readonly TimeMark[];
  /** The window of the quantity that stands beside it: the 50 of a 50-day average. */
  readonly quantityWindow: (TimeMark & { readonly kind: "window" }) | undefined;
  readonly days: readonly TimeMark[];
  /** The sentence itself names the window, and the day. */
  readonly isWindowNamed: boolean;
  readonly isDayNamed: boolean;
  /** What a high or low is told of: "its highest since February 20", "its high of March 11". */
  readonly records: readonly RecordMark[];
  /** What "the level" stands for: a figure of a sentence before. */
  readonly level: Figure | undefined;
  readonly direction: Direction | undefined;
  /** Something stands between the figure and its word of direction: that word may be another's. */
  readonly isDirectionFar: boolean;
  /** From the clause's beginning, or the figure before, to the figure. */
  readonly lead: string;
  /** From the figure to the next one, or the clause's end. */
  readonly tail: string;
  /** Which figure of a pair it is: "from … to …", "between … and …". */
  readonly place: LevelPlace;
  readonly isAbout: boolean;
  /** A threshold: on which side of it the value has to lie. */
  readonly side: "above" | "below" | undefined;
}
