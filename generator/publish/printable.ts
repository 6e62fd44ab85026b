/** What neither HTML nor XML may contain, besides halves of a character. */
// oxlint-disable-next-line no-control-regex -- these are the ones meant
const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g;

/** Text without what neither HTML nor XML may contain, escaped or not. */
export function printable(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, "");
}
