import { skeletonDigest } from "../../base/sentences.ts";
import type { Figure } from "../figures/figure.ts";
import { blanked, type Statement } from "../reading/statements.ts";

/** One way to read a sentence: which of its loose words are figures, and the skeleton that this leaves. */
export interface Reading {
  readonly figures: readonly Figure[];
  readonly skeleton: string;
}

/** With more loose words than this in a sentence, only all and none of them are tried as figures. */
const MOST_LOOSE = 3;

/** The ways to read a sentence, loose words as plain prose first. */
export function readingsOf(statement: Statement): Reading[] {
  const loose = statement.figures.filter((figure) => figure.loose);
  return choices(loose).flatMap((chosen) => {
    const figures = statement.figures.filter((figure) => !figure.loose || chosen.includes(figure));
    if (figures.length === 0) return [];
    const plain = { figures, skeleton: skeletonDigest(blanked(statement, figures, false)) };
    if (!figures.some((figure) => figure.noun)) return [plain];
    return [plain, { figures, skeleton: skeletonDigest(blanked(statement, figures, true)) }];
  });
}

function choices(loose: readonly Figure[]): (readonly Figure[])[] {
  if (loose.length > MOST_LOOSE) return [[], loose];
  return Array.from({ length: 2 ** loose.length }, (_, mask) =>
    loose.filter((_figure, index) => (mask >> index) % 2 === 1),
  );
}
