import { join } from "node:path";
import type { RemarkCode } from "../../base/codes.ts";
import { startOfDay, type Day, type Instant } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import { publicByLag } from "../../publication/lag.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Table } from "../../base/csv.ts";
import type { Remark } from "../../store/observation.ts";
import type { Reading } from "../../store/store.ts";
import type { World } from "../../world/world.ts";
import { admit, type Admission } from "../admit.ts";
import { grownSince, markOf, rowsBehind } from "./grown.ts";
import { partsOf } from "./of-series.ts";
import { overMembers } from "./over-members.ts";
import { readTable, rowsOf, type Row } from "./table.ts";

/** A file that has to be read, row by row held to the declarations; of one that has only grown, the rows that it has grown by. */
export interface Read {
  /** What was said before of the rows that are not read again; undefined where all are read. */
  readonly before: readonly Remark[] | undefined;
  readonly file: string;
  readonly digest: string;
  readonly at: Instant;
  readonly admissions: readonly (Admission & { readonly series: Series })[];
}

/** What may be believed without a change of the file when its day is over. */
const BELIEVED_IN_TIME: ReadonlySet<RemarkCode> = new Set(["future"]);

/** What may be believed without a change of the file by what the store has learned since, or the same run offers. */
const BELIEVED_BY_OTHERS: ReadonlySet<RemarkCode> = new Set([
  "candle",
  "jump",
  "repeat",
  "restated",
  "rewritten",
]);

/** How files are looked through. */
interface Looking {
  /** Whether all was judged by what the store has now. */
  readonly isSameStore: boolean;
  /** Called after each file. */
  progress(): void;
  /** Called with each file that has to be read. */
  found(): void;
}

/**
 * The files that have to be read, as they are now: what has changed, and what may be judged otherwise than the last time.
 */
export function readFiles(
  world: World,
  { home }: Publication,
  files: ReadonlyMap<string, readonly Series[]>,
  readings: ReadonlyMap<string, Reading>,
  { isSameStore, progress, found }: Looking,
): Read[] {
  const refusedIn = (file: string, codes: ReadonlySet<RemarkCode>): boolean =>
    readings.get(file)?.remarks.some(({ code }) => codes.has(code)) ?? false;
  const read = (file: string, isPending: boolean): Read | undefined => {
    const its = readFile(world, home, file, files.get(file)!, readings.get(file), isPending);
    if (its) found();
    return its;
  };
  const byOthers = [...files.keys()].filter((file) => refusedIn(file, BELIEVED_BY_OTHERS));
  const left = new Set(byOthers);
  const reads = [...files.keys()].flatMap((file) => {
    if (left.has(file)) return [];
    progress();
    return read(file, refusedIn(file, BELIEVED_IN_TIME)) ?? [];
  });
  const isNothingNew =
    isSameStore &&
    reads.length === 0 &&
    byOthers.every((file) => !read(file, refusedIn(file, BELIEVED_IN_TIME)));
  for (const file of byOthers) {
    if (!isNothingNew) reads.push(read(file, true)!);
    progress();
  }
  return reads;
}

/** Undefined when the file was read before as it is. @param isPending whether what was refused of it may be believed now: all of it is judged again. */
function readFile(
  world: World,
  home: string,
  file: string,
  declared: readonly Series[],
  last: Reading | undefined,
  isPending: boolean,
): Read | undefined {
  const texts = partsOf(file).map((each) => world.files.read(join(home, each)));
  const text = texts.join("\n");
  const declarations = JSON.stringify(declared);
  const { mark, isGrown } = markOf(text, declarations, last?.digest);
  if (last?.digest === mark && !isPending) return undefined;

  const grown =
    last && isGrown && !isPending && texts.length === 1 ? grownSince(text, last.digest) : undefined;
  const [table, lists] = grown
    ? [rowsBehind(tableOf(grown.text, file), grown.lines)]
    : texts.map((each, at) => tableOf(each, partsOf(file)[at]!));
  const now = world.now();
  const admissions = declared.map((series) => {
    const { rows, refused } = rowsFor(series, table!, lists);
    const filled = rows.filter((row) => row.value !== "");
    const admission = admit(series, filled, now);
    return { series, ...admission, refused: [...refused, ...admission.refused] };
  });
  return { file, digest: mark, at: now, admissions, before: grown && last?.remarks };
}

/** FINRA parts the cells of its files by bars. */
function tableOf(text: string, file: string): Table {
  const delimiter = /^[^\n,"]*\|/.test(text) ? "|" : ",";
  return readTable(text, file, { delimiter });
}

/** The rows of a series in a file, and what gave none. */
function rowsFor(
  series: Series,
  table: Table,
  lists: Table | undefined,
): { readonly rows: readonly Row[]; readonly refused: readonly Remark[] } {
  const { from } = series;
  if (from === undefined || !("over" in from) || lists === undefined) {
    const { column: value = "" } = from ?? {};
    const published = from && "public" in from ? from.public : undefined;
    return { rows: rowsOf(table, { date: "date", value, public: published }), refused: [] };
  }
  const { calendar } = series;
  const publicOf = (day: Day): Instant =>
    calendar.covers(day) && calendar.isPeriod(day) ? publicByLag(series, day) : startOfDay(day);
  const { rows, unadded } = overMembers(table, lists, from.column, from.only, publicOf);
  const refused = unadded.map(({ day, line, why }): Remark => ({
    series: series.id,
    code: "not-covered",
    line,
    period: day,
    why,
  }));
  return { rows, refused };
}
