import type { Span } from "../reading/block.ts";

/** A name of the article with another number: "20-year Treasury yield" where that of ten years was printed. */
export interface Renamed extends Span {
  readonly is: string;
  readonly was: string;
}

export type RenamedFinder = (text: string) => Renamed[];

/** @param names those that hold digits and are no figures, such as "S&P 500". */
export function renamedFinder(names: readonly string[]): RenamedFinder {
  const shapes = names.map((was) => {
    const parts = was.split(/\d+/).map((part) => RegExp.escape(part));
    return { was, pattern: new RegExp(parts.join("\\d+"), "g") };
  });
  return (text) =>
    shapes.flatMap(({ was, pattern }) =>
      [...text.matchAll(pattern)].flatMap(({ 0: is, index: start }) =>
        names.includes(is) ? [] : [{ start, end: start + is.length, is, was }],
      ),
    );
}
