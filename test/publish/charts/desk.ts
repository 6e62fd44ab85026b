import { loadLanguage } from "../../../generator/compose/language.ts";
import type { AsOfView } from "../../../generator/store/asof.ts";
import { chartDesk, type ChartDesk } from "../../../generator/publish/charts/desk.ts";
import { loadChartWords } from "../../../generator/publish/charts/chart-words.ts";
import { catalogue, ROOT, scales, world, measures } from "../../support/bundle.ts";

export const language = loadLanguage(world, ROOT, "en", catalogue.units);
const words = loadChartWords(world, ROOT, "en");

/** The same in Spanish. */
export const inSpanish = {
  language: loadLanguage(world, ROOT, "es", catalogue.units),
  words: loadChartWords(world, ROOT, "es"),
};

/** A desk with the bundled words and scales. */
export function deskFor(view: AsOfView, speech = { language, words }): ChartDesk {
  return chartDesk(view, measures, { scales, ...speech });
}
