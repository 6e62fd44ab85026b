import { mistake } from "../base/problem.ts";

/** Quotes and lists within one another that a text may have: no reader follows more, and each costs a parser more than the one before. */
const MOST = 100;

/** The quotes and list items that a line opens, and the blanks before each. */
const OPENED = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])(?=[ \t>]|$))+/;

/**
 * Refuses a text whose quotes and lists are nested too deeply, before anything parses it.
 * @param linesBefore lines of the file before the text.
 * @throws Failure (2) with the line.
 */
export function refuseNesting(markdown: string, file: string, linesBefore: number): void {
  for (const [at, line] of markdown.split("\n").entries()) {
    if (!/^(?:[ \t]|[->+*\d])/.test(line)) continue;
    const [opened] = OPENED.exec(line) ?? [];
    // An item that stands deeper than two blanks for each level is within as many others.
    if (opened === undefined || opened.length <= 2 * MOST) continue;
    throw mistake({
      code: "nesting",
      file,
      line: linesBefore + at + 1,
      message: "The text is nested too deeply to be shown.",
      advice: "Take quotes and lists out of one another.",
    });
  }
}
