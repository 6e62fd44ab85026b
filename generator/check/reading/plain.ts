import { BlockBuilder, type Block } from "./block.ts";

/** Lines that stand for themselves: of a list, a heading without a stop, a row. */
const OWN_LINE = /^\s*(?:[-*•–]\s|\d{1,2}[.)]\s|#{1,6}\s)|\t/;

/** The paragraphs of a plain text; lines that are wrapped belong together. */
export function plainBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { start: number; end: number } | undefined;
  const end = (): void => {
    if (open) blocks.push(blockOf(text, open.start, open.end));
    open = undefined;
  };
  let at = 0;
  for (const line of text.split("\n")) {
    const span = { start: at, end: at + line.length };
    at += line.length + 1;
    if (line.trim() === "") end();
    else if (OWN_LINE.test(line)) {
      end();
      blocks.push(blockOf(text, span.start, span.end));
    } else if (open) open.end = span.end;
    else open = span;
  }
  end();
  return blocks;
}

function blockOf(text: string, start: number, end: number): Block {
  const builder = new BlockBuilder();
  builder.add(text.slice(start, end), () => ({ offset: start, source: text.slice(start, end) }));
  return builder.build();
}
