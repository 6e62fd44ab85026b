import type { CheckCode } from "../base/codes.ts";
import { VFile } from "vfile";
import { reporter } from "vfile-reporter";

/** One thing that the check found in an article. */
export interface CheckMessage {
  readonly code: CheckCode;
  /** An error blocks publication; a warning and a notice do not. */
  readonly severity: "error" | "warning" | "notice";
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** Place behind the figure's last character. */
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Of its first character in the file, from 0, and how many there are; both in UTF-16 units. */
  readonly offset?: number;
  readonly length?: number;
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
  /** What was known then is what the text is held to; ISO 8601 UTC. */
  readonly asOf?: string;
  /** Figures found in the text. */
  readonly figures: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  /** In the order of the text. */
  readonly messages: readonly CheckMessage[];
}

/** Puts messages in the order of the text and counts them. */
export function reportOf(
  file: string,
  figures: number,
  messages: readonly CheckMessage[],
): CheckReport {
  const count = (wanted: CheckMessage["severity"]): number =>
    messages.filter(({ severity }) => severity === wanted).length;
  return {
    file,
    figures,
    errors: count("error"),
    warnings: count("warning"),
    notices: count("notice"),
    messages: messages.toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** Severities in the words of `vfile`. */
const FATAL = { error: true, warning: false, notice: null } as const;

/** The report as people read it: a line a message with its place, then the count. Without colour. */
export function formatReport(report: CheckReport): string {
  const head = report.asOf === undefined ? report.file : `${report.file}, as of ${report.asOf}`;
  if (report.messages.length === 0) return `${head}: ${report.figures} figures, each is a fact`;
  const file = new VFile({ path: report.file });
  addMessages(file, report);
  return reporter(file, { color: false }).trimEnd();
}

/** Puts the messages of a report into a file of unified's. */
export function addMessages(file: VFile, report: CheckReport): void {
  for (const each of report.messages) {
    const start = { line: each.line, column: each.column };
    const end = { line: each.endLine ?? each.line, column: each.endColumn ?? each.column };
    const message = file.message(each.message, {
      place: { start, end },
      source: "bellwether",
      ruleId: each.code,
    });
    message.fatal = FATAL[each.severity];
    if (each.expected !== undefined) message.expected = [each.expected];
  }
}
