import type { DatabasePlace } from "../../../publication/database-settings.ts";
import { MAIL } from "../../postgres/versions.ts";

/** Where the mail store lies beside an archive: persons' data has a schema of its own, with rights of its own. */
export function mailPlace(archive: DatabasePlace): DatabasePlace {
  return { ...archive, schema: archive.schema + MAIL };
}
