import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Day } from "../../generator/base/day.ts";
import { columnsOf, type Columns } from "../../generator/store/columns.ts";
import { publicByLag } from "../../generator/publication/lag.ts";
import { catalogue, ROOT } from "./bundle.ts";

const loaded = new Map<string, Columns>();

/** A series that holds no value. */
export const NOTHING = columnsOf([]);

/** The bundled history of a gathered series as the as-of view sees it, without a database. */
export function bundledColumns(id: string): Columns {
  let found = loaded.get(id);
  if (!found) loaded.set(id, (found = read(id)));
  return found;
}

function read(id: string): Columns {
  const series = catalogue.series.get(id)!;
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", series.from!.file), "utf8")
    .trim()
    .split("\n");
  const at = head.split(",").indexOf(series.from!.column);
  const stated = head.split(",").indexOf("public");
  const rows = lines.map((line) => line.split(",")).filter((cells) => cells[at] !== "");
  return columnsOf(
    rows.map((cells) => {
      const day = series.calendar.periodOf(cells[0] as Day);
      const known = stated > 0 && cells[stated] ? Date.parse(cells[stated]) : undefined;
      return {
        day,
        value: Number(cells[at]),
        revision: 0,
        public: known ?? publicByLag(series, day),
      };
    }),
  );
}
