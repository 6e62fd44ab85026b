import type { LiveResult } from "./gather-live.ts";
import type { SeriesStatus } from "./status.ts";

const HEADS = ["series", "source", "last period", "age", "new", "revised", "refused", "why"];

/** The table that ends a run: one line a series, what failed said in full at the end of its line. */
export function resultTable(results: readonly LiveResult[]): string[] {
  const rows = results.map((each) => [
    each.id,
    each.source,
    each.last ?? "none",
    ageText(each),
    String(each.added),
    String(each.revised),
    String(each.refused.length),
    each.fault ?? [...new Set(each.refused.map(({ why }) => why))].slice(0, 2).join(" "),
  ]);
  return tableLines([HEADS, ...rows]);
}

/** `0`, `3 stale`: periods behind the newest that should be public. */
export function ageText({ age, isStale }: SeriesStatus): string {
  const periods = Number.isFinite(age) ? String(age) : "empty";
  return isStale && Number.isFinite(age) ? `${periods} stale` : periods;
}

/** Columns side by side, as wide as their widest cell; the last is not padded. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}
