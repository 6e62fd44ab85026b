/** How a helper is called: block or inline, and how many arguments. */
export interface HelperForm {
  readonly block: boolean;
  readonly least: number;
  readonly most: number;
  /** The argument positions (from 0) that must name a scale in quotes, and a band of that scale. */
  readonly scaleAt?: number;
  readonly bandAt?: number;
  /** Its texts in quotes are printed, so that no figure may stand in them. */
  readonly prints?: true;
}

const block = (most: number): HelperForm => ({ block: true, least: most, most });
const inline = (least: number, most = least): HelperForm => ({ block: false, least, most });

/** The helpers that a template may call. */
export const HELPERS: Readonly<Record<string, HelperForm>> = {
  when: block(1),
  list: block(0),
  size: inline(1),
  signed: inline(1),
  spelled: inline(1),
  ordinal: inline(1),
  whole: inline(1),
  share: inline(1),
  date: inline(1),
  publisher: inline(1),
  hedged: inline(1),
  parameter: inline(2),
  noun: { ...inline(3), prints: true },
  either: { ...inline(2, 8), prints: true },
  moved: { ...inline(2, 3), scaleAt: 0 },
  movedTo: { ...inline(4), scaleAt: 0 },
  apart: { ...inline(2), scaleAt: 0 },
  word: { ...inline(2), scaleAt: 0 },
  cut: { ...inline(2), scaleAt: 0, bandAt: 1 },
  end: { ...inline(2), scaleAt: 0, bandAt: 1 },
};
