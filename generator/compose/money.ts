/** A number of zero or more with exactly so many decimals. */
export type NumberWriter = (value: number, decimals: number) => string;

/** An amount of zero or more of a currency with exactly so many decimals. */
type MoneyWriter = (value: number, decimals: number, currency: string) => string;

/** A vocabulary's say in how currencies are written. */
interface MoneySigns {
  readonly locale: string;
  readonly narrowSigns: readonly string[];
  readonly fullSigns: readonly string[];
}

/** Writes amounts of money; a sign that several currencies share stands only for the one that the vocabulary or the locale gives it to. */
export function moneyWriter(
  { locale, narrowSigns, fullSigns }: MoneySigns,
  numbers: (options: Intl.NumberFormatOptions) => NumberWriter,
): MoneyWriter {
  const signOf = (currency: string, currencyDisplay: CurrencyDisplay): string =>
    new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay })
      .formatToParts(2)
      .find(({ type }) => type === "currency")?.value ?? currency;
  const displayOf = (currency: string): CurrencyDisplay => {
    if (narrowSigns.includes(currency)) return "narrowSymbol";
    if (fullSigns.includes(currency)) return "symbol";
    const sign = signOf(currency, "narrowSymbol");
    return sign === signOf(currency, "symbol") && !/\p{L}/u.test(sign) ? "narrowSymbol" : "code";
  };
  const writers = new Map<string, NumberWriter>();
  return (value, decimals, currency) => {
    let write = writers.get(currency);
    if (write === undefined) {
      const currencyDisplay = displayOf(currency);
      writers.set(currency, (write = numbers({ style: "currency", currency, currencyDisplay })));
    }
    return write(value, decimals);
  };
}

type CurrencyDisplay = "narrowSymbol" | "symbol" | "code";
