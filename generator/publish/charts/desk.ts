import { dayOf } from "../../base/day.ts";
import { Drafter } from "../../compose/print/drafting.ts";
import { fill } from "../../base/text.ts";
import { formatNumber, type Form } from "../../compose/print/format.ts";
import type { Language } from "../../compose/language.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Measures } from "../../measure/measures.ts";
import { measure } from "../../measure/measure.ts";
import type { Signals } from "../../measure/signal.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import type { Chart } from "./chart.ts";
import type { ChartWords } from "./chart-words.ts";

/** What charts are drawn from: the data as it was known at one instant, and the words for it. */
export interface ChartDesk {
  readonly view: AsOfView;
  readonly signals: Signals;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly language: Language;
  readonly words: ChartWords;
  /** A value as the articles print it. */
  print(value: number, unit: string, decimals: number, form?: Form): string;
  /** What `make` gives, made once for each key: the articles of a day share their charts. */
  once(key: string, make: () => Chart | undefined): Chart | undefined;
  /** Whose data the series are, and when they were known, as one line. */
  sourceOf(...series: readonly string[]): string;
}

/** One desk. */
export function chartDesk(
  view: AsOfView,
  measures: Measures,
  { scales, language, words }: Pick<ChartDesk, "scales" | "language" | "words">,
): ChartDesk {
  const signals = measure(view, measures);
  const day = dayOf(view.instant);
  const made = new Map<string, Chart | undefined>();
  const drafter = new Drafter({ day, view, signals }, language);
  return {
    view,
    signals,
    scales,
    language,
    words,
    print(value, unit, decimals, form = "plain") {
      const printed = formatNumber(value, unit, decimals, form, language);
      return printed.text + language.nounBehind(unit, printed);
    },
    once(key, make) {
      if (!made.has(key)) made.set(key, make());
      return made.get(key);
    },
    sourceOf: (...series) => {
      const ids = new Set(series.flatMap((id) => drafter.sourceIdsOf(id)));
      const named = [...ids].map((id) => view.catalogue.sources.get(id)?.attribution ?? id);
      return fill(words.source, {
        publishers: language.join(named),
        day: language.fullDate(day),
        time: new Date(view.instant).toISOString().slice(11, 16),
      });
    },
  };
}
