/**
 * Instants are ISO 8601 UTC of one length, so that they sort as text; lists are JSON. Texts are ordered by their bytes, as everywhere else.
 * Rows of the ledger change several times within minutes, and are tidied up as soon.
 */
const TABLES = `
  CREATE TABLE bellwether (version integer NOT NULL);
  INSERT INTO bellwether VALUES (0);
  CREATE TABLE subscriber (
    id text COLLATE "C" PRIMARY KEY,
    address text NOT NULL,
    normal text COLLATE "C" NOT NULL UNIQUE,
    mark text COLLATE "C" NOT NULL,
    name text,
    language text NOT NULL,
    time_zone text NOT NULL,
    formats text NOT NULL,
    tags text NOT NULL,
    state text COLLATE "C" NOT NULL,
    consent_at text COLLATE "C",
    consent_origin text
  );
  CREATE INDEX subscriber_state ON subscriber (state, id);
  CREATE TABLE subscriber_change (
    subscriber text COLLATE "C" NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    number integer NOT NULL,
    state text NOT NULL,
    at text COLLATE "C" NOT NULL,
    why text NOT NULL,
    PRIMARY KEY (subscriber, number)
  );
  CREATE TABLE bounce (
    subscriber text COLLATE "C" NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    report text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY (subscriber, report)
  );
  CREATE TABLE confirmation (
    subscriber text COLLATE "C" NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    number integer NOT NULL,
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY (subscriber, number)
  );
  CREATE TABLE suppression (mark text COLLATE "C" PRIMARY KEY, at text NOT NULL, why text NOT NULL);
  CREATE TABLE tries (name text COLLATE "C" PRIMARY KEY, since text COLLATE "C" NOT NULL, count integer NOT NULL);
  CREATE INDEX tries_since ON tries (since);
  CREATE TABLE item (
    id integer PRIMARY KEY,
    channel text COLLATE "C" NOT NULL,
    item text COLLATE "C" NOT NULL,
    body text NOT NULL,
    is_queued integer NOT NULL,
    UNIQUE (channel, item)
  );
  CREATE TABLE delivery (
    item integer NOT NULL REFERENCES item,
    recipient text COLLATE "C" NOT NULL,
    lane text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    attempts integer NOT NULL,
    at text COLLATE "C" NOT NULL,
    next text COLLATE "C",
    answer text COLLATE "C",
    sender text COLLATE "C",
    PRIMARY KEY (item, recipient)
  ) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
  CREATE INDEX delivery_ready ON delivery (item, lane) WHERE state IN ('queued', 'deferred') AND next IS NULL;
  CREATE INDEX delivery_waiting ON delivery (item, next) WHERE next IS NOT NULL;
  CREATE INDEX delivery_attempting ON delivery (sender) WHERE state = 'attempting';
  CREATE TABLE report (
    item integer NOT NULL REFERENCES item,
    number integer NOT NULL,
    at text COLLATE "C" NOT NULL,
    report text NOT NULL,
    PRIMARY KEY (item, number)
  );
`;

/** How many mails may go out, for all senders together, on the server's clock: of its moment, and never moved. */
const PACE = `
  CREATE TABLE pace (
    channel text COLLATE "C" NOT NULL,
    lane text COLLATE "C" NOT NULL,
    level double precision,
    at double precision,
    rest double precision NOT NULL,
    PRIMARY KEY (channel, lane)
  );
`;

/** How many mails of an item were refused in a row, by all its senders: of the moment, and never moved. */
const REFUSALS = `CREATE TABLE refusal (item integer PRIMARY KEY REFERENCES item, count integer NOT NULL);`;

/** What each version of the mail store adds to the one before. A step that was ever released stays as it is. */
export const MAIL_STEPS: readonly string[] = [TABLES, PACE, REFUSALS];
