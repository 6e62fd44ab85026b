import type { Binder, Bound } from "../binding/binder.ts";
import type { Sentence } from "../binding/sentence.ts";
import type { Block, Span } from "../reading/block.ts";

/** What the store says of the figures and words of one block, each by its place in the file. */
export interface BlockByStore {
  /** Of the figure that begins there; undefined where none was found that claims something. */
  at(offset: number): Bound | undefined;
  /** Whether the figure that begins there is a day or window of a sentence whose other figures are right. */
  isTimeOfRight(offset: number): boolean;
  /** Whether the figure that begins there is part of a name: "3M". */
  isName(offset: number): boolean;
  /** Of words within a stretch of the block that claim something without a figure. */
  wordsIn(span: Span): readonly Bound[];
}

/** Asks the store about blocks of an article; each is read when it is first asked about, with what stands before it. */
export type ByStore = (block: Block) => BlockByStore;

export function byStore(blocks: readonly Block[], binder: Binder): ByStore {
  const known = new Map<Block, BlockByStore>();
  return (block) => {
    let found = known.get(block);
    if (!found) known.set(block, (found = readBlock(block, blocks, binder)));
    return found;
  };
}

function readBlock(block: Block, blocks: readonly Block[], binder: Binder): BlockByStore {
  const at = blocks.indexOf(block);
  const heading = blocks.slice(0, at).findLast(({ isHeading }) => isHeading);
  const before = blocks[at - 1];
  const context = [heading, before === heading ? undefined : before].filter(
    (each) => each !== undefined,
  );
  const own = new Set(block.cells ?? [block]);
  const read = binder.read([...context, block]).filter(({ sentence }) => own.has(sentence.block));
  const bound = read.flatMap((sentence) => sentence.bound);
  return {
    at: (offset) => {
      const there = bound.filter(
        (each) =>
          !Number.isNaN(each.figure.value) && each.block.offsetOf(each.figure.start) === offset,
      );
      return there.find(({ verdict }) => verdict === "wrong") ?? there[0];
    },
    isTimeOfRight: (offset) =>
      read.some(
        ({ sentence, bound: its }) =>
          its.length > 0 &&
          its.every(({ verdict }) => verdict === "right") &&
          sentence.times.some(
            (time) =>
              (time.kind === "day" || !adjoinsName(sentence, time)) &&
              time.figures.some(({ start }) => sentence.block.offsetOf(start) === offset),
          ),
      ),
    isName: (offset) =>
      read.some(({ sentence }) =>
        sentence.names.some(({ start }) => sentence.block.offsetOf(start) === offset),
      ),
    wordsIn: ({ start, end }) =>
      bound.filter((each) => {
        const isWord =
          each.block === block &&
          each.claim.figure.named === undefined &&
          Number.isNaN(each.claim.figure.value);
        return isWord && each.figure.start >= start && each.figure.end <= end;
      }),
  };
}

/** "Russell 2030", "40-year Treasury yield": the number may belong to the name. */
function adjoinsName({ mentions, block: { text } }: Sentence, { start, end }: Span): boolean {
  return mentions.some(
    (mention) =>
      (mention.end <= start && text.slice(mention.end, start).trim() === "") ||
      (mention.start >= end && text.slice(end, mention.start).trim() === ""),
  );
}
