import { mistake } from "../../../base/problem.ts";
import { textOf } from "../../../gather/files/bytes.ts";
import { readTable } from "../../../gather/files/table.ts";
import { FOREIGN_FORMS } from "./foreign-forms.ts";
import { ownForm } from "./own-form.ts";
import type { GivenPerson } from "./row.ts";

/** A file of subscribers as it was understood. */
export interface SubscriberFile {
  /** Whose form it has. */
  readonly form: string;
  readonly people: readonly (GivenPerson & { readonly line: number })[];
}

/**
 * Reads a file of subscribers: our own, an export of listmonk, Ghost, Mailchimp or Substack, or any table with a column of addresses.
 * @throws Failure (2) for a file that is none of them.
 */
export function readSubscriberFile(bytes: Uint8Array, file: string): SubscriberFile {
  const { columns, rows } = readTable(textOf(bytes, file).text, file);
  const places = new Map(columns.map((name, at) => [name.trim().toLowerCase(), at]));
  const form = [ownForm, ...FOREIGN_FORMS].find((each) =>
    each.columns.every((name) => places.has(name)),
  );
  if (form === undefined)
    throw mistake({
      code: "subscriber-file",
      file,
      line: 1,
      message: `No column holds addresses; there are ${columns.join(", ")}.`,
      advice:
        "Call the column `email`, or give an export of listmonk, Ghost, Mailchimp, Substack or Bellwether as it is.",
    });
  return {
    form: form.title,
    people: rows.map(({ line, cells }) => {
      const cell = (name: string): string => cells[places.get(name) ?? -1]?.trim() ?? "";
      return { line, ...form.person(cell) };
    }),
  };
}
