import type { FigureVocabulary } from "../../check/figures/vocabulary.ts";
import type { Language } from "../../compose/language.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { BindableKit } from "../../narrate/bindable/bindable.ts";
import type { Edition } from "../../narrate/edition.ts";
import type { EvidenceBook } from "../../narrate/evidence/evidence.ts";
import type { MeasureKit } from "../../measure/measures.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import type { ChartKit } from "../charts/contract.ts";
import type { FootnoteWords } from "../theme/footnote-words.ts";
import type { RuleWords } from "../theme/rule-words.ts";

/** What pages show beside the articles: the data as it was known at an instant, and the rules the articles were made by. */
export interface Background {
  /** What is measured and drawn, and what the rules can be about. */
  readonly kit: MeasureKit & BindableKit & ChartKit;
  /**
   * What was known at an instant, in milliseconds: the cut-off of an article, or of the newest edition for pages that outlive one. What
   * came to us after `arrived` is left out.
   */
  readonly view: (cutoff: number, arrived?: number) => AsOfView;
  /** Digests of what was known of a series at each of the ascending instants; without it every page is made anew each time. */
  readonly fingerprints?: (series: string, instants: readonly number[]) => string[];
  readonly narratives: readonly Narrative[];
  readonly scales: ReadonlyMap<string, Scale>;
  /** What tells figures in a text, and pairs them with their facts. */
  readonly vocabulary: FigureVocabulary;
  /** How numbers and dates are printed. */
  readonly language: Language;
  /** What notes tell units and methods with; without it they are told by their names. */
  readonly notes?: FootnoteWords;
  /** What rules are told with; without it they are shown as they are written. */
  readonly ruleWords?: RuleWords;
  /** What followed each rule in the past, as known at an edition's cut-off. */
  readonly evidence?: (edition: Pick<Edition, "day" | "view">) => EvidenceBook;
}
