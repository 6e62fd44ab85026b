import { SUBSCRIBER_STATES, type Subscriber } from "../../../store/mail/subscribers.ts";
import { consentIn, type FileForm } from "./row.ts";

const COLUMNS = [
  "address",
  "name",
  "language",
  "time_zone",
  "formats",
  "tags",
  "state",
  "consent_at",
  "consent_origin",
] as const;

/** A cell that begins so is a formula to a spreadsheet (OWASP, CSV Injection); what begins with the sign against that gets a second. */
const FORMULA = /^[=+\-@\t\r']/;

/** A cell that no spreadsheet computes, quoted where CSV asks for it (RFC 4180). */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function uncelled(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

function listed(items: readonly string[]): string {
  return items.map((each) => each.replaceAll(/[\\;]/g, "\\$&")).join(";");
}

function unlisted(text: string): string[] {
  return [...text.matchAll(/((?:[^\\;]|\\.)+)/gs)].map(([item]) =>
    item.replaceAll(/\\(.)/gs, "$1").trim(),
  );
}

/** The first line of our own files. */
export function headerLine(): string {
  return `${COLUMNS.join(",")}\r\n`;
}

/** A subscriber as one line of our own files. */
export function subscriberLine({
  address,
  name = "",
  language,
  timeZone,
  formats,
  tags,
  state,
  consent,
}: Subscriber): string {
  const cells = [address, name, language, timeZone, listed(formats), listed(tags), state];
  return `${[...cells, consent?.at ?? "", consent?.origin ?? ""].map(cell).join(",")}\r\n`;
}

/** Our own files. */
export const ownForm: FileForm = {
  title: "Bellwether",
  columns: ["address", "time_zone", "formats", "state", "consent_at"],
  person(cells) {
    const of = (column: (typeof COLUMNS)[number]): string => uncelled(cells(column));
    return {
      address: of("address"),
      name: of("name"),
      language: of("language"),
      timeZone: of("time_zone"),
      formats: unlisted(of("formats")),
      tags: unlisted(of("tags")),
      state: SUBSCRIBER_STATES.find((state) => state === of("state")) ?? "pending",
      ...consentIn(of("consent_at"), of("consent_origin") || "not told"),
    };
  },
};
