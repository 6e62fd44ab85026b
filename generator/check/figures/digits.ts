const DIGIT = /\p{Nd}/u;

/** Decimal digits of any script as 0 to 9: full-width, Arabic-Indic, mathematical and all others. */
export function plainDigits(text: string): string {
  if (/^[0-9]*$/.test(text)) return text;
  return Array.from(text.normalize("NFKC"), plainDigit).join("");
}

/** Unicode keeps the ten digits of a script in one run, zero first. */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

/** The value of a fraction in one character such as ½; undefined for ², ① and the like. */
export function fractionOf(numeral: string): number | undefined {
  const [above, below, ...more] = numeral.normalize("NFKC").split("⁄");
  if (above === undefined || below === undefined || more.length > 0) return undefined;
  const value = Number(plainDigits(above)) / Number(plainDigits(below));
  return Number.isFinite(value) ? value : undefined;
}
