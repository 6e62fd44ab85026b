import { once } from "node:events";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CodeAction,
  CodeActionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { run, smallHome, start, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";
const WRAP = `content/editions/${DAY}/market-wrap.md`;

let home: CliHome;

beforeAll(async () => {
  home = smallHome();
  expect(await run(home, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => home?.[Symbol.dispose]());

/** An editor's client library, speaking to `bellwether lsp` in a process of its own. */
async function editor(...args: string[]) {
  const child = start(home, ["lsp", "--stdio", ...args], "pipe");
  let said = "";
  child.stderr!.on("data", (chunk) => (said += chunk));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout!),
    new StreamMessageWriter(child.stdin!),
  );
  connection.listen();
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const next = (): Promise<readonly Diagnostic[]> =>
    new Promise((resolve) => {
      const heard = connection.onNotification(PublishDiagnosticsNotification.type, (published) => {
        heard.dispose();
        resolve(published.diagnostics);
      });
    });
  let version = 0;
  return {
    serverInfo,
    async open(uri: string, text: string, languageId = "markdown") {
      const found = next();
      const textDocument = { uri, languageId, version: ++version, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      return found;
    },
    async change(uri: string, ...texts: string[]) {
      const found = next();
      for (const text of texts)
        await connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument: { uri, version: ++version },
          contentChanges: [{ text }],
        });
      return found;
    },
    async mendings(uri: string, diagnostic: Diagnostic) {
      const answer = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
      });
      return answer as CodeAction[];
    },
    async close(uri: string) {
      const found = next();
      const textDocument = { uri };
      await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
      return found;
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      try {
        await connection.sendRequest(ShutdownRequest.type);
        await connection.sendNotification(ExitNotification.type);
        expect(await ended).toEqual([0, null]);
        expect(said).toBe("");
      } finally {
        child.kill();
        connection.dispose();
      }
    },
  };
}

/** The words of a text under a diagnostic. */
function wordsUnder(text: string, { range: { start, end } }: Diagnostic): string {
  expect(end.line).toBe(start.line);
  return text.split("\n")[start.line]!.slice(start.character, end.character);
}

const FIRST = `# A draft 📈\n\nBitcoin closed at $97,032 on May 7.\n\n📉 It was at $62,350 then.\n`;

test("a false figure of a text is underlined as it is opened, and no more once it is mended", async () => {
  await using client = await editor("--as-of", DAY);
  expect(client.serverInfo).toMatchObject({ name: "Bellwether" });
  const uri = "untitled:Untitled-1";
  const found = await client.open(uri, FIRST);
  expect(found.map((each) => wordsUnder(FIRST, each))).toEqual(["$62,350"]);
  expect(found[0]).toMatchObject({ severity: 1, source: "bellwether" });
  expect(found[0]!.message).toContain("$97,032");
  const [mending] = await client.mendings(uri, found[0]!);
  expect(mending).toMatchObject({ title: "Write $97,032", kind: "quickfix" });
  expect(mending!.edit!.changes![uri]).toEqual([{ range: found[0]!.range, newText: "$97,032" }]);
  const weighed = "Bitcoin's 14-day RSI of 66.2 is overbought.";
  const [word] = await client.change(uri, weighed);
  expect(wordsUnder(weighed, word!)).toBe("overbought");
  expect(await client.mendings(uri, word!)).toEqual([]);
  expect(await client.change(uri, FIRST.replace("$62,350", "$97,032"))).toEqual([]);
  expect(await client.change(uri, "Bitcoin closed at $1.", FIRST)).toMatchObject([
    { range: { start: { line: 4, character: 13 } } },
  ]);
  expect(await client.close(uri)).toEqual([]);
});

test("an article is held to its facts as it stands in the editor, before it is saved", async () => {
  await using client = await editor();
  const uri = pathToFileURL(home.path(WRAP)).href;
  const text = readFileSync(home.path(WRAP), "utf8");
  expect(await client.open(uri, text)).toEqual([]);
  const edited = text.replaceAll("$97,032", "$98,032");
  const found = await client.change(uri, edited);
  const errors = found.filter(({ severity }) => severity === 1);
  expect(errors.length).toBeGreaterThan(0);
  for (const each of errors) {
    expect(wordsUnder(edited, each)).toBe("$98,032");
    expect(each.code).toBe("figure-changed");
  }
  const broken = text.replace(/^edition: .*$/m, "edition: [");
  expect(await client.change(uri, broken)).toMatchObject([
    { severity: 1, code: expect.any(String) },
  ]);
  expect(await client.change(uri, text)).toEqual([]);
});

test("an editor that is gone without a word ends it", async () => {
  const child = start(home, ["lsp"], "pipe");
  const ended = once(child, "exit");
  child.stdin!.end();
  expect(await ended).toEqual([0, null]);
});

test("a time that is none is refused before anything is spoken", async () => {
  expect(await run(home, ["lsp", "--as-of", "yesterday"])).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringContaining("Expected a day such as"),
  });
});
