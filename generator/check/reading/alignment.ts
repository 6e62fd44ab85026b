/** How far ahead in the source the next character of the text is looked for: an address in angle brackets, some indent. */
const WINDOW = 48;

/** The last character of Unicode. */
const LAST = 0x10ffff;
const SPACE = /\s/;
const REFERENCE = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|[a-z][\da-z]{1,31});/iy;

/**
 * For each character of a text, where it stands in the source that it was parsed from. Escapes, references, quote marks of a
 * block and indents stand in the source and not in the text; white space may differ. A character that the source writes as a
 * reference (`&minus;`, `&#57;`) is placed where that begins.
 */
export function alignment(text: string, source: string): Uint32Array {
  const places = new Uint32Array(text.length);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (SPACE.test(character)) {
      places[index] = at;
      const next = behindSpace(source, at);
      at = next === at && character !== " " ? (referenceAt(source, at)?.next ?? at) : next;
      continue;
    }
    const place = placeOf(character, source, at);
    places[index] = place?.at ?? at;
    at = place?.next ?? at;
  }
  return places;
}

/** Where a character is next written in the source, and where that ends. */
function placeOf(
  character: string,
  source: string,
  from: number,
): { at: number; next: number } | undefined {
  const end = Math.min(source.length, from + WINDOW);
  for (let at = from; at < end;) {
    const reference = source[at] === "&" ? referenceAt(source, at) : undefined;
    if (reference && standsFor(reference, character)) return { at, next: reference.next };
    if (source[at] === character) return { at, next: at + 1 };
    at = reference?.next ?? at + 1;
  }
  return undefined;
}

interface Reference {
  /** Its first UTF-16 unit; undefined where a name says it. */
  readonly character: string | undefined;
  readonly next: number;
}

function referenceAt(source: string, at: number): Reference | undefined {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  if (!match) return undefined;
  const [reference, hexadecimal, decimal] = match;
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  return {
    character: Number.isNaN(code) ? undefined : String.fromCodePoint(Math.min(code, LAST))[0],
    next: at + reference.length,
  };
}

/** No name stands for a plain letter or digit. */
function standsFor(reference: Reference, character: string): boolean {
  if (reference.character !== undefined) return reference.character === character;
  return !/[\da-z]/i.test(character);
}

function behindSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && SPACE.test(source[at]!)) at++;
  return at;
}
