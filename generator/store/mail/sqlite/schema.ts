import type { Schema } from "../../sqlite/versions.ts";
import { LEDGER } from "./deliveries.ts";

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

/** The store of who gets mail, and of what was sent to whom. */
export const MAIL_SCHEMA: Schema = {
  // "Mail" in ASCII.
  applicationId: 0x4d61696c,
  steps: [SUBSCRIBERS, LEDGER],
  whenNewer: "Use the Bellwether that made it.",
};
