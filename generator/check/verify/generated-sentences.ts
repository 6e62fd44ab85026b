import type { Fact, FactsFile } from "../../articles/facts.ts";
import type { Figure } from "../figures/figure.ts";
import { readingsOf, type Reading } from "./readings.ts";
import type { SamePrint } from "./same-print.ts";
import type { Statement } from "../reading/statements.ts";
import type { Tools } from "./tools.ts";

/** A sentence of the article held to a generated one of the same wording: its figures, and the facts that stood there. */
export interface GeneratedStatement {
  readonly figures: readonly Figure[];
  readonly facts: readonly Fact[];
}

interface Generated {
  readonly facts: readonly Fact[];
  taken: boolean;
}

/**
 * Finds for each sentence the generated one of the same wording. Sentences with the very figures of a generated one take
 * theirs first; what is left over is compared in the order of the text. A sentence with the very figures of a generated one
 * and another direction word is held to that one. Undefined where neither is so: the sentence is new or edited.
 */
export function generatedStatements(
  statements: readonly Statement[],
  file: FactsFile,
  { same, reword }: Pick<Tools, "same" | "reword">,
): (GeneratedStatement | undefined)[] {
  const book = generatedBySkeleton(file);
  const waiting = statements.map((statement) =>
    readingsOf(statement).flatMap((reading) => {
      const candidates = (book.get(reading.skeleton) ?? []).filter(
        (each) => each.facts.length === reading.figures.length,
      );
      return candidates.length === 0 ? [] : [{ reading, candidates }];
    }),
  );
  const exact = waiting.map((readings) => {
    for (const { reading, candidates } of readings) {
      const found = candidates.find((each) => !each.taken && agree(reading, each, same));
      if (found) return take(reading, found);
    }
    return undefined;
  });
  return waiting.map((readings, index) => {
    const statement = statements[index]!;
    return exact[index] ?? closest(readings, same) ?? reworded(reword(statement), book, same);
  });
}

function reworded(
  readings: Iterable<Reading>,
  book: ReadonlyMap<string, readonly Generated[]>,
  same: SamePrint,
): GeneratedStatement | undefined {
  for (const reading of readings) {
    const found = book
      .get(reading.skeleton)
      ?.find((each) => each.facts.length === reading.figures.length && agree(reading, each, same));
    if (found) return { figures: reading.figures, facts: found.facts };
  }
  return undefined;
}

function closest(
  readings: readonly { reading: Reading; candidates: readonly Generated[] }[],
  same: SamePrint,
): GeneratedStatement | undefined {
  for (const { reading, candidates } of readings) {
    const left = candidates.find((each) => !each.taken);
    if (left) return take(reading, left);
  }
  const [first] = readings;
  const copied = first?.candidates.find((each) => agree(first.reading, each, same));
  const some = copied ?? first?.candidates[0];
  return first && some && take(first.reading, some);
}

function take(reading: Reading, generated: Generated): GeneratedStatement {
  generated.taken = true;
  return { figures: reading.figures, facts: generated.facts };
}

function agree(reading: Reading, generated: Generated, same: SamePrint): boolean {
  return reading.figures.every((figure, index) => same(figure, generated.facts[index]!.text));
}

function generatedBySkeleton(file: FactsFile): Map<string, Generated[]> {
  const byId = new Map(file.facts.map((fact) => [fact.id, fact]));
  const book = new Map<string, Generated[]>();
  for (const { skeleton, facts } of file.sentences) {
    const generated = { facts: facts.flatMap((id) => byId.get(id) ?? []), taken: false };
    const others = book.get(skeleton);
    if (others) others.push(generated);
    else book.set(skeleton, [generated]);
  }
  return book;
}
