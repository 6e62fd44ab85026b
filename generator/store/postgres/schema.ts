/**
 * Periods are days since 1970-01-01; `public`, `retrieved`, `seen` and `at` are milliseconds since then. Names are ordered by their
 * bytes, as everywhere else, whatever the database's own order of letters. The key of an observation covers all that is read of it, so
 * that reading a series never leaves the index. The table is not partitioned by time: an edition reads each series from its beginning on, which
 * would be a look into every partition, and nothing is ever removed, which partitions make cheap.
 */
const TABLES = `
  CREATE TABLE bellwether (version integer NOT NULL);
  INSERT INTO bellwether VALUES (0);
  CREATE TABLE series (id integer PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE);
  CREATE TABLE origin (id integer PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE);
  CREATE TABLE observation (
    series integer NOT NULL,
    period integer NOT NULL,
    revision integer NOT NULL CHECK (revision BETWEEN 0 AND 65535),
    origin integer NOT NULL,
    value double precision NOT NULL CHECK (value > '-Infinity' AND value < 'Infinity'),
    public bigint NOT NULL,
    retrieved bigint NOT NULL,
    PRIMARY KEY (series, period, revision) INCLUDE (value, public, retrieved)
  ) WITH (autovacuum_vacuum_insert_scale_factor = 0.02);
  CREATE TABLE claim (
    id text COLLATE "C" NOT NULL,
    revision integer NOT NULL,
    seen bigint NOT NULL,
    retrieved bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (id, revision)
  );
  CREATE TABLE event (LIKE claim INCLUDING ALL);
  CREATE TABLE reading (
    id integer PRIMARY KEY,
    file text COLLATE "C" NOT NULL,
    digest text NOT NULL,
    at bigint NOT NULL
  );
  CREATE INDEX reading_file ON reading (file, id);
  CREATE TABLE remark (
    reading integer NOT NULL REFERENCES reading,
    position integer NOT NULL,
    series integer NOT NULL REFERENCES series,
    code text NOT NULL,
    line integer,
    period text NOT NULL,
    why text NOT NULL,
    PRIMARY KEY (reading, position)
  );
  CREATE TABLE document (name text COLLATE "C" PRIMARY KEY, body text NOT NULL);
  CREATE TABLE gathered (times integer NOT NULL);
  INSERT INTO gathered VALUES (0);
  CREATE TABLE trail (
    seq integer PRIMARY KEY,
    path text COLLATE "C" NOT NULL,
    body text NOT NULL,
    hash text NOT NULL
  );
  CREATE INDEX trail_path ON trail (path, seq);
  CREATE TABLE text (hash text COLLATE "C" PRIMARY KEY, body text NOT NULL);
`;

/** What is written stays: an update, a deletion and an emptying all fail, whichever program tries. */
const APPEND_ONLY = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the store is append-only'; END $$;
  ${"series origin observation claim event reading remark trail text"
    .split(" ")
    .map(
      (table) => `
  CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} EXECUTE FUNCTION refuse();`,
    )
    .join("")}
`;

/** What feeds of news reported. */
const HEADLINES = `
  CREATE TABLE headline (LIKE claim INCLUDING ALL);
  CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON headline EXECUTE FUNCTION refuse();
`;

/** When a provider may be asked again, on the server's clock. */
const PACE = `CREATE TABLE pace (provider text COLLATE "C" PRIMARY KEY, free timestamptz NOT NULL);`;

/** What each version of the store adds to the one before. A step that was ever released stays as it is. */
export const STEPS: readonly string[] = [TABLES + APPEND_ONLY, HEADLINES, PACE];
