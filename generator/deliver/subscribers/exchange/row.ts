import type { Consent, SubscriberState } from "../../../store/mail/subscribers.ts";

/** One person as a file gives them, not yet held to anything. */
export interface GivenPerson {
  readonly address: string;
  readonly state: SubscriberState;
  readonly name?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly formats?: readonly string[];
  readonly tags?: readonly string[];
  readonly consent?: Consent;
}

/** The cell of a column by its name in lower case; empty where the file has none. */
export type Cells = (column: string) => string;

/** What files of one program look like. */
export interface FileForm {
  /** As people call it. */
  readonly title: string;
  /** Columns, in lower case, by all of which it is known. */
  readonly columns: readonly string[];
  person(cells: Cells): GivenPerson;
}

/** An instant as ISO 8601 UTC; undefined for what is none. A time without a zone is taken for UTC. */
function instantIn(text: string): string | undefined {
  const written = text
    .trim()
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(:\d{2}(\.\d+)?)?)$/, "$1T$2Z");
  const at = /^\d{4}-\d{2}-\d{2}/.test(written) ? Date.parse(written) : NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** When somebody agreed, where the file says so. */
export function consentIn(time: string, origin: string): { readonly consent?: Consent } {
  const at = instantIn(time);
  return at === undefined ? {} : { consent: { at, origin } };
}
