import { mistake } from "../../base/problem.ts";

/** What a file is by its first bytes, where it is no text; by the name that people know it by. */
const KINDS: readonly (readonly [magic: string, kind: string])[] = [
  ["PAR1", "a Parquet file"],
  ["PK\u0003\u0004", "a ZIP archive, as Excel's .xlsx is"],
  ["\u00d0\u00cf\u0011\u00e0", "an Excel file of before 2007 (.xls)"],
  ["\u001f\u008b", "a gzip archive"],
  ["%PDF", "a PDF"],
  ["SQLite format 3", "an SQLite database"],
  ["\u0089PNG", "a picture"],
  ["\u00ff\u00d8\u00ff", "a picture"],
];

/** How a text file is encoded, as people name it. */
export type Encoding = "UTF-8" | "UTF-16 LE" | "UTF-16 BE" | "Windows-1252";

/** What the first bytes say that a file is; undefined for a text. */
export function kindOfBytes(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return KINDS.find(([magic]) => start.startsWith(magic))?.[1];
}

/**
 * The text of a file: UTF-8 or UTF-16, with a byte order mark or without, else Windows-1252.
 * @throws Failure (2) for a file that is no text, saying what it is.
 */
export function textOf(
  bytes: Uint8Array,
  file: string,
): { readonly text: string; readonly encoding: Encoding } {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(LABELS[encoding]).decode(bytes);
  const kind = kindOfBytes(bytes) ?? (/\0/.test(text) ? "no text" : webPage(text));
  if (kind === undefined) return { text, encoding };
  throw mistake({
    code: "broken-file",
    file,
    message: `This is ${kind}; a table of dates and values was expected.`,
    advice: "Export it as CSV, JSON, Parquet or .xlsx.",
  });
}

const LABELS: Readonly<Record<Encoding, string>> = {
  "UTF-8": "utf-8",
  "UTF-16 LE": "utf-16le",
  "UTF-16 BE": "utf-16be",
  "Windows-1252": "windows-1252",
};

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return "UTF-16 LE";
  if (first === 0xfe && second === 0xff) return "UTF-16 BE";
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "UTF-16 LE";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "UTF-16 BE";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "UTF-8";
  } catch {
    return "Windows-1252";
  }
}

function webPage(text: string): string | undefined {
  return /^\s*<(!doctype|html|\?xml)/i.test(text) ? "a web page" : undefined;
}
