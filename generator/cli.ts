#!/usr/bin/env node
import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type * as Commands from "./commands.ts";
import type { GatherRequest } from "./gather-commands.ts";
import { isDay } from "./base/day.ts";
import { Failure, formatProblem, mistake, type ExitStatus } from "./base/problem.ts";

/** What a command answers: its exit status, the lines for people and the value for `--json`, undefined when it printed that itself. */
export interface Answer {
  readonly status: ExitStatus;
  readonly lines: readonly string[];
  readonly value: unknown;
}

interface Common {
  readonly home: string;
  readonly json?: boolean;
  readonly live?: boolean;
}

const day = (text: string): string => {
  if (!isDay(text))
    throw new InvalidArgumentError(`Expected a date such as 2025-05-08, found "${text}".`);
  return text;
};

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new InvalidArgumentError(`Expected a port from 0 to 65535, found "${text}".`);
  return value;
};

const program = new Command("bellwether")
  .description(
    "Turns a day's market data into articles whose every number is traced to its source.",
  )
  .version("0.1.0")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError("Run with --help for the commands and their options.")
  .addHelpText(
    "after",
    "\nExit status: 0 done; 1 done, with findings that block; 2 the call, a file or the configuration is wrong; 3 something outside failed.",
  );

function command(name: string, description: string, parent: Command = program): Command {
  return parent
    .command(name)
    .description(description)
    .addOption(
      new Option(
        "--home <dir>",
        "folder that holds bellwether.yaml, templates, content, site and var",
      ).default(".", "the current folder"),
    )
    .option("--live", "read live.yaml over bellwether.yaml, and ask its sources")
    .option("--json", "print one machine-readable result to standard output");
}

/** Runs a command's function, prints its answer, and turns failures into messages and the exit status. */
function answering<A extends unknown[]>(
  work: (commands: typeof Commands, ...given: A) => Promise<Answer>,
) {
  return async (...given: A): Promise<void> => {
    const options = given.at(-2) as Common;
    try {
      const commands = await import("./commands.ts");
      const answer = await work(commands, ...given);
      if (options.json && answer.value !== undefined) printJson(answer.value);
      else if (answer.lines.length > 0) process.stdout.write(`${answer.lines.join("\n")}\n`);
      process.exitCode = answer.status;
    } catch (error) {
      process.exitCode = fail(error, options.json === true);
    }
  };
}

function fail(error: unknown, json: boolean): ExitStatus {
  const failure = error instanceof Failure ? error : undefined;
  const problems = failure?.problems ?? [
    {
      code: "internal",
      message: `Something went wrong inside Bellwether: ${error instanceof Error ? error.message : String(error)}.`,
      advice: "This is a fault of the program. Set BELLWETHER_DEBUG=1 to see where, and report it.",
    },
  ];
  process.stderr.write(`${problems.map(formatProblem).join("\n")}\n`);
  if (!failure && process.env.BELLWETHER_DEBUG === "1" && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  const status = failure?.exit ?? 3;
  if (json) printJson({ status, problems });
  return status;
}

function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** A reader that has seen enough (`| head`) closes the pipe, which is no failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`Cannot print the answer: ${error.message}.\n`);
  process.exitCode = 3;
});

command(
  "init <dir>",
  "make a new publication that runs at once, with templates, theme and sample data; overwrites nothing",
).action(
  answering(async (commands, dir: string, options: Common) =>
    commands.init(commands.callOf(options), resolve(dir)),
  ),
);

command("import <file>", "take a CSV or JSON lines file of dates and values into a series")
  .requiredOption("--series <id>", "the series, such as btc.close")
  .option("--date-column <name>", "column with the date (default: date)")
  .option(
    "--value-column <name>",
    "column with the value (default: value, or the series' quantity)",
  )
  .option("--public-column <name>", "column with the instant of publication")
  .action(
    answering(async (commands, file: string, options: Common & ImportOptions) =>
      commands.importSeries(commands.callOf(options), { file: resolve(file), ...options }),
    ),
  );

interface ImportOptions {
  readonly series: string;
  readonly dateColumn?: string;
  readonly valueColumn?: string;
  readonly publicColumn?: string;
}

command("gather", "bring every configured series up to date")
  .option("--only <glob>", "fetch only series whose id matches, such as 'btc.*'")
  .option("--since <day>", "fetch from that day on instead of what is missing", day)
  .option(
    "--accept <glob>",
    "believe jumps and restated histories of these series, after a person has looked at them",
  )
  .option("--record <dir>", "write what the live sources answer to a folder, secrets removed")
  .option("--replay <dir>", "answer from such a folder, without a network")
  .action(
    answering(async (commands, options: Common & GatherRequest) =>
      commands.gatherAll({ ...commands.callOf(options), live: isLive(options) }, options),
    ),
  );

const isLive = (options: Common & GatherRequest): boolean =>
  options.live === true || options.record !== undefined || options.replay !== undefined;

