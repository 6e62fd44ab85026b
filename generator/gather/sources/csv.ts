import { Failure } from "../../base/problem.ts";
import type { Table } from "../../base/csv.ts";
import { columnNamed, readTable } from "../files/table.ts";
import { sampleOf } from "../../base/sample.ts";
import { WebFault } from "../../web/fault.ts";

/**
 * A provider's CSV as a table that has at least these columns.
 * @throws WebFault `drift` for text that is no CSV, or that lacks one of them.
 */
export function csvTable(text: string, shown: string, columns: readonly string[]): Table {
  if (/^\s*(<!doctype|<html|\{)/i.test(text))
    throw drift(shown, `CSV was expected, found ${sampleOf(text)}`);
  let table: Table;
  try {
    table = readTable(text, shown);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw drift(shown, error.problems[0]?.message ?? "it is no CSV");
  }
  const missing = columns.find((column) => columnNamed(table, column) === undefined);
  if (missing === undefined) return table;
  const there = sampleOf(table.columns.join(", "));
  throw drift(shown, `the column "${missing}" was expected, found ${there}`);
}

function drift(shown: string, what: string): WebFault {
  return new WebFault("drift", `${shown}: ${what}`);
}
