import { columnNamed } from "../files/table.ts";
import { sampleOf } from "../../base/sample.ts";
import { WebFault } from "../../web/fault.ts";
import { csvTable } from "./csv.ts";
import { fromMonthName } from "./days.ts";
import type { Day } from "../../base/day.ts";

/** One company that a fund holds. */
export interface Constituent {
  readonly ticker: string;
  readonly name: string;
  /** Share of the fund's value, in percent. */
  readonly weight: number;
}

/** What a fund held, as its issuer publishes it. */
export interface Holdings {
  readonly asOf: Day;
  /** Of the fund itself. */
  readonly sharesOutstanding: number;
  /** Of everything it holds, cash included, in the fund's currency. */
  readonly marketValue: number;
  /** Shares of companies only: no cash, futures or collateral. */
  readonly constituents: readonly Constituent[];
}

/**
 * Reads iShares' CSV: a preamble with the date and the fund's shares, a table, and a legal footer.
 * @throws WebFault `drift`
 */
export function readHoldings(text: string, shown: string): Holdings {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const asOf = fromMonthName(preamble(lines, "Fund Holdings as of"));
  const shares = amount(preamble(lines, "Shares Outstanding"));
  const start = lines.findIndex((line) => line.startsWith("Ticker,"));
  const end = lines.findIndex((line, at) => at > start && line.replace(/[\u00A0\s]/g, "") === "");
  if (start === -1 || !/^\d{4}-/.test(asOf) || !(shares > 0)) {
    const what = "the date, the shares outstanding and a table of holdings were expected";
    throw new WebFault("drift", `${shown}: ${what}, found ${sampleOf(text)}`);
  }
  const body = lines
    .slice(start, end === -1 ? undefined : end)
    .filter((line) => /^("|Ticker,)/.test(line));
  const columns = ["Ticker", "Name", "Asset Class", "Weight (%)", "Market Value"];
  const table = csvTable(body.join("\n"), shown, columns);
  const [ticker, name, kind, weight, worth] = columns.map((column) =>
    table.columns.indexOf(columnNamed(table, column) ?? ""),
  ) as [number, number, number, number, number];
  const constituents = table.rows
    .filter(({ cells }) => cells[kind] === "Equity")
    .map(({ cells }) => ({
      ticker: cells[ticker] ?? "",
      name: cells[name] ?? "",
      weight: amount(cells[weight]),
    }));
  const marketValue = table.rows.reduce((sum, { cells }) => sum + amount(cells[worth]), 0);
  return { asOf, sharesOutstanding: shares, marketValue, constituents };
}

function amount(cell: string | undefined): number {
  return Number(cell?.replaceAll(",", ""));
}

function preamble(lines: readonly string[], label: string): string {
  const line = lines.slice(0, 15).find((each) => each.startsWith(`${label},`));
  return (
    line
      ?.slice(label.length + 1)
      .replaceAll('"', "")
      .trim() ?? ""
  );
}

/** Where iShares publishes a fund's holdings; `asOf` asks for an earlier day. */
export function holdingsUrl(product: string, fund: string, asOf?: Day): string {
  const base = `https://www.ishares.com/us/products/${product}/1467271812596.ajax`;
  const day = asOf === undefined ? "" : `&asOfDate=${asOf.replaceAll("-", "")}`;
  return `${base}?fileType=csv&fileName=${fund}_holdings&dataType=fund${day}`;
}
