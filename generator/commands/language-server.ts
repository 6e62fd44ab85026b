import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  type CodeAction,
  CodeActionKind,
  createConnection,
  type Diagnostic,
  DiagnosticSeverity,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Failure, ownFault, type Problem } from "../base/problem.ts";
import type { CheckMessage } from "../check/report.ts";
import { openCheckRoom } from "../newsroom/check-room.ts";
import { withStoreToRead } from "../newsroom/with-store.ts";
import { type Reference, referenceOf } from "../review/reference.ts";
import { pipesOf } from "../world/pipes.ts";
import { programVersion } from "../world/program.ts";
import type { Answer, Call } from "./call.ts";

/** Who writes on is not interrupted, in milliseconds. */
const PAUSE_MS = 100;

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  notice: DiagnosticSeverity.Information,
} as const;

/** Speaks the Language Server Protocol until the editor goes: what the check says stands under the words while they are written. */
export async function languageServer(call: Call, asOf: string | undefined): Promise<Answer> {
  const { world, home, kit } = call;
  const room = openCheckRoom(world, home, kit, call);
  await withStoreToRead(world, home, async (store) => {
    const reference = referenceOf(room, store);
    // Reads the store before the first text comes, and refuses a time that is none.
    await reference.check("", { ...(asOf !== undefined && { asOf }) });
    const { input, output } = pipesOf(world);
    const connection = createConnection(
      new StreamMessageReader(input),
      new StreamMessageWriter(output),
    );
    connection.onInitialize(() => ({
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      },
      serverInfo: { name: "Bellwether", version: programVersion(world) },
    }));
    const documents = new TextDocuments(TextDocument);
    documents.onDidChangeContent(async ({ document: { uri, version } }) => {
      await sleep(PAUSE_MS);
      const document = documents.get(uri);
      if (document?.version !== version) return;
      const diagnostics = await diagnosticsOf(reference, document, asOf);
      if (documents.get(uri)?.version === version)
        await connection.sendDiagnostics({ uri, version, diagnostics });
    });
    documents.onDidClose(({ document: { uri } }) =>
      connection.sendDiagnostics({ uri, diagnostics: [] }),
    );
    connection.onCodeAction(({ textDocument: { uri }, context }) =>
      context.diagnostics.flatMap((each) => mending(uri, each)),
    );
    documents.listen(connection);
    const gone = new Promise<void>((resolve) => {
      connection.onExit(resolve);
      input.once("close", resolve);
    });
    connection.listen();
    return gone;
  });
  return { status: 0, lines: [], value: undefined };
}

async function diagnosticsOf(
  reference: Reference,
  document: TextDocument,
  asOf: string | undefined,
): Promise<Diagnostic[]> {
  const { uri, languageId } = document;
  try {
    const { messages } = await reference.check(document.getText(), {
      ...(uri.startsWith("file:") && { file: fileURLToPath(uri) }),
      ...(asOf !== undefined && { asOf }),
      ...(languageId === "markdown" && { format: "markdown" }),
      ...(languageId === "html" && { format: "html" }),
    });
    return messages.map((message) => diagnostic(message, SEVERITIES[message.severity]));
  } catch (error) {
    const problems = error instanceof Failure ? error.problems : [ownFault(error)];
    return problems.map((problem) => diagnostic(problem, DiagnosticSeverity.Error));
  }
}

/** Writes the right figure in place of the wrong one. */
function mending(uri: string, diagnostic: Diagnostic): CodeAction[] {
  const { data: newText, range } = diagnostic;
  if (typeof newText !== "string") return [];
  return [
    {
      title: `Write ${newText}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [uri]: [{ range, newText }] } },
    },
  ];
}

/** Messages of which what is expected is what the figure should read. */
const MENDABLE: ReadonlySet<string> = new Set(["wrong-figure", "figure-changed"]);

function diagnostic(
  { code, message, line = 1, column = 1, ...rest }: CheckMessage | Problem,
  severity: DiagnosticSeverity,
): Diagnostic {
  const {
    endLine = line,
    endColumn = column,
    figure = "",
    expected,
  } = rest as Partial<CheckMessage>;
  // No figure can take the place of a word that weighs one.
  const isMendable = MENDABLE.has(code) && /\d/.test(figure) && expected !== figure;
  return {
    range: {
      start: { line: line - 1, character: column - 1 },
      end: { line: endLine - 1, character: endColumn - 1 },
    },
    severity,
    code,
    source: "bellwether",
    message,
    ...(isMendable && expected !== undefined && { data: expected }),
  };
}
