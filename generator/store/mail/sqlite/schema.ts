import type { Schema } from "../../sqlite/versions.ts";

/** Instants are ISO 8601 UTC of one length, so that they sort as text; lists are JSON. */
const SUBSCRIBERS = `
  CREATE TABLE subscriber (
    id TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    normal TEXT NOT NULL UNIQUE,
    mark TEXT NOT NULL,
    name TEXT,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    formats TEXT NOT NULL,
    tags TEXT NOT NULL,
    state TEXT NOT NULL,
    consent_at TEXT,
    consent_origin TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX subscriber_state ON subscriber (state, id);
  CREATE TABLE subscriber_change (
    subscriber TEXT NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (subscriber, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE bounce (
    subscriber TEXT NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    report TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (subscriber, report)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE confirmation (
    subscriber TEXT NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX confirmation_subscriber ON confirmation (subscriber, at);
  CREATE TABLE suppression (mark TEXT PRIMARY KEY, at TEXT NOT NULL, why TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Rows that wait for their time, and those that are ready, are each found by an index of their own. */
const LEDGER = `
  CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    is_queued INTEGER NOT NULL DEFAULT 0,
    UNIQUE (channel, item)
  ) STRICT;
  CREATE TABLE delivery (
    item INTEGER NOT NULL REFERENCES item,
    recipient TEXT NOT NULL,
    lane TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    at TEXT NOT NULL,
    next TEXT,
    answer TEXT,
    sender TEXT,
    PRIMARY KEY (item, recipient)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX delivery_ready ON delivery (item, lane) WHERE state IN ('queued', 'deferred') AND next IS NULL;
  CREATE INDEX delivery_waiting ON delivery (item, next) WHERE next IS NOT NULL;
  CREATE INDEX delivery_attempting ON delivery (sender) WHERE state = 'attempting';
  CREATE TABLE report (item INTEGER NOT NULL REFERENCES item, at TEXT NOT NULL, report TEXT NOT NULL) STRICT;
  CREATE INDEX report_item ON report (item, at);
`;

/** Every row has a key of its own; tries are counted for all processes together. */
const KEYS = `
  ALTER TABLE report RENAME TO report_before;
  CREATE TABLE report (
    item INTEGER NOT NULL REFERENCES item,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (item, number)
  ) STRICT;
  INSERT INTO report SELECT item, row_number() OVER (PARTITION BY item ORDER BY at, rowid), at, report FROM report_before;
  DROP TABLE report_before;
  ALTER TABLE confirmation RENAME TO confirmation_before;
  CREATE TABLE confirmation (
    subscriber TEXT NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (subscriber, number)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO confirmation
    SELECT subscriber, row_number() OVER (PARTITION BY subscriber ORDER BY at, rowid), at FROM confirmation_before;
  DROP TABLE confirmation_before;
  CREATE TABLE tries (name TEXT PRIMARY KEY, since TEXT NOT NULL, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX tries_since ON tries (since);
`;

/** How many mails may go out, for all senders together: of this machine's moment, and never moved. */
const PACE = `
  CREATE TABLE pace (
    channel TEXT NOT NULL,
    lane TEXT NOT NULL,
    level REAL,
    at REAL,
    rest REAL NOT NULL,
    PRIMARY KEY (channel, lane)
  ) STRICT, WITHOUT ROWID;
`;

/** How many mails of an item were refused in a row, by all its senders: of the moment, and never moved. */
const REFUSALS =
  "CREATE TABLE refusal (item INTEGER PRIMARY KEY REFERENCES item, count INTEGER NOT NULL) STRICT;";

/** The store of who gets mail, and of what was sent to whom. */
export const MAIL_SCHEMA: Schema = {
  // "Mail" in ASCII.
  applicationId: 0x4d61696c,
  steps: [SUBSCRIBERS, LEDGER, KEYS, PACE, REFUSALS],
  whenNewer: "Use the Bellwether that made it.",
};
