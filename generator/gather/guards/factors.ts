/** Splits of shares, new for old, that are usual; a consolidation is one of them the other way round. */
const SPLITS = [1.5, 2, 3, 4, 5, 7, 8, 10, 15, 20, 25, 50];
const CONSOLIDATIONS = [5, 8, 10, 15, 20, 25, 50];
/** What a change of unit makes of a value: pence for pounds, thousands, millions. */
const UNITS = [100, 1000, 1_000_000];

/** How near a change has to come to a factor, in logarithms: within a day's usual change, and never further than this. */
const NEAREST = 0.01;
const FURTHEST = 0.03;

/** The factor of a split or of a unit that a change comes near. */
export interface Factor {
  /** New shares for one old one; for a unit the factor itself. */
  readonly of: number;
  readonly title: string;
}

/**
 * The split or change of unit that a change looks like, if any.
 * @param ratio of the value to the one before, above zero.
 * @param usual size of a change, in logarithms.
 * @param furthest that it may come from a factor, in logarithms, however large the usual change is.
 */
export function factorOf(
  ratio: number,
  usual: number,
  canSplit: boolean,
  furthest = FURTHEST,
): Factor | undefined {
  const reach = Math.min(furthest, Math.max(NEAREST, usual));
  const isNear = (factor: number): boolean => Math.abs(Math.log(ratio) - Math.log(factor)) <= reach;
  const unit = UNITS.find((factor) => isNear(factor) || isNear(1 / factor));
  if (unit !== undefined) return { of: unit, title: `another unit, ${unit.toLocaleString("en")}` };
  if (!canSplit) return undefined;
  const split = SPLITS.find((factor) => isNear(1 / factor));
  if (split !== undefined) return { of: split, title: `a share split, ${title(split)}` };
  const joined = CONSOLIDATIONS.find(isNear);
  if (joined === undefined) return undefined;
  return { of: 1 / joined, title: `a consolidation of shares, 1 for ${joined}` };
}

function title(split: number): string {
  return Number.isInteger(split) ? `${split} for 1` : `${split * 2} for 2`;
}
