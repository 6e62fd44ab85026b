/** How a file writes its numbers: which sign parts the decimals, and which groups the thousands. */
export interface NumberStyle {
  /** As `--decimal` names it. */
  readonly id: "." | ",";
  readonly title: string;
  readonly pattern: RegExp;
  readonly grouping: RegExp;
}

const SPACE = "[\\s\u00a0\u202f]";

export const NUMBER_STYLES: readonly NumberStyle[] = [
  {
    id: ".",
    title: "decimal point",
    pattern: new RegExp(
      `^[+-]?(\\d+|\\d{1,3}(([,'’]|${SPACE})\\d{3})+)?(\\.\\d*)?(e[+-]?\\d{1,3})?$`,
      "i",
    ),
    grouping: new RegExp(`[,'’]|${SPACE}`, "g"),
  },
  {
    id: ",",
    title: "decimal comma",
    pattern: new RegExp(
      `^[+-]?(\\d+|\\d{1,3}(([.'’]|${SPACE})\\d{3})+)?(,\\d*)?(e[+-]?\\d{1,3})?$`,
      "i",
    ),
    grouping: new RegExp(`[.'’]|${SPACE}`, "g"),
  },
];

/** A number without what stands around it: a currency's sign or code, per cent, brackets for a loss. */
export interface Bare {
  readonly text: string;
  /** `$`, `EUR`, `%` … as written; empty where there is none. */
  readonly mark: string;
}

const MARKS = String.raw`(?:US\$|[A-Z]{3}|\p{Sc}|%)`;
const MARKED = new RegExp(`^(${MARKS})?${SPACE}*(.*?)${SPACE}*(${MARKS})?$`, "u");

/** Takes a number out of its marks: `(1,234.5)`, `−3 %`, `$ 105,000`, `217,6 EUR`. */
export function bareNumber(cell: string): Bare {
  const plain = cell.trim().replace(/[−–]/g, "-");
  const loss = /^\((.*)\)$/.exec(plain);
  const signed = /^([+-])\s*(\D.*)$/.exec(loss?.[1] ?? plain);
  const sign = loss ? "-" : (signed?.[1] ?? "");
  const [, before = "", text = "", after = ""] =
    MARKED.exec(signed?.[2] ?? loss?.[1] ?? plain) ?? [];
  return { text: sign + text, mark: before || after };
}

/** The number in plain digits; undefined for what is no number in this style. */
export function plainNumber(
  text: string,
  { id, pattern, grouping }: NumberStyle,
): string | undefined {
  if (!/\d/.test(text) || !pattern.test(text)) return undefined;
  const ungrouped = text.replace(grouping, "");
  return id === "," ? ungrouped.replace(",", ".") : ungrouped;
}

/** The styles in which every one of these is a number. */
export function numberStylesOf(texts: readonly string[]): NumberStyle[] {
  return NUMBER_STYLES.filter((style) =>
    texts.every((text) => plainNumber(text, style) !== undefined),
  );
}
