import type { CommandTools, Common } from "./command-tools.ts";

/** Adds the servers that editors and language models ask while a text is written. */
export function writingCommands({ command, answering }: CommandTools): void {
  command(
    "lsp",
    "serve editors over the Language Server Protocol: what check says stands under the words while they are written",
  )
    .option("--stdio", "over standard input and output, as it always is; editors name it")
    .option(
      "--as-of <time>",
      "hold texts to what was known at a day's cut-off, or at an instant in UTC (default: now)",
    )
    .action(
      answering(async (call, { asOf }: Common & { asOf?: string }) =>
        (await import("./language-server.ts")).languageServer(call, asOf),
      ),
    );

  command(
    "mcp",
    "serve language models over the Model Context Protocol: tools that check a draft, look a figure up and explain one",
  ).action(answering(async (call) => (await import("./model-tools.ts")).modelTools(call)));
}
