import { fill } from "../../base/text.ts";
import { bandOf, type Band, type Scale } from "../../narrate/scales/scale.ts";
import type { ChartDesk } from "./desk.ts";
import type { Zone } from "./draw/line-chart.ts";

/** The word of a band. */
export function wordOf(band: Band): string {
  return band.words?.[0] ?? band.id;
}

/**
 * The bands of a scale as zones of a chart. `valueAt` turns a cut point into a value of the chart where the two are counted
 * differently, as percentiles are.
 */
export function zonesOf(
  scale: Scale,
  current: number,
  valueAt: (cut: number) => number = (cut) => cut,
): Zone[] {
  const now = bandOf(scale, current);
  return scale.bands.map((band, at) => ({
    low: valueAt(band.from),
    high: valueAt(band.to),
    label: wordOf(band),
    isCurrent: band === now,
    isOuter: at === 0 || at === scale.bands.length - 1,
  }));
}

/** Zones with the values at which they begin, and the one that holds now, filled into a sentence. */
export function zonesInWords(
  { language, words }: ChartDesk,
  sentence: string,
  zones: readonly Zone[],
  print: (value: number) => string,
): string {
  const named = zones.map(({ label, low }, at) =>
    at === 0 && !Number.isFinite(low) ? label : fill(words.zone, { word: label, low: print(low) }),
  );
  const zone = zones.find(({ isCurrent }) => isCurrent)?.label ?? "";
  return fill(sentence, { zones: language.join(named), zone });
}
