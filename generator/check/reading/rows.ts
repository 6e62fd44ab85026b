import type { Block } from "./block.ts";

/**
 * The cells of a table's row as texts of their own, each behind what its row and its column are called, so that they are read as a
 * sentence: "Bitcoin 24h change: +2.1%".
 */
export function cellBlocks(row: readonly Block[], header: readonly Block[]): Block[] {
  const [name, ...cells] = row;
  if (!name) return [];
  return [
    name,
    ...cells.map((cell, index) => {
      const column = header[index + 1];
      const [corner] = header;
      const of = corner && corner !== name && /\d/.test(corner.text) ? [corner, ", "] : [];
      return joined(
        column && column !== cell
          ? [...of, name, " ", column, ": ", cell]
          : [...of, name, ": ", cell],
      );
    }),
  ];
}

/** One block of several, with what stands between them. */
function joined(parts: readonly (Block | string)[]): Block {
  const placed: { block: Block; start: number }[] = [];
  let text = "";
  for (const part of parts) {
    if (typeof part !== "string") placed.push({ block: part, start: text.length });
    text += typeof part === "string" ? part : part.text;
  }
  return {
    text,
    links: [],
    isQuote: false,
    offsetOf(index) {
      const { block, start } = placed.findLast((each) => each.start <= index) ?? placed[0]!;
      return block.offsetOf(index - start);
    },
  };
}
