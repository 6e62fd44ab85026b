import { loadLanguage } from "../../../generator/compose/language.ts";
import type { AsOfView } from "../../../generator/gather/asof.ts";
import { chartDesk, type ChartDesk } from "../../../generator/publish/charts/desk.ts";
import { loadChartWords } from "../../../generator/publish/charts/words.ts";
import { ROOT, scales, world } from "../../support/bundle.ts";

export const language = loadLanguage(world, ROOT, "en");
export const words = loadChartWords(world, ROOT, "en");

/** A desk with the bundled words and scales. */
export function deskFor(view: AsOfView): ChartDesk {
  return chartDesk(view, { scales, language, words });
}
