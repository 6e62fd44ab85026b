import { printable } from "../printable.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text as it may stand in an element or attribute of XML. */
export function xmlText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
}
