import { z } from "zod";
import { refuseMergeConflict } from "../base/merge-conflict.ts";
import { mistake } from "../base/problem.ts";
import { withClausesWrittenOut, type Texts } from "./clauses.ts";
import type { Part, Phrase } from "./part.ts";

const word = z.string().trim().min(1);

/** What `for:` of a narrative or story may say: by name, a word, several kinds or subjects, or two names before it that make a pair. */
export const forSchema = z.record(
  z.string().regex(/^[a-z][a-zA-Z]*$/),
  z.union([word, z.array(word).min(2, "expected two words or more")]),
);

export interface PartedFile extends Texts {
  readonly frontMatter: string;
}

const HEADING = /^# ([a-z][a-z-]*)(: *(.+))?$/;

/**
 * Splits a file of `templates/` into front matter and parts; `---` on a line of its own separates phrasings.
 * @throws Failure (2) where the front matter or a heading is missing, a merge is unfinished, or a clause is not what one has to be.
 */
export function splitParts(text: string, file: string): PartedFile {
  refuseMergeConflict(text, file);
  const lines = text.split(/\r?\n/);
  const close = lines.indexOf("---", 1);
  if (lines[0] !== "---" || close < 0) {
    throw mistake({
      code: "front-matter",
      file,
      line: 1,
      column: 1,
      message: "Expected front matter between two lines of ---, found none.",
    });
  }
  const parts: Part[] = [];
  let at = close + 1;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    if (!heading) {
      if (line.trim() !== "") {
        throw mistake({
          code: "narrative-part",
          file,
          line: at + 1,
          column: 1,
          message: `Expected a heading such as "# fact", found "${line.slice(0, 40)}".`,
        });
      }
      at++;
      continue;
    }
    let end = at + 1;
    while (end < lines.length && !(lines[end] ?? "").startsWith("# ")) end++;
    const [, name = "", , title] = heading;
    parts.push({
      name,
      title: title === undefined ? undefined : { text: title.trim(), line: at + 1 },
      line: at + 1,
      phrasings: phrasingsOf(lines.slice(at + 1, end), at + 2),
    });
    at = end;
  }
  return { frontMatter: lines.slice(1, close).join("\n"), ...withClausesWrittenOut(parts, file) };
}

/** What is wrong with a part among all: it says nothing, or stands twice where it may not; undefined where nothing is. */
export function faultOfPart(
  { name, line, phrasings }: Pick<Part, "name" | "line" | "phrasings">,
  all: readonly Part[],
  mayRepeat: boolean,
): string | undefined {
  if (phrasings.length === 0) return `"# ${name}" says nothing.`;
  const first = all.find((each) => each.name === name);
  return mayRepeat || !first || first.line === line
    ? undefined
    : `"# ${name}" stands in line ${first.line} already.`;
}

/** Lines of one phrasing flow together, as Markdown paragraphs do. */
function phrasingsOf(lines: readonly string[], firstLine: number): Phrase[] {
  const phrasings: Phrase[] = [];
  let from = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (at < lines.length && lines[at] !== "---") continue;
    const first = lines.findIndex(
      (line, index) => index >= from && index < at && line.trim() !== "",
    );
    if (first >= 0) {
      phrasings.push({ text: lines.slice(first, at).join("\n").trim(), line: firstLine + first });
    }
    from = at + 1;
  }
  return phrasings;
}
