import { matches } from "../../base/text.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Publication } from "../../publication/publication.ts";
import { witnessGroups } from "../guards/witness-groups.ts";

/** Which files are asked for; left out, all. */
export interface FilesAsked {
  /** Only series whose id matches: `btc.*`. */
  readonly only?: string | undefined;
  /**
   * One part, from 1 on, of the files in so many: together the parts, at once or one after another, in whatever order, store what one run does. Files
   * whose series bear witness of each other are in one. Claims and scheduled events are in the first.
   */
  readonly share?: { readonly part: number; readonly of: number };
}

/** The files that are asked for, each with its series. */
export function filesOf(
  { catalogue }: Publication,
  { only = "*", share }: FilesAsked,
): Map<string, Series[]> {
  const declared = [...catalogue.series.values()].filter(
    ({ id, from }) => from && matches(only, id),
  );
  const files = Map.groupBy(declared, (series) => fileOf(series)!);
  if (!share) return files;
  // The large groups first, so that the parts come out much alike.
  const groups = witnessGroups(declared, fileOf).toSorted((a, b) => b.length - a.length);
  const its = new Set(groups.filter((_, at) => at % share.of === share.part - 1).flat());
  return new Map([...files].filter(([file]) => its.has(file)));
}

/** So many files are stored in one transaction. */
const LOT = 100;

/** Files in lots, those whose series bear witness of each other in one; one lot, empty or not, at least. */
export function lotsOf(
  files: ReadonlyMap<string, readonly Series[]>,
): (readonly [string, readonly Series[]])[][] {
  if (files.size <= LOT) return [[...files]];
  const lots: (readonly [string, readonly Series[]])[][] = [];
  for (const group of witnessGroups([...files.values()].flat(), fileOf)) {
    const last = lots.at(-1);
    const its = group.map((file) => [file, files.get(file)!] as const);
    if (last && last.length + its.length <= LOT) last.push(...its);
    else lots.push(its);
  }
  return lots;
}

/** The file that a series comes from; with the other, where it is added up over the members that this one lists. */
export function fileOf({ from }: Series): string | undefined {
  return from && [from.file, ...("over" in from ? [from.over] : [])].map(inFolder).join(AND);
}

/** The files of a publication that one name stands for, as `fileOf` gives it. */
export function partsOf(name: string): string[] {
  return name.split(AND);
}

const FOLDER = "content/data";

const AND = " over ";

function inFolder(file: string): string {
  return `${FOLDER}/${file}`;
}
