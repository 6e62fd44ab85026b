/** How far ahead in the source the next character of the text is looked for: the longest named reference and some indent. */
const WINDOW = 48;

const SPACE = /\s/;

/**
 * For each character of a text, where it stands in the source that it was parsed from. Escapes, references, quote marks of a
 * block and indents stand in the source and not in the text; white space may differ. A character that the source writes in
 * another way (`&minus;`) is placed where that begins.
 */
export function alignment(text: string, source: string): Uint32Array {
  const places = new Uint32Array(text.length);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (SPACE.test(character)) {
      places[index] = at;
      while (at < source.length && SPACE.test(source[at] as string)) at++;
      continue;
    }
    const ahead = source.slice(at, at + WINDOW).indexOf(character);
    if (ahead > 0) at += ahead;
    places[index] = at;
    if (ahead >= 0) at++;
  }
  return places;
}
