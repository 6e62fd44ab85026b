import { z } from "zod";
import { digest } from "../base/digest.ts";
import type { Part } from "./part.ts";

/** `of:` in the front matter of a translation: of which text of each part it was made, by the digest of that text. */
export const madeOf = z.record(z.string(), z.string()).optional();

/** Enough to tell a text from what it becomes. */
const LENGTH = 8;

/** Digests of the texts of a file by the name of their part; questions count as one part. */
export function partDigests(parts: readonly Part[]): ReadonlyMap<string, string> {
  const byName = Map.groupBy(parts, ({ name }) => name);
  return new Map(
    [...byName].map(([name, its]) => {
      const texts = its.flatMap(({ title, phrasings }) => [
        title?.text ?? "",
        ...phrasings.map(({ text }) => text),
      ]);
      return [name, digest(texts.join("\n---\n")).slice(0, LENGTH)];
    }),
  );
}
