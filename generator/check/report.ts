import { VFile } from "vfile";
import { reporter } from "vfile-reporter";

/** One thing that the check found in an article. */
export interface CheckMessage {
  readonly code: string;
  /** An error blocks publication; a notice does not. */
  readonly severity: "error" | "notice";
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** As it stands in the text. */
  readonly figure?: string;
  readonly message: string;
  /** What the text should say. */
  readonly expected?: string;
  /** Id of the fact that it was compared with. */
  readonly fact?: string;
}

/** What the check of one article found. */
export interface CheckReport {
  readonly file: string;
  /** Figures found in the text. */
  readonly figures: number;
  readonly errors: number;
  readonly notices: number;
  /** In the order of the text. */
  readonly messages: readonly CheckMessage[];
}

/** The report as people read it: a line a message with its place, then the count. */
export function formatReport(report: CheckReport): string {
  const file = new VFile({ path: report.file });
  for (const each of report.messages) {
    const message = file.message(each.message, {
      place: { line: each.line, column: each.column },
      source: "bellwether",
      ruleId: each.code,
    });
    message.fatal = each.severity === "error";
  }
  const listed = reporter(file, { color: false }).trimEnd();
  return report.messages.length === 0
    ? `${report.file}: ${report.figures} figures, each is a fact`
    : listed;
}

/** Turns offsets of a text into lines and columns, both from 1. */
export function linesOf(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
}
