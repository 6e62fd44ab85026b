import { suggestion } from "../base/nearest.ts";
import { mistake, type Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import type { Publication } from "../publication/publication.ts";
import { admit, gapsIn } from "./admit.ts";
import type { Series } from "../publication/catalogue.ts";
import type { Change, Remark } from "../store/observation.ts";
import { isParquet, readParquet } from "./parquet.ts";
import { columnNamed, readTable, rowsOf, type Table } from "./read-rows.ts";
import type { Store } from "../store/store.ts";

export interface ImportRequest {
  /** Absolute path of a CSV, JSON lines or Parquet file. */
  readonly file: string;
  /** Id of a series that is declared and not derived. */
  readonly series: string;
  /** `date` unless told. */
  readonly dateColumn?: string | undefined;
  /** `value`, or the series' quantity (`close`), unless told. */
  readonly valueColumn?: string | undefined;
  /** Column with the instant of publication; without one the series' lag decides. */
  readonly publicColumn?: string | undefined;
}

export interface ImportSummary extends Change {
  readonly series: string;
  /** Gaps between the values of the file that are longer than the series allows. */
  readonly flags: readonly Remark[];
}

/** Refused rows that are listed one by one. */
const LISTED = 20;

/**
 * Takes a file of dates and values into a series: all rows, or none when one of them is not clean. Importing the same
 * file again changes nothing.
 * @throws Failure (2) naming each refused row with its line and reason.
 */
export async function importFile(
  world: World,
  publication: Publication,
  store: Store,
  request: ImportRequest,
): Promise<ImportSummary> {
  const series = importable(publication, request.series);
  const table = await tableIn(world, request.file);
  const rows = rowsOf(table, {
    date: request.dateColumn ?? "date",
    value: request.valueColumn ?? usualColumn(table, series),
    public: request.publicColumn,
  });
  const now = world.now();
  const { accepted, refused } = admit(series, rows, now);
  if (refused.length > 0) throw mistake(problemsOf(refused, rows.length, request.file));
  const change = await store.write((writer) =>
    writer.record(series.id, request.file, now, accepted),
  );
  const days = accepted.map((observation) => observation.day);
  return { series: series.id, ...change, flags: gapsIn(series, days) };
}

async function tableIn(world: World, file: string): Promise<Table> {
  const bytes = world.files.readBytes(file);
  if (isParquet(bytes)) return readParquet(bytes, file);
  return readTable(world.files.read(file), file);
}

function importable(publication: Publication, id: string): Series {
  const { series: declared } = publication.catalogue;
  const series = declared.get(id);
  if (series === undefined) {
    throw mistake({
      code: "unknown-series",
      message: `The series "${id}" is not declared in bellwether.yaml.`,
      advice: suggestion(id, declared.keys()),
    });
  }
  if (series.derive !== undefined) {
    throw mistake({
      code: "derived-series",
      message: `The series "${id}" is computed from others; nothing can be imported into it.`,
      advice: `Import into one of ${series.derive.of.join(", ")}.`,
    });
  }
  return series;
}

function usualColumn(table: Table, series: Series): string {
  const quantity = series.id.slice(series.id.indexOf(".") + 1);
  return columnNamed(table, "value") ?? columnNamed(table, quantity) ?? "value";
}

function problemsOf(refused: readonly Remark[], rows: number, file: string): Problem[] {
  const listed = refused
    .slice(0, LISTED)
    .map(({ code, line = 1, why }): Problem => ({ code, file, line, message: why }));
  const unlisted = refused.length - listed.length;
  return [
    ...listed,
    {
      code: "nothing-imported",
      file,
      message: `${refused.length} of ${rows} rows are refused${unlisted > 0 ? `, ${unlisted} more than are listed` : ""}; nothing was imported.`,
      advice: "Mend or remove these rows and import the file again.",
    },
  ];
}
