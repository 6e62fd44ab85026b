import type { Column } from "../../compose/evidence/evidence-words.ts";
import type { Language } from "../../compose/language.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { tableLines } from "../../base/table.ts";
import type { Rates } from "../../narrate/evidence/evidence.ts";
import { introOf, type Backtest } from "./backtest.ts";
import { cellsOf } from "./cells.ts";

const SHOWN = [
  "rule",
  "subjects",
  "way",
  "horizon",
  "episodes",
  "rate",
  "base",
  "difference",
  "median",
  "p",
  "adjustedP",
  "plot",
  "verdict",
] as const satisfies readonly Column[];

/** Characters from 0% to 100%. */
const WIDTH = 26;

/** The table as a terminal shows it, with a small plot of each hit rate. */
export function backtestLines(found: Backtest, catalogue: Catalogue, language: Language): string[] {
  const { records } = found;
  const { table } = language.evidence;
  if (records.length === 0) return [table.empty];
  const rows = records.flatMap((record) =>
    record.horizons.map((at) => {
      const series = catalogue.series.get(record.series)!;
      const cells = { ...cellsOf(record, at, series, language), plot: plotOf(at.rates) };
      return SHOWN.map((column) => cells[column]);
    }),
  );
  const heads = SHOWN.map((column) => table.heads[column].padEnd(column === "plot" ? WIDTH : 0));
  return [introOf(found, language), "", ...tableLines([heads, ...rows])];
}

/** `──●──` from the low to the high end of the interval, `│` at the rate of all periods; `┼` where the rate meets it. */
function plotOf(rates: Rates | undefined): string {
  if (!rates) return "";
  const { hitRate, baseRate } = rates;
  const at = (percent: number): number => Math.round((percent / 100) * (WIDTH - 1));
  return Array.from({ length: WIDTH }, (_, place) => {
    const isBase = place === at(baseRate);
    if (place === at(hitRate.value)) return isBase ? "┼" : "●";
    if (isBase) return "│";
    return place >= at(hitRate.low) && place <= at(hitRate.high) ? "─" : "·";
  }).join("");
}
