import type { FrontMatter } from "./article.ts";
import type { FactsFile } from "./facts.ts";

/** A draft as it is written: `<slug>.md` and `<slug>.facts.json`. */
export interface Draft {
  readonly slug: string;
  readonly frontMatter: FrontMatter;
  readonly body: string;
  /** Front matter and body as the file's text. */
  readonly markdown: string;
  readonly facts: FactsFile;
}
