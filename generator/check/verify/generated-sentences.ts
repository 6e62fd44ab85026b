import { FIGURE_MARK, skeletonDigest } from "../../base/sentences.ts";
import type { Fact, FactsFile } from "../../articles/facts.ts";
import type { Figure } from "../figures/figure.ts";
import { readingsOf, type Reading } from "./readings.ts";
import type { Renamed } from "./renamed.ts";
import type { SamePrint } from "./same-print.ts";
import { blanked, type Statement } from "../reading/statements.ts";
import { MOST_CHARACTERS, type Swap } from "./swapped.ts";
import type { Tools } from "./tools.ts";

/** A sentence of the article held to a generated one of the same wording: its figures, and the facts that stood there. */
export interface GeneratedStatement {
  readonly figures: readonly Figure[];
  readonly facts: readonly Fact[];
  /** One of its words stands for another. */
  readonly swap?: Swap;
}

interface Generated {
  readonly facts: readonly Fact[];
  taken: boolean;
}

/**
 * Finds for each sentence the generated one of the same wording. Sentences with the very figures of a generated one take
 * theirs first; what is left over is compared in the order of the text. A sentence with the very figures of a generated one
 * and one word put for another of its kind is held to that one. Undefined where neither is so: the sentence is new or edited.
 */
export function generatedStatements(
  statements: readonly Statement[],
  file: FactsFile,
  tools: Pick<Tools, "same" | "swaps" | "renamed">,
): (GeneratedStatement | undefined)[] {
  const { same } = tools;
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
    return exact[index] ?? closest(readings, same) ?? swapped(statement, tools, book);
  });
}

function swapped(
  statement: Statement,
  { same, swaps, renamed }: Pick<Tools, "same" | "swaps" | "renamed">,
  book: ReadonlyMap<string, readonly Generated[]>,
): GeneratedStatement | undefined {
  if (statement.end - statement.start > MOST_CHARACTERS) return undefined;
  const firm = statement.figures.filter((figure) => !figure.loose);
  const isLoose = firm.length < statement.figures.length;
  const outside = outsideOf(renamed(statement.block.text), firm);
  for (const [figures, inPlural] of [
    [firm, false],
    ...(outside.length < firm.length ? ([[outside, false]] as const) : []),
    ...(isLoose
      ? ([
          [statement.figures, false],
          [statement.figures, true],
        ] as const)
      : []),
  ] as const) {
    if (figures.length === 0) continue;
    const text = blanked(statement, figures, inPlural);
    const reading = { figures, skeleton: "" };
    for (const { text: before, swap } of swaps(text)) {
      const found = book
        .get(skeletonDigest(before))
        ?.find((each) => each.facts.length === figures.length && agree(reading, each, same));
      if (found) return { figures, facts: found.facts, swap: placed(swap, statement, figures) };
    }
    const found = withoutUnit(text, figures, book, same);
    if (found) return found;
  }
  return undefined;
}

/** The figures that are no part of a name with another number. */
function outsideOf(names: readonly Renamed[], figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(
    (figure) => !names.some((name) => name.start < figure.end && figure.start < name.end),
  );
}

/** A word or two behind a figure, which may be a unit that it was given. */
const BEHIND = new RegExp(`${FIGURE_MARK}(\\s\\p{L}+){1,2}`, "gu");

/** The sentence without a unit that a figure has got: "39 points" was "39%". */
function withoutUnit(
  text: string,
  figures: readonly Figure[],
  book: ReadonlyMap<string, readonly Generated[]>,
  same: SamePrint,
): GeneratedStatement | undefined {
  for (const { 0: whole, 1: word = "", index } of text.matchAll(BEHIND)) {
    const at = text.slice(0, index).split(FIGURE_MARK).length - 1;
    const behind = index + FIGURE_MARK.length;
    const words = whole.slice(FIGURE_MARK.length);
    for (const removed of new Set([words, words.slice(0, -word.length)])) {
      const before = text.slice(0, behind) + text.slice(behind + removed.length);
      const found = book
        .get(skeletonDigest(before))
        ?.find(
          ({ facts }) =>
            facts.length === figures.length &&
            facts.every((fact, place) => place === at || same(figures[place]!, fact.text)),
        );
      if (found) return { figures, facts: found.facts };
    }
  }
  return undefined;
}

/** Where the word stands in the block: the figures before it were blanked out. */
function placed(swap: Swap, { start }: Statement, figures: readonly Figure[]): Swap {
  let shift = start;
  for (const figure of figures) {
    if (figure.start - shift >= swap.start) break;
    shift += figure.end - figure.start - FIGURE_MARK.length;
  }
  return { ...swap, start: swap.start + shift, end: swap.end + shift };
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
