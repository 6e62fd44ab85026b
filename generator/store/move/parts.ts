import type { DatabasePlace } from "../../publication/database-settings.ts";
import { mailStorePath } from "../mail/mail-store.ts";
import { mailPlace } from "../mail/postgres/place.ts";
import { MAIL_STEPS } from "../mail/postgres/schema.ts";
import { MAIL_TABLES } from "../mail/sql/tables.ts";
import { MAIL_SCHEMA } from "../mail/sqlite/schema.ts";
import type { SchemaKind } from "../postgres/move-ends.ts";
import { STEPS } from "../postgres/schema.ts";
import { TABLES, type Table } from "../sql/tables.ts";
import type { FileKind } from "../sqlite/move-ends.ts";
import { STORE_SCHEMA } from "../sqlite/schema.ts";
import { storePath } from "../store.ts";

/** What of a publication's databases is moved by itself. */
export interface Part {
  readonly title: string;
  readonly tables: readonly Table[];
  /** Where it lies without a server. */
  readonly pathIn: (home: string) => string;
  readonly file: FileKind;
  /** Where it lies on one. */
  readonly placeIn: (archive: DatabasePlace) => DatabasePlace;
  readonly schema: SchemaKind;
}

/** What was gathered and done; who gets mail, and what was sent to whom. */
export const PARTS = {
  archive: {
    title: "Move the archive",
    tables: TABLES,
    pathIn: storePath,
    file: { schema: STORE_SCHEMA, tables: TABLES },
    placeIn: (archive) => archive,
    schema: { steps: STEPS, tables: TABLES },
  },
  subscribers: {
    title: "Move subscribers and deliveries",
    tables: MAIL_TABLES,
    pathIn: mailStorePath,
    file: { schema: MAIL_SCHEMA, tables: MAIL_TABLES, isSecret: true },
    placeIn: mailPlace,
    schema: { steps: MAIL_STEPS, tables: MAIL_TABLES, isShared: true },
  },
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof PARTS;
