import { z } from "zod";
import { rowsOf } from "../files/table.ts";
import { liveSource } from "./contract.ts";
import { csvTable } from "./csv.ts";

const BASE = "https://fred.stlouisfed.org/graph/fredgraph.csv";

/** Federal Reserve Economic Data, the CSV behind each series' graph: https://fred.stlouisfed.org */
export const fred = liveSource({
  id: "fred",
  about: {
    gives: "yields and other economic series",
    cost: "free",
    limits: "none stated for the CSV; asked at most once a second",
    terms: "most series are in the public domain; each series' page says so",
  },
  spacingMs: 1000,
  keys: [],
  options: z.strictObject({ series: z.string().regex(/^[A-Z0-9]+$/) }),
  batch: ({ series }) => series,
  async pull({ wanted, from, to }, http) {
    const { series } = wanted[0].options;
    const url = `${BASE}?id=${series}&cosd=${from}&coed=${to}`;
    const text = await http.text(url);
    const table = csvTable(text, url, [series]);
    // The first column was named DATE until 2024 and is observation_date since. A dot or nothing stands for a holiday.
    const rows = rowsOf(table, { date: table.columns[0] ?? "", value: series }).filter(
      ({ value }) => value !== "." && value !== "",
    );
    return { rows: new Map(wanted.map((each) => [each.series.id, rows])), notes: [] };
  },
});
