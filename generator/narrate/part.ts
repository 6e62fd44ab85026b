/** A text of a part with the line of the file on which it begins. */
export interface Phrase {
  readonly text: string;
  /** 1-based line of the first character. */
  readonly line: number;
}

/** One `# heading` of a narrative or story and the phrasings under it. */
export interface Part {
  /** `headline`, `fact`, `faq`, … */
  readonly name: string;
  /** What stands after the colon: the question of a `# faq: …`. */
  readonly title: Phrase | undefined;
  readonly line: number;
  readonly phrasings: readonly Phrase[];
}
