const formats = new Map<string, Intl.NumberFormat>();

/** How many, as a language writes whole numbers: "3,886". */
export function countIn(language: string, count: number): string {
  let format = formats.get(language);
  if (!format) formats.set(language, (format = new Intl.NumberFormat(language)));
  return format.format(count);
}
