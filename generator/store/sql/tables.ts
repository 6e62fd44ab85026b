/** What a column holds: whole numbers of 32 bits or of 53, numbers, or text. */
type ColumnKind = "integer" | "bigint" | "double precision" | "text";

/** One table of the store, as every database has it. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** Columns by which its rows are told apart and ordered. */
  readonly key: readonly string[];
  /** So many rows are handled at once: few where each holds a whole text. */
  readonly batch: number;
  /** It has a row from the first on, which says nothing. */
  readonly isNeverEmpty?: true;
}

const NAMES = { id: "integer", name: "text" } as const;

const REVISIONS = {
  id: "text",
  revision: "integer",
  seen: "bigint",
  retrieved: "bigint",
  body: "text",
} as const;

/** Batches of short rows, and of whole texts. */
export const NARROW = 10_000;
export const WIDE = 200;

/** Every table of the archive, each after those that it refers to. */
export const TABLES: readonly Table[] = definedTables({
  series: { columns: NAMES, key: ["id"], batch: NARROW },
  origin: { columns: NAMES, key: ["id"], batch: NARROW },
  observation: {
    columns: {
      series: "integer",
      period: "integer",
      revision: "integer",
      value: "double precision",
      public: "bigint",
      retrieved: "bigint",
      origin: "integer",
    },
    key: ["series", "period", "revision"],
    batch: NARROW,
  },
  claim: { columns: REVISIONS, key: ["id", "revision"], batch: WIDE },
  event: { columns: REVISIONS, key: ["id", "revision"], batch: WIDE },
  headline: { columns: REVISIONS, key: ["id", "revision"], batch: WIDE },
  reading: {
    columns: { id: "integer", file: "text", digest: "text", at: "bigint" },
    key: ["id"],
    batch: NARROW,
  },
  remark: {
    columns: {
      reading: "integer",
      position: "integer",
      series: "integer",
      code: "text",
      line: "integer",
      period: "text",
      why: "text",
    },
    key: ["reading", "position"],
    batch: NARROW,
  },
  document: { columns: { name: "text", body: "text" }, key: ["name"], batch: WIDE },
  gathered: {
    columns: { times: "integer" },
    key: ["times"],
    batch: NARROW,
    isNeverEmpty: true,
  },
  trail: {
    columns: { seq: "integer", path: "text", body: "text", hash: "text" },
    key: ["seq"],
    batch: WIDE,
  },
  text: { columns: { hash: "text", body: "text" }, key: ["hash"], batch: WIDE },
});

/** Tables by their names. */
export function definedTables(
  defined: Readonly<Record<string, Omit<Table, "name">>>,
): readonly Table[] {
  return Object.entries(defined).map(([name, table]) => ({ name, ...table }));
}
