/** A figure that an article prints, by what it is: `btc.close.rsi14`, `btc+sp500.returns.correlation30`. */
export interface Printed {
  readonly subject: string;
  readonly quantity: string;
  readonly signal: string;
}

interface Facts {
  readonly facts: readonly { readonly ref: string; readonly origin: string }[];
}

/** The subject whose price the article is about; undefined where it prints none. */
export function pricedSubject(facts: Facts): string | undefined {
  return pricedOf(printedBy(facts));
}

/** The computed figures that an article prints. */
export function printedBy({ facts }: Facts): Printed[] {
  return facts.flatMap(({ ref, origin }) => (origin === "signal" ? printedOf(ref) : []));
}

function printedOf(ref: string): Printed[] {
  const [subject, quantity, name] = ref.split(".");
  if (subject === undefined || quantity === undefined || name === undefined) return [];
  return [{ subject, quantity, signal: name.split(/[@#]/)[0] ?? name }];
}

/** The subject of the first price that is printed: that of the headline, else of the summary, else of the text. */
export function pricedOf(printed: readonly Printed[]): string | undefined {
  return printed.find(({ quantity }) => quantity === "close")?.subject;
}
