import { escapeMarkup } from "../../base/markup.ts";
import { COLUMNS, type Column } from "../../compose/evidence/evidence-words.ts";
import type { Language } from "../../compose/language.ts";
import type { Evidence } from "../../narrate/evidence/records.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { HorizonEvidence } from "../../narrate/evidence/evidence.ts";
import { introOf, type Backtest } from "./backtest.ts";
import { cellsOf } from "./cells.ts";

/** Columns that are the same for every horizon of a record: they stand above its table. */
const ABOVE: ReadonlySet<Column> = new Set(["rule", "subjects", "way", "held"]);
const COLUMNS_BELOW = COLUMNS.filter((column) => !ABOVE.has(column));

/** Size of a plot in pixels, and the margin at its ends. */
const [WIDTH, HEIGHT, MARGIN] = [240, 28, 6];

/** A page that stands alone: for each record a table with a plot of every hit rate. */
export function backtestPage(
  found: Backtest,
  catalogue: Catalogue,
  language: Language,
  languageCode: string,
): string {
  const { records } = found;
  const { table } = language.evidence;
  const intro = introOf(found, language, language.fullDate(found.day));
  const parts = records.map((record) => recordPart(record, catalogue, language));
  return `<!doctype html>
<html lang="${languageCode}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(table.title)}</title>
<style>${STYLE}</style>
<h1>${escapeMarkup(table.title)}</h1>
<p>${escapeMarkup(records.length === 0 ? table.empty : intro)}</p>
${parts.join("\n")}
</html>
`;
}

function recordPart(record: Evidence, catalogue: Catalogue, language: Language): string {
  const { heads } = language.evidence.table;
  const series = catalogue.series.get(record.series)!;
  const rows = record.horizons.map((at) => ({ at, cells: cellsOf(record, at, series, language) }));
  const names = record.subjects.map((id) => catalogue.subjects.get(id)?.name ?? id).join(", ");
  const [first] = rows;
  const above = first
    ? `${series.title}: ${first.cells.way}; ${heads.held}: ${first.cells.held}; ${language.fullDate(record.from)} – ${language.fullDate(record.to)}`
    : "";
  const head = COLUMNS_BELOW.map((column) => `<th scope="col">${escapeMarkup(heads[column])}</th>`);
  const body = rows.map(({ at, cells }) => {
    const tags = COLUMNS_BELOW.map((column) =>
      column === "plot"
        ? `<td>${plotOf(at, `${cells.rate} ${cells.interval} ${heads.base} ${cells.base}`)}</td>`
        : `<td>${escapeMarkup(cells[column])}</td>`,
    );
    return `<tr>${tags.join("")}</tr>`;
  });
  return `<h2>${escapeMarkup(record.narrative)} · ${escapeMarkup(names)}</h2>
<p>${escapeMarkup(above)}</p>
<div class="wide" role="region" tabindex="0" aria-label="${escapeMarkup(`${record.narrative} ${names}`)}"><table><thead><tr>${head.join("")}</tr></thead><tbody>
${body.join("\n")}
</tbody></table></div>`;
}

/** The interval of the hit rate as a bar, the rate as a dot, the rate of all periods as a line. */
function plotOf({ rates }: HorizonEvidence, label: string): string {
  if (!rates) return "";
  const { hitRate, baseRate } = rates;
  const at = (percent: number): string =>
    (MARGIN + (percent / 100) * (WIDTH - 2 * MARGIN)).toFixed(1);
  const middle = HEIGHT / 2;
  return `<svg role="img" aria-label="${escapeMarkup(label)}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><path class="axis" d="M${at(0)} ${middle}H${at(100)}"/><path class="bar" d="M${at(hitRate.low)} ${middle}H${at(hitRate.high)}"/><path class="base" d="M${at(baseRate)} 3V${HEIGHT - 3}"/><circle cx="${at(hitRate.value)}" cy="${middle}" r="5"/></svg>`;
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 84rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2rem 0 0; font-size: 1.1rem; }
p { margin: 0.25rem 0 0.75rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: left; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
svg { display: block; }
path { fill: none; stroke: currentColor; }
.axis { opacity: 0.25; }
.bar { stroke-width: 6; opacity: 0.45; }
.base { stroke-width: 2; stroke-dasharray: 3 2; }
circle { fill: currentColor; }
`;
