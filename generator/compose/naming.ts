import type { Catalogue } from "../gather/catalogue.ts";

const DIGIT = /\p{N}/u;

/** Names of the catalogue that contain digits and stand in the text: "S&P 500" is no figure. The longest first. */
export function namesOf(catalogue: Catalogue, text: string): string[] {
  const all = [
    ...[...catalogue.subjects.values()].flatMap((each) => [
      each.name,
      each.symbol,
      ...(each.proxy ? [each.proxy] : []),
      ...each.aliases,
    ]),
    ...[...catalogue.series.values()].flatMap((each) => [each.title, ...each.aliases]),
    ...[...catalogue.sources.values()].flatMap((each) => [
      each.publisher,
      each.licence,
      each.attribution,
    ]),
  ];
  return [...new Set(all)]
    .filter((name) => DIGIT.test(name) && text.includes(name))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Every name by which a subject may be called, by subject id. */
export function subjectNamesOf(
  catalogue: Catalogue,
  ids: readonly string[],
): Record<string, string[]> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const subject = catalogue.subjects.get(id);
      if (!subject) return [];
      const names = [
        subject.name,
        subject.symbol,
        ...(subject.proxy ? [subject.proxy] : []),
        ...subject.aliases,
      ];
      return [[id, [...new Set(names)]]];
    }),
  );
}