command(
  "sources [action] [id]",
  "list every series with its source, terms, last success, age and what is due; `sources test [ID]` sends one tiny request to each live source, or to that of an id or series",
).action(
  answering(
    async (commands, action: string | undefined, id: string | undefined, options: Common) => {
      if (action === undefined) return commands.listSources(commands.callOf(options));
      if (action === "test") return commands.testSources(commands.callOf(options), id);
      throw mistake({
        code: "unknown-action",
        message: `"sources ${action}" is not a command.`,
        advice: "Write `bellwether sources` or `bellwether sources test [ID]`.",
      });
    },
  ),
);

command("claim <action> <url>", "`claim add URL` takes a third party's post in as a reported claim")
  .requiredOption("--subject <id>", "what the claim is about, such as russell2000")
  .requiredOption("--quantity <name>", "what it says of it, such as shortInterest")
  .option("--reporter <name>", "who posted it (default: as the address says)")
  .option("--posted <day>", "when it was posted (default: as the address says)", day)
  .action(
    answering(async (commands, action: string, url: string, options: Common & ClaimOptions) => {
      if (action === "add") return commands.claimAdd(commands.callOf(options), { url, ...options });
      throw mistake({
        code: "unknown-action",
        message: `"claim ${action}" is not a command.`,
        advice: "Write `bellwether claim add URL --subject ID --quantity NAME`.",
      });
    }),
  );

interface ClaimOptions {
  readonly subject: string;
  readonly quantity: string;
  readonly reporter?: string;
  readonly posted?: string;
}

command("schedule", "print the daily run for cron, systemd and GitHub Actions").action(
  answering(async (commands, options: Common) => commands.schedule(commands.callOf(options))),
);

command(
  "daily",
  "gather, measure, narrate, compose and check the edition of a day; prints the drafts' paths",
)
  .option("--date <day>", "the edition's date (default: today in UTC)", day)
  .action(
    answering(async (commands, options: Common & { date?: string }) =>
      commands.daily(commands.callOf(options), options.date),
    ),
  );

command("backfill", "make the editions of a range of days")
  .requiredOption("--from <day>", "first edition", day)
  .requiredOption("--to <day>", "last edition", day)
  .action(
    answering(async (commands, options: Common & Range) =>
      commands.backfill(commands.callOf(options), options),
    ),
  );

interface Range {
  readonly from: string;
  readonly to: string;
}

command(
  "check <files...>",
  "hold articles to their facts: every figure, its unit and its direction",
).action(
  answering(async (commands, files: string[], options: Common) =>
    commands.checkArticles(commands.callOf(options), files),
  ),
);

command("approve <files...>", "approve drafts that check clean")
  .option("--by <name>", "who approves", process.env.USER || "editor")
  .action(
    answering(async (commands, files: string[], options: Common & { by: string }) =>
      commands.approve(commands.callOf(options), files, options.by),
    ),
  );

const narratives = program
  .command("narratives")
  .description("look at the rules and what they are worth");

command(
  "backtest [glob]",
  "test the rules over the whole past, or those whose id matches",
  narratives,
)
  .option("--date <day>", "as known at that edition's cut-off (default: all data)", day)
  .option("--html <file>", "also write a page with plots")
  .action(
    answering(
      async (
        commands,
        glob: string | undefined,
        { html, ...options }: Common & { date?: string; html?: string },
      ) =>
        commands.narrativesBacktest(commands.callOf(options), glob, {
          ...options,
          ...(html === undefined ? {} : { html: resolve(html) }),
        }),
    ),
  );

command("publish", "make the site of all approved articles and swap it in whole").action(
  answering(async (commands, options: Common) => commands.publishSite(commands.callOf(options))),
);

command("serve", "serve the built site until Ctrl-C")
  .option("--port <number>", "port (default: 4321, or the next free one)", port)
  .action(
    answering(async (commands, options: Common & { port?: number }) =>
      commands.serveSite(commands.callOf(options), options.port),
    ),
  );

command(
  "explain <file> [text]",
  "show where the figures of an article, or the one given, come from",
).action(
  answering(async (commands, file: string, text: string | undefined, options: Common) =>
    commands.explainArticle(commands.callOf(options), file, text),
  ),
);

command(
  "start",
  "gather, make the editions of a range, publish and serve: the whole way in one command",
)
  .option("--from <day>", "first edition (default: 29 days before the last)", day)
  .option("--to <day>", "last edition (default: today in UTC)", day)
  .option("--port <number>", "port (default: 4321, or the next free one)", port)
  .action(
    answering(async (commands, options: Common & Partial<Range> & { port?: number }) =>
      commands.start(commands.callOf(options), options),
    ),
  );

// A reader that stops early, such as `head`, ends the command quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
  if (process.exitCode === 2 && process.argv.includes("--json")) {
    const message = error.message.replace(/^error: /, "");
    printJson({ status: 2, problems: [{ code: "call", message }] });
  }
}
