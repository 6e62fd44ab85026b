import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { CODES } from "../base/codes.ts";
import type { CheckMessage, CheckReport } from "./report.ts";

/** Severities in the words of SARIF. */
const LEVEL = { error: "error", warning: "warning", notice: "note" } as const;

/**
 * Reports as a log of the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts show beside the lines.
 * @param version of the program.
 */
export function sarifOf(reports: readonly CheckReport[], version: string): Log {
  const codes = [
    ...new Set(reports.flatMap(({ messages }) => messages.map(({ code }) => code))),
  ].sort();
  const rules = codes.map((code): ReportingDescriptor => ({
    id: code,
    shortDescription: { text: CODES[code][1] },
  }));
  const results = reports.flatMap(({ file, messages }) =>
    messages.map((message) => resultOf(file, message, codes.indexOf(message.code))),
  );
  return {
    $schema:
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Bellwether", version, rules } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
}

function resultOf(file: string, message: CheckMessage, ruleIndex: number): Result {
  const { code, severity, line, column, endLine, endColumn, figure } = message;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: message.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: {
            startLine: line,
            startColumn: column,
            ...(endLine !== undefined && endColumn !== undefined && { endLine, endColumn }),
            ...(figure !== undefined && { snippet: { text: figure } }),
          },
        },
      },
    ],
  };
}

/** A path as a reference: a file's whole address, or one below the root of the sources. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split("/").map(encodeURIComponent).join("/");
}
