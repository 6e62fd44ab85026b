/** What is handed to a query. */
export type SqlValue = string | number | null;

/** A row, by the names of its columns. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** A way to a database that speaks SQL: what both SQLite and Postgres understand is asked through it in one text. */
export interface Sql {
  /** The rows of a statement. Each `?` of the text stands for the next of the values. */
  all(text: string, ...values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** Adds a row. @param into such as `INTO series` */
export async function insert(
  sql: Sql,
  into: `INTO ${string}`,
  row: Readonly<Record<string, SqlValue>>,
): Promise<void> {
  const columns = Object.keys(row);
  await sql.all(
    `INSERT ${into} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    ...Object.values(row),
  );
}

/** So many values stand in one list at most. */
const LIST = 500;

/** Asks for what belongs to any of many values. @param text makes the query from the list `(?, ?, …)`. */
export async function rowsOfAny(
  sql: Sql,
  values: readonly SqlValue[],
  text: (list: string) => string,
): Promise<SqlRow[]> {
  const rows: SqlRow[] = [];
  for (let from = 0; from < values.length; from += LIST) {
    const some = values.slice(from, from + LIST);
    // One by one: of a great many, a call cannot take all.
    for (const row of await sql.all(text(`(${some.map(() => "?").join()})`), ...some))
      rows.push(row);
  }
  return rows;
}
