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

/** The subject whose price the article prints first: that of its headline, where this has one. */
export function pricedOf(printed: readonly Printed[]): string | undefined {
  return printed.find(({ subject, quantity }) => quantity === "close" && !subject.includes("+"))
    ?.subject;
}
