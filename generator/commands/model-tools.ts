import { type CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { Failure, formatProblem } from "../base/problem.ts";
import { formatExplanation } from "../check/explain/explain.ts";
import { formatTextReport } from "../check/text/text-report.ts";
import { openCheckRoom } from "../newsroom/check-room.ts";
import { withStoreToRead } from "../newsroom/with-store.ts";
import { type Reference, referenceOf } from "../review/reference.ts";
import { pipesOf } from "../world/pipes.ts";
import { programVersion } from "../world/program.ts";
import type { Answer, Call } from "./call.ts";

const asOf = z
  .string()
  .optional()
  .describe(
    "What was known then: a day such as 2025-05-08, for its cut-off, or an instant in ISO 8601. Now, when left out.",
  );

/** Serves tools to a language model over the Model Context Protocol, until it goes. */
export async function modelTools(call: Call): Promise<Answer> {
  const { world, home, kit } = call;
  const room = openCheckRoom(world, home, kit, call);
  await withStoreToRead(world, home, (store) => {
    const { input, output } = pipesOf(world);
    const reference = referenceOf(room, store);
    const serve = (): McpServer => serverOf(reference, programVersion(world));
    serveStdio(serve, { transport: new StdioServerTransport(input, output) });
    return new Promise<void>((resolve) => input.once("close", resolve));
  });
  return { status: 0, lines: [], value: undefined };
}

function serverOf(reference: Reference, version: string): McpServer {
  const server = new McpServer({ name: "bellwether", version });
  server.registerTool(
    "check_text",
    {
      title: "Check a text against the data",
      description:
        "Finds each figure of a text about the publication's markets and says whether it is right, wrong (with the right value), or nothing that the data know of. Call it with a draft before anyone reads it, and mend what is wrong.",
      inputSchema: z.object({
        text: z.string(),
        asOf,
        format: z.enum(["markdown", "html", "plain"]).default("markdown"),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ text, ...options }) =>
      answered(async () => {
        const report = await reference.checkText(text, given(options));
        return result(formatTextReport(report), report);
      }),
  );
  server.registerTool(
    "figure",
    {
      title: "Look a figure up",
      description:
        "One figure of the data, with its day, its unit and its source: a price or level, or what is computed from it, such as change1, change7, rsi14, sma200, or correlation30 of two subjects.",
      inputSchema: z.object({
        name: z
          .string()
          .describe('A subject or series, such as "Bitcoin", "IBIT" or "btc.volume".'),
        with: z.string().optional().describe("The other subject, for a correlation."),
        signal: z.string().default("last"),
        asOf,
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ asOf, ...request }) =>
      answered(async () => {
        const figure = await reference.figure(given(request), asOf);
        const { title, ref, printed, day, sources } = figure;
        return result(
          `${title} (${ref}): ${printed} of ${day}. Source: ${sources.join(", ")}.`,
          figure,
        );
      }),
  );
  server.registerTool(
    "explain",
    {
      title: "Say where a figure of an article comes from",
      description:
        "For an article that Bellwether wrote: how each figure, or the one given, was computed, and from which observations.",
      inputSchema: z.object({
        file: z.string().describe("The article's path within the publication."),
        figure: z.string().optional().describe("As it stands in the article."),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ file, figure }) =>
      answered(async () => {
        const explanation = await reference.explain(file, figure);
        return result(formatExplanation(explanation), explanation);
      }),
  );
  return server;
}

function result(text: string, value: object): CallToolResult {
  return { content: [{ type: "text", text }], structuredContent: { ...value } };
}

/** What is wrong with a call is told to the model, which can mend it. */
async function answered(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const text = error.problems.map(formatProblem).join("\n");
    return { content: [{ type: "text", text }], isError: true };
  }
}

/** What was left out of a call is absent. */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
