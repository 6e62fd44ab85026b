import stringWidth from "string-width";

/** Columns side by side, as wide in a terminal as their widest cell; the last is not padded. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ""))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + " ".repeat(widths[column]! - stringWidth(cell)),
      )
      .join("  ")
      .trimEnd(),
  );
}
