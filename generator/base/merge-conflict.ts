import { mistake } from "./problem.ts";

const MARKER = /^(?:<{7}|>{7})(?: |\r?$)/m;

/**
 * Refuses a text in which a merge left its markers: they would be printed.
 * @throws Failure (2) at the first marker.
 */
export function refuseMergeConflict(text: string, file: string): void {
  const marker = MARKER.exec(text);
  if (!marker) return;
  throw mistake({
    code: "merge-conflict",
    file,
    line: text.slice(0, marker.index).split("\n").length,
    column: 1,
    message: `Expected one version of the text, found the marker of an unfinished merge, "${marker[0].trim()}".`,
    advice: "Keep one of the two versions and delete the lines of <, = and >.",
  });
}
