/** How wide a text is, in pixels. */
export type Measure = (text: string) => number;

/** Breaks a text into lines no wider than `width`, between words; a word that is wider than a line is broken anywhere. */
export function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = broken(word, width, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return line === "" ? lines : [...lines, line];
}

/** The first `count` lines; an ellipsis tells of more. */
export function shortened(
  lines: readonly string[],
  count: number,
  width: number,
  measure: Measure,
): string[] {
  if (lines.length <= count) return [...lines];
  const kept = lines.slice(0, count);
  let last = [...kept.pop()!];
  while (last.length > 0 && measure(`${last.join("")}…`) > width) last = last.slice(0, -1);
  return [...kept, `${last.join("").trimEnd()}…`];
}

function broken(word: string, width: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && measure(piece + character) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}
