import { digest } from "../../base/digest.ts";
import { suggestion } from "../../base/nearest.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Change, Remark } from "../../store/observation.ts";
import type { Store } from "../../store/store.ts";
import type { World } from "../../world/world.ts";
import { admit, gapsIn } from "../admit.ts";
import { acceptanceOf, type AcceptRequest } from "../guards/acceptance.ts";
import { hear } from "../guards/hear.ts";
import { knownOf } from "../guards/witnesses.ts";
import { kindOfBytes, textOf } from "./bytes.ts";
import { readParquet } from "./parquet.ts";
import type { Table } from "../../base/csv.ts";
import { columnNamed, readTable, rowsOf, type RowColumns } from "./table.ts";
import { understand, type Said } from "./understood.ts";
import { untakenTimes } from "./untaken-times.ts";

/** Files that can be imported, as `--format` names them. */
export const FORMATS = ["csv", "json", "parquet", "xlsx"] as const;
export type Format = (typeof FORMATS)[number];

export interface ImportRequest extends Said, AcceptRequest {
  /** Absolute path of a file of one of the formats. */
  readonly file: string;
  /** Id of a series that is declared and not derived. */
  readonly series: string;
  /** As the file itself says unless told. */
  readonly format?: Format | undefined;
  /** The sheet of a workbook; the first unless told. */
  readonly sheet?: string | undefined;
  /** The column that bears a usual name for it (`date`, `time` …) unless told. */
  readonly dateColumn?: string | undefined;
  /** `value`, or the series' quantity (`close`), unless told. */
  readonly valueColumn?: string | undefined;
  /** Column with the instant of publication; without one the series' lag decides. */
  readonly publicColumn?: string | undefined;
  /** Nothing is stored: only what was understood is told. */
  readonly preview?: boolean | undefined;
}

export interface ImportSummary extends Change {
  readonly series: string;
  /** How the file was understood, a sentence a line. */
  readonly understood: readonly string[];
  /** True where nothing was stored, because a preview was asked for. */
  readonly previewed: boolean;
  /** Gaps between the values of the file that are longer than the series allows, and refused changes that a person has accepted. */
  readonly flags: readonly Remark[];
}

/** Refused rows that are listed one by one. */
const LISTED = 20;

/**
 * Takes a file of dates and values into a series: all rows, or none when one of them is not clean or the guards refuse it.
 * Importing the same file again changes nothing.
 * @throws Failure (2) naming each refused row with its line and reason.
 */
export async function importFile(
  world: World,
  publication: Publication,
  store: Store,
  request: ImportRequest,
): Promise<ImportSummary> {
  const series = importable(publication, request.series);
  const { table, kind } = await tableIn(world, request);
  const columns = columnsOf(table, series, request);
  const { rows, empty, reading } = understand(
    rowsOf(table, columns),
    series,
    request.file,
    request,
  );
  const now = world.now();
  const { catalogue } = publication;
  const admitted = admit(series, rows, now);
  const { accepted: observations, repeated } = admitted;
  const known = await knownOf(store, catalogue, [series]);
  const [heard] = hear([{ series, observations, repeated }], {
    catalogue,
    known,
    offered: new Map(),
    acceptance: acceptanceOf(request, [series]),
    command: (id) => `bellwether import FILE --series ${id} --accept ${id} --reason "…"`,
  });
  const { accepted, accepts } = heard!;
  const refused = [...admitted.refused, ...heard!.refused];
  if (refused.length > 0) throw mistake(problemsOf(refused, rows.length, request.file));
  const days = accepted.map((observation) => observation.day);
  const previewed = request.preview === true;
  const change = previewed
    ? { added: 0, revised: 0, unchanged: 0 }
    : await store.write(async (writer) => {
        if (accepts.length > 0)
          await writer.recordReading({
            file: request.file,
            digest: digest(JSON.stringify(accepted), 32),
            at: now,
            remarks: accepts,
          });
        return writer.record(series.id, request.file, now, accepted);
      });
  const left = empty === 0 ? "" : `, ${empty} without a value left out`;
  return {
    series: series.id,
    ...change,
    previewed,
    understood: [
      `${kind}: ${rows.length} rows${left}; date from "${columns.date}", value from "${columns.value}"`,
      ...reading,
      ...(days.length === 0 ? [] : [`periods: ${days[0]} to ${days.at(-1)}`]),
      ...untakenTimes(known.get(series.id)!, accepted),
    ],
    flags: [...accepts, ...gapsIn(series, days)],
  };
}

async function tableIn(
  world: World,
  { file, format, sheet }: ImportRequest,
): Promise<{ readonly table: Table; readonly kind: string }> {
  const bytes = world.files.readBytes(file);
  const found = format ?? formatOf(bytes);
  if (found === "parquet") return { table: await readParquet(bytes, file), kind: "Parquet" };
  if (found === "xlsx") {
    const { readWorkbook } = await import("./workbook.ts");
    return { table: await readWorkbook(bytes, file, sheet), kind: "workbook" };
  }
  const { text, encoding } = textOf(bytes, file);
  const delimiter = delimiterOf(text);
  const kind = /^\uFEFF?\s*[[{]/.test(text) ? "JSON" : `CSV, parted by ${DELIMITERS[delimiter]}`;
  return { table: readTable(text, file, { delimiter }), kind: `${kind}, ${encoding}` };
}

function formatOf(bytes: Uint8Array): Format | undefined {
  const kind = kindOfBytes(bytes) ?? "";
  if (kind.includes("Parquet")) return "parquet";
  return kind.includes("ZIP") ? "xlsx" : undefined;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

/** The sign that parts the cells of the header line: the one that stands there most often outside quotes. */
function delimiterOf(text: string): string {
  const header = (/^\uFEFF?\s*(.*)/.exec(text)?.[1] ?? "").replace(/"[^"]*"/g, "");
  const count = (sign: string): number => header.split(sign).length;
  return Object.keys(DELIMITERS).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Names that a column of dates usually bears. */
const DATE_NAMES = ["date", "day", "time", "timestamp", "datetime", "datum", "fecha", "period"];

/** The columns to read: as told, else by their usual names, else those of a file that has two. */
function columnsOf(table: Table, series: Series, request: ImportRequest): RowColumns {
  const quantity = series.id.slice(series.id.indexOf(".") + 1);
  const usual = (names: readonly string[], at: number): string => {
    const named = names.find((name) => columnNamed(table, name) !== undefined);
    return named ?? (table.columns.length === 2 ? table.columns[at]! : names[0]!);
  };
  return {
    date: request.dateColumn ?? usual(DATE_NAMES, 0),
    value: request.valueColumn ?? usual(["value", quantity], 1),
    public: request.publicColumn,
  };
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

function problemsOf(refused: readonly Remark[], rows: number, file: string): Problem[] {
  const listed = refused.slice(0, LISTED).map(({ code, line, why }): Problem => ({
    code,
    file,
    ...(line === undefined ? {} : { line }),
    message: why,
  }));
  const unlisted = refused.length - listed.length;
  return [
    ...listed,
    {
      code: "nothing-imported",
      file,
      message: `${refused.length} of ${rows} rows are refused${unlisted > 0 ? `, ${unlisted} more than are listed` : ""}; nothing was imported.`,
      advice:
        "Mend or remove these rows, or accept what is right all the same, and import the file again.",
    },
  ];
}
