import { join } from "node:path";
import type { DeliveryTable } from "./deliveries.ts";
import type { SubscriberTable } from "./subscribers.ts";

/**
 * Who gets mail, and what was sent to whom: persons' data, which can be forgotten, apart from the archive, which never forgets.
 * The one way to its database, which another than SQLite takes as well: `test/store/mail-contract.ts` says what each has to do.
 * Faults of the database are thrown as Failure (3).
 */
export interface MailStore {
  readonly subscribers: SubscriberTable;
  readonly deliveries: DeliveryTable;
  close(): Promise<void>;
}

/** Where the mail store of a publication lies. */
export function mailStorePath(home: string): string {
  return join(home, "var", "mail.db");
}
