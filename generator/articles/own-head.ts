import type { z } from "zod";
import { mistake } from "../base/problem.ts";
import { loadYaml } from "../base/yaml.ts";

const FRONT_MATTER = /^---\n([\s\S]*?\n)---(?:\n|$)/;

/** A text that a person wrote, with the head that it begins with. */
export interface OwnText<Head> {
  readonly head: Head;
  /** Markdown behind the head. */
  readonly body: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
}

/**
 * Reads a Markdown file that Bellwether did not write: a page or an article of the publisher's own.
 * @throws Failure (2) with the line where the head is missing or wrong.
 */
export function readOwnText<S extends z.ZodType>(
  source: string,
  schema: S,
  file: string,
): OwnText<z.output<S>> {
  const content = source.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const [whole, yaml] = FRONT_MATTER.exec(content) ?? [];
  if (whole === undefined || yaml === undefined)
    throw mistake({
      code: "own-page",
      file,
      line: 1,
      message: "The page begins without title and description.",
      advice: "Begin it with ---, title: …, description: … and ---, each on a line of its own.",
    });
  const { value } = loadYaml(yaml, schema, { file, linesBefore: 1 });
  return {
    head: value,
    body: content.slice(whole.length),
    linesBefore: whole.split("\n").length - 1,
  };
}
