import { decode, encode } from "cborg";
import { digest } from "../../base/digest.ts";
import { packed, unpacked } from "../../world/gzip.ts";

/** A file of Pagefind's index. */
export interface IndexFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** What begins every packed file, so that the reader knows that it was unpacked. */
const SEAL = new TextEncoder().encode("pagefind_dcd");

/** A filter by name: each value with the numbers of its pages. */
type Filter = [name: string, values: [value: string, pages: number[]][]];

type Language = { hash: string };

/**
 * Puts the filters of an index, whose order Pagefind leaves to chance, into the order of their names: the same pages give the same
 * bytes. A file's name is the digest of what it holds, and stands in the language's list; the list's name stands in the entry.
 */
export function inOrder(files: readonly IndexFile[]): IndexFile[] {
  const ordered = new Map(files.map(({ path, content }) => [path, content]));
  const replace = (path: string, by: string, content: Uint8Array): void => {
    ordered.delete(path);
    ordered.set(by, content);
  };
  const entryPath = "pagefind-entry.json";
  const entry = JSON.parse(new TextDecoder().decode(ordered.get(entryPath))) as {
    languages: Record<string, Language>;
  };
  const languages = Object.entries(entry.languages).toSorted(byName);
  for (const [code, language] of languages) {
    const listPath = `pagefind.${language.hash}.pf_meta`;
    const [version, pages, words, filters, ...rest] = readFrom(ordered.get(listPath)!) as [
      string,
      unknown,
      unknown,
      [name: string, hash: string][],
    ];
    const named = filters.toSorted(byName).map(([name, hash]) => {
      const path = filterPath(hash);
      const [, values] = readFrom(ordered.get(path)!) as Filter;
      const content = written([name, values.toSorted(byName)]);
      const by = `${code}_${digest(content, 10)}`;
      replace(path, filterPath(by), content);
      return [name, by];
    });
    const list = written([version, pages, words, named, ...rest]);
    language.hash = `${code}_${digest(list, 10)}`;
    replace(listPath, `pagefind.${language.hash}.pf_meta`, list);
  }
  const told = JSON.stringify({ ...entry, languages: Object.fromEntries(languages) });
  ordered.set(entryPath, new TextEncoder().encode(told));
  return [...ordered].map(([path, content]) => ({ path, content }));
}

const filterPath = (hash: string): string => `filter/${hash}.pf_filter`;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

const readFrom = (content: Uint8Array): unknown => decode(unpacked(content).subarray(SEAL.length));

const written = (value: unknown): Uint8Array => packed(Buffer.concat([SEAL, encode(value)]));
