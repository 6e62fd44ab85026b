import { digest } from "../../generator/base/digest.ts";
import type { NewRelease } from "../../generator/publish/release/releases.ts";

/** Pages of the first tenth of which all say one word, the others their number. */
export function pagesOf(word: string, count: number): ReadonlyMap<string, string> {
  return new Map(
    Array.from({ length: count }, (_, at) => [
      `2025/page ${at}, an <é>.html`,
      at < count / 10 ? `${word} ${at}` : `page ${at}`,
    ]),
  );
}

/** A site of such pages, as it is put online. */
export function madeSite(word: string, count: number): NewRelease {
  const pages = pagesOf(word, count);
  const files = [...pages].map(
    ([path, text]) => [path, digest(text), Buffer.byteLength(text)] as const,
  );
  return {
    name: digest(JSON.stringify(files)),
    files,
    read: (path) => Buffer.from(pages.get(path)!),
  };
}
