import type { World } from "../../world/world.ts";
import { keeper, oncePer } from "../../base/memo.ts";
import { dayOf } from "../../base/day.ts";
import { Drafter } from "../../compose/print/drafting.ts";
import { fill } from "../../base/text.ts";
import { formatNumber, type Form } from "../../compose/print/format.ts";
import { loadLanguage, type Language } from "../../compose/language.ts";
import type { AsOfView } from "../../store/asof.ts";
import { measure } from "../../measure/measure.ts";
import type { Signals } from "../../measure/signal.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Background } from "../model/background.ts";
import type { Chart } from "./chart.ts";
import { loadChartWords, type ChartWords } from "./chart-words.ts";

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

/** The desk for what was known at an instant, in milliseconds; kept for a while. */
export type Desks = (instant: number) => ChartDesk;

/**
 * The desks of a publication.
 * @throws Failure (2) with line and column of each mistake in the words.
 */
export function desksOf(world: World, publication: Publication, background: Background): Desks {
  const { home, language: code, catalogue } = publication;
  const language = loadLanguage(world, home, code, catalogue.units);
  const words = loadChartWords(world, home, code);
  const desks = desksBehind(background);
  return (instant) =>
    desks(String(instant), () =>
      chartDesk(background.view(instant), { scales: background.scales, language, words }),
    );
}

/** A desk holds charts of the day: those of the days that are worked on together are kept. */
const DESKS = 64;

const desksBehind = oncePer((_background: Background) => keeper<ChartDesk>(DESKS));

/** One desk. */
export function chartDesk(
  view: AsOfView,
  { scales, language, words }: Pick<ChartDesk, "scales" | "language" | "words">,
): ChartDesk {
  const signals = measure(view);
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
