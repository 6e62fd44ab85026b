const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text as it may stand between the tags of HTML, SVG and XML, and in an attribute within double quotes. */
export function escapeMarkup(text: string): string {
  return printable(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign] as string);
}

/** What neither HTML nor XML may contain, besides halves of a character. */
// oxlint-disable-next-line no-control-regex -- these are the ones meant
const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g;

/** Text without what neither HTML nor XML may contain, escaped or not. */
export function printable(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, "");
}

/** An address that only leads to a page. */
export function webAddress(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}
