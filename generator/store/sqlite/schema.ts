import type { Schema } from "./versions.ts";

/**
 * Periods are days since 1970-01-01; `public`, `retrieved`, `seen` and `at` are milliseconds since then.
 * An observation's key is in its tree: thirty bytes a row, and one series is one stretch of the file.
 */
const TABLES = `
  CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE observation (
    series INTEGER NOT NULL REFERENCES series,
    period INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 65535),
    value REAL NOT NULL CHECK (abs(value) < 9e999),
    public INTEGER NOT NULL,
    retrieved INTEGER NOT NULL,
    origin INTEGER NOT NULL REFERENCES origin,
    PRIMARY KEY (series, period, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE claim (
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    retrieved INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reading (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX reading_file ON reading (file, id);
  CREATE TABLE remark (
    reading INTEGER NOT NULL REFERENCES reading,
    position INTEGER NOT NULL,
    series INTEGER NOT NULL REFERENCES series,
    code TEXT NOT NULL,
    line INTEGER,
    period TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (reading, position)
  ) STRICT, WITHOUT ROWID;
`;

/** What is worked out from the rest, and how often anything else was written: these alone are replaced. */
const DOCUMENTS = `
  CREATE TABLE document (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE gathered (times INTEGER NOT NULL) STRICT;
  INSERT INTO gathered VALUES (0);
`;

/** What was done with articles, and every text of them. */
const TRAIL = `
  CREATE TABLE trail (
    seq INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX trail_path ON trail (path, seq);
  CREATE TABLE text (hash TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
`;

/** What was said of scheduled events. */
const EVENTS = `
  CREATE TABLE event (
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    retrieved INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id, revision)
  ) STRICT, WITHOUT ROWID;
`;

/** What feeds of news reported. */
const HEADLINES = EVENTS.replace("event", "headline");

const KEYS: Readonly<Record<string, readonly string[]>> = {
  series: ["id"],
  origin: ["id"],
  observation: ["series", "period", "revision"],
  claim: ["id", "revision"],
  reading: ["id"],
  remark: ["reading", "position"],
};

/** What is written stays: an update, a deletion and a replacing insert all fail, whichever program tries. */
function appendOnly(table: string, key: readonly string[]): string {
  const same = key.map((column) => `${column} = NEW.${column}`).join(" AND ");
  const refuse = `BEGIN SELECT RAISE(ABORT, 'the store is append-only'); END;`;
  return `
    CREATE TRIGGER ${table}_stays BEFORE UPDATE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_is_kept BEFORE DELETE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_is_not_replaced BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${same}) ${refuse}
  `;
}

/** What each version of the store adds to the one before. A step that was ever released stays as it is. */
const STEPS = [
  [TABLES, ...Object.entries(KEYS).map(([table, key]) => appendOnly(table, key))].join(""),
  DOCUMENTS,
  [TRAIL, appendOnly("trail", ["seq"]), appendOnly("text", ["hash"])].join(""),
  [EVENTS, appendOnly("event", ["id", "revision"])].join(""),
  [HEADLINES, appendOnly("headline", ["id", "revision"])].join(""),
];

/** The store of what was gathered. */
export const STORE_SCHEMA: Schema = {
  // "Bell" in ASCII.
  applicationId: 0x42656c6c,
  steps: STEPS,
  whenNewer:
    "Use the Bellwether that made the store, or move the file away and run `bellwether gather`.",
};
